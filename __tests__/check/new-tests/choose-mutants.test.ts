import { describe, expect, test } from "@jest/globals";
import { minimatch } from "minimatch";
import { chooseMutants } from "../../../src/check/new-tests/choose-mutants.ts";
import { mutatedLines, toStrykerSettings } from "../../../src/check/new-tests/stryker-settings.ts";
import { withoutDisabled } from "../../../src/code/mutate/disabled-mutants.ts";
import { findMutants } from "../../../src/code/mutate/find-mutants.ts";
import { toRepoPath, type RepoPath } from "../../../src/domain/repo-path.ts";

const TEXT = `const limit = 1 + 2;
export function f(a) {
  // Stryker disable next-line ArithmeticOperator: rounding is told elsewhere
  const sum = a + limit;
  // Stryker disable all
  if (sum > 3) return "big";
  // Stryker restore ConditionalExpression, StringLiteral
  return sum < 0 ? "none" : "small";
}
`;

function path(raw: string): RepoPath {
  const result = toRepoPath(raw);
  if (!result.ok) throw new Error(raw);
  return result.path;
}

const linesOf = (operator: string): readonly number[] => {
  const left = withoutDisabled("a.js", TEXT, findMutants("a.js", TEXT));
  return [...new Set(left.filter((one) => one.operator === operator).map(({ line }) => line))];
};

test.each([
  ["ArithmeticOperator", [1]],
  ["EqualityOperator", []],
  ["StringLiteral", [8]],
  ["ConditionalExpression", [8]],
])("comments turn off %s but on lines %j", (operator, lines) => {
  expect(linesOf(operator)).toEqual(lines);
});

test("comments in blocks count as well", () => {
  const text = "/* Stryker disable all: a table */\nconst a = 1 + 2;\n/* Stryker restore all */\nconst b = 3 + 4;\n";
  const left = withoutDisabled("a.js", text, findMutants("a.js", text));
  expect([...new Set(left.map(({ line }) => line))]).toEqual([4]);
});

describe("what a configuration of StrykerJS lets be mutated", () => {
  test.each([
    [{}, "all"],
    [{ mutate: ["src/**/*.js"] }, "all"],
    [{ mutate: ["./src/a.js"] }, "all"],
    [{ mutate: ["src/**/*.js", "!src/a.js"] }, "none"],
    [{ mutate: ["!src/a.js", "src/**/*.js"] }, "all"],
    [{ mutate: ["{lib,src}/!(*.spec).js"] }, "all"],
    [{ mutate: ["lib/*.js"] }, "none"],
    [{ mutate: [] }, "none"],
    [{ mutate: ["src/*.js", "src/a.js:2-4"] }, "all"],
    [{ ignorePatterns: ["src"] }, "none"],
    [
      { mutate: ["src/a.js:2-4", "src/a.js:8:1-9:3"] },
      [
        [2, 4],
        [8, 9],
      ],
    ],
  ])("%j", (value, expected) => {
    const settings = toStrykerSettings("stryker.conf.json", value);
    const found = chooseMutants(path("src/a.js"), TEXT, settings);
    const lines = mutatedLines(settings, path("src/a.js"), (one, glob) => minimatch(one, glob, { dot: true }));
    expect(lines).toEqual(typeof expected === "string" ? { type: expected } : { type: "lines", lines: expected });
    expect(found.counted.length > 0).toBe(expected !== "none");
    if (typeof expected !== "string") {
      expect(found.counted.every(({ line }) => (line >= 2 && line <= 4) || line >= 8)).toBe(true);
    }
  });

  test("only its own mutators are counted, without the excluded ones", () => {
    const settings = toStrykerSettings("stryker.conf.json", { mutator: { excludedMutations: ["StringLiteral"] } });
    const operators = new Set(chooseMutants(path("src/a.js"), TEXT, settings).counted.map(({ operator }) => operator));
    expect(operators).toContain("ConditionalExpression");
    for (const name of ["StringLiteral", "NumericLiteral", "StatementRemoval"]) expect(operators).not.toContain(name);
  });

  test("what is no setting is none", () => {
    const value = { mutate: "src", thresholds: { break: null }, mutator: "javascript", ignorePatterns: [1, "a"] };
    expect(toStrykerSettings("stryker.conf.json", value)).toEqual({
      path: "stryker.conf.json",
      ignorePatterns: ["a"],
      excludedMutations: [],
    });
  });
});
