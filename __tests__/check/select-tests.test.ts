import { describe, expect, test } from "@jest/globals";
import { toShellLine, type TestSelection } from "../../src/check/expand-line.ts";
import { neighbouringTests } from "../../src/check/neighbouring-tests.ts";
import { selectTests } from "../../src/check/select-tests.ts";

/** The line as it would run for these changed files, in a repository of these files. */
async function lineFor(
  line: string,
  changed: readonly string[],
  present: readonly string[],
  tests?: readonly string[],
): Promise<string> {
  const wanted: TestSelection = { type: "related", files: changed, ...(tests === undefined ? {} : { tests }) };
  const read = (path: string): Promise<string | undefined> => Promise.resolve(present.includes(path) ? "" : undefined);
  return toShellLine(line, { files: [], tests: await selectTests(line, wanted, read) });
}

describe("which tests a runner is asked for", () => {
  test.each<readonly [string, string, readonly string[], readonly string[], string]>([
    ["Jest relates by itself", "jest {tests}", ["src/a.ts"], [], "jest --passWithNoTests --findRelatedTests src/a.ts"],
    ["Vitest, too", "vitest run {tests}", ["src/a.ts"], [], "vitest related --run --passWithNoTests src/a.ts"],
    ["Mocha: the neighbour", "mocha {tests}", ["lib/a.js"], ["test/a.js", "test/b.js"], "mocha test/a.js"],
    ["Mocha: a changed test", "mocha {tests}", ["test/a.js"], ["test/a.js"], "mocha test/a.js"],
    ["Mocha: no neighbour", "mocha {tests}", ["lib/a.js", "lib/b.js"], ["test/a.js"], "mocha "],
    ["Node", "c8 node --test {tests}", ["a.mjs"], ["a.test.mjs"], "c8 node --test a.test.mjs"],
    [
      "pytest",
      "python3 -m pytest {tests}",
      ["pkg/sub/a.py"],
      ["tests/sub/test_a.py", "pkg/sub/a_test.py"],
      "python3 -m pytest pkg/sub/a_test.py tests/sub/test_a.py",
    ],
    ["Go: packages", "go test -json {tests}", ["a.go", "in/b.go", "in/c.go"], [], "go test -json ./... ./in/..."],
    ["another language", "pytest {tests}", ["a.py", "b.go"], ["test_a.py"], "pytest "],
    ["Go: another language", "go test {tests}", ["a.go", "b.py"], [], "go test ./..."],
    ["cargo runs all", "cargo test {tests}", ["src/lib.rs"], [], "cargo test "],
    ["no placeholder", "pytest", ["a.py"], ["test_a.py"], "pytest"],
  ])("%s", async (_, line, changed, present, expected) => {
    expect(await lineFor(line, changed, present)).toBe(expected);
  });

  test("tests that the task may write are run where they exist", async () => {
    const present = ["a.test.js", "spec/own.test.js"];
    const tests = ["spec/own.test.js", "spec/missing.test.js", "notes.md"];
    expect(await lineFor("mocha {tests}", ["a.js"], present, tests)).toBe("mocha a.test.js spec/own.test.js");
  });

  test("all Go packages are named where all tests are wanted", () => {
    expect(toShellLine("go test -json {tests}", { files: [], tests: { type: "whole" } })).toBe("go test -json ./...");
  });
});

describe("neighbouring tests", () => {
  test.each([
    [
      "src/deep/a.ts",
      ["src/deep/a.test.ts", "src/deep/__tests__/a.ts", "test/deep/a.spec.ts", "tests/src/deep/a.test.ts"],
    ],
    ["pkg/a.py", ["pkg/test_a.py", "pkg/tests/test_a.py", "tests/test_a.py", "tests/pkg/a_test.py"]],
    ["a.js", ["a.test.js", "test/a.js"]],
  ])("of %s", (path, expected) => {
    const found = neighbouringTests(path);
    expect(found).toEqual(expect.arrayContaining(expected));
    expect(found).not.toContain(path);
  });

  test.each([
    ["src/a.test.ts", ["src/a.test.ts"]],
    ["Makefile", []],
  ])("of %s are no others", (path, expected) => {
    expect(neighbouringTests(path)).toEqual(expected);
  });
});
