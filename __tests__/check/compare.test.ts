import { describe, expect, test } from "@jest/globals";
import { compareDiagnostics } from "../../src/check/compare-diagnostics.ts";
import { compareTests } from "../../src/check/compare-tests.ts";
import { changedLines, toPercent } from "../../src/check/coverage-figures.ts";
import type { TestCase, TestReport, TestStatus } from "../../src/check/parse/test-report.ts";
import type { Diagnostic } from "../../src/domain/diagnostic.ts";
import { fileChange } from "./subjects.ts";

function remark(line: number, lineText: string, more: Partial<Diagnostic> = {}): Diagnostic {
  return {
    source: "eslint",
    code: "no-x",
    severity: "error",
    message: "No x.",
    path: "a.ts",
    range: { line },
    lineText,
    ...more,
  };
}

describe("diagnostics are compared by content", () => {
  const file = fileChange("a.ts", "one\nx = 1\ntwo\n", "zero\none\nx = 2\ntwo\n");
  test.each([
    ["a moved line", [remark(7, "x")], [remark(90, "x")], 0, 0],
    ["a new one", [], [remark(1, "x")], 1, 0],
    ["one that is gone", [remark(1, "x")], [], 0, 1],
    ["a second one of the same", [remark(1, "x")], [remark(1, "x"), remark(2, "x")], 1, 0],
    ["another rule on the same line", [remark(1, "x")], [remark(1, "x", { code: "no-y" })], 1, 1],
    ["another file", [remark(1, "x")], [remark(1, "x", { path: "b.ts" })], 1, 1],
    ["another tool", [remark(1, "x")], [remark(1, "x", { source: "tsc" })], 1, 1],
    [
      "blanks and places in the message",
      [remark(1, "x", { message: "see  3:4" })],
      [remark(1, "x", { message: "see 5:6" })],
      0,
      0,
    ],
    ["a line that was rewritten, the same remark", [remark(2, "x = 1")], [remark(3, "x = 2")], 0, 0],
    [
      "a line that was rewritten, twice the remark",
      [remark(2, "x = 1")],
      [remark(3, "x = 2"), remark(3, "x = 2")],
      1,
      0,
    ],
    ["the same remark on another new line", [remark(2, "x = 1")], [remark(1, "zero")], 1, 1],
  ])("%s", (_, before, after, added, fixed) => {
    const change = compareDiagnostics(before, after, [file]);
    expect([change.added.length, change.fixed.length]).toEqual([added, fixed]);
  });
});

function report(tests: Readonly<Record<string, TestStatus>>, broken: readonly string[] = []): TestReport {
  const cases = Object.entries(tests).map(([key, status]): TestCase => {
    const [path, name] = key.split(" ");
    return { path: path!, name: name!, status, message: "" };
  });
  return {
    tests: cases,
    broken: broken.map((path) => ({ path, message: "boom" })),
    paths: new Set([...cases.map(({ path }) => path), ...broken]),
  };
}

describe("tests are compared by name", () => {
  test.each([
    ["still green", report({ "a t": "passed" }), report({ "a t": "passed" }), "all", [0, 0, 0]],
    ["red now", report({ "a t": "passed" }), report({ "a t": "failed" }), "all", [1, 0, 0]],
    ["red before", report({ "a t": "failed" }), report({ "a t": "failed" }), "all", [0, 0, 0]],
    ["green now", report({ "a t": "failed" }), report({ "a t": "passed" }), "all", [0, 0, 1]],
    ["new and red", report({}), report({ "a t": "failed" }), "all", [1, 0, 0]],
    ["skipped before, red now", report({ "a t": "skipped" }), report({ "a t": "failed" }), "all", [1, 0, 0]],
    ["gone", report({ "a t": "passed" }), report({ "a u": "passed" }), "all", [0, 1, 0]],
    ["skipped now", report({ "a t": "passed" }), report({ "a t": "skipped" }), "all", [0, 1, 0]],
    ["a failing one gone", report({ "a t": "failed" }), report({}), "all", [0, 0, 0]],
    ["not related", report({ "a t": "passed" }), report({}), "related", [0, 0, 0]],
    ["gone from a related file", report({ "a t": "passed" }), report({ "a u": "passed" }), "related", [0, 1, 0]],
    ["a file that broke", report({ "a t": "passed" }), report({}, ["a"]), "all", [1, 0, 0]],
    ["a file that was broken before", report({}, ["a"]), report({}, ["a"]), "all", [0, 0, 0]],
    ["a file that is whole again", report({}, ["a"]), report({ "a t": "passed" }), "all", [0, 0, 1]],
    ["a broken file that is gone", report({}, ["a"]), report({ "b t": "passed" }), "all", [0, 0, 0]],
  ] as const)("%s", (_, before, after, ran, expected) => {
    const { newFailures, lost, fixed } = compareTests(before, after, ran);
    expect([newFailures.length, lost.length, fixed]).toEqual(expected);
  });
});

describe("changed lines", () => {
  const branches = { covered: 0, total: 0 };
  const lines = new Map([
    [1, 4],
    [2, 0],
    [4, 2],
  ]);
  const coverage = new Map([["a.ts", { lines, branches, functions: branches }]]);

  test.each([
    ["a new file: every executable line", fileChange("a.ts", undefined, "1\n2\n3\n4\n"), 2, 3, [2]],
    ["one changed line", fileChange("a.ts", "1\n2\n3\nx\n", "1\n2\n3\n4\n"), 1, 1, []],
    ["a changed line that is not executable", fileChange("a.ts", "1\n2\nx\n4\n", "1\n2\n3\n4\n"), 0, 0, []],
    ["a file that the report does not know", fileChange("b.ts", "", "1\n"), 0, 0, []],
    ["a deleted file", fileChange("a.ts", "1\n", undefined), 0, 0, []],
  ])("%s", (_, file, covered, total, missed) => {
    const changed = changedLines(coverage, [file]);
    expect(changed).toMatchObject({ covered, total });
    expect(changed.missed.map(({ line }) => line)).toEqual(missed);
  });

  test.each([
    [{ covered: 1, total: 3 }, 33.33],
    [{ covered: 2, total: 3 }, 66.67],
    [{ covered: 0, total: 0 }, 100],
    [{ covered: 0, total: 9 }, 0],
  ])("%j is %d %%", (ratio, percent) => {
    expect(toPercent(ratio)).toBe(percent);
  });
});
