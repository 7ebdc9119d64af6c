import { describe, expect, test } from "@jest/globals";
import { commandProblem, formatOf, linePatternProblem } from "../../src/policy/command-line.ts";

describe("commandProblem", () => {
  test.each([
    ["some text", undefined],
    ["{files}", undefined],
    [" ", { message: "is empty", remedy: "Write the command, or remove the key to have it detected" }],
    ["\u0000", { message: "has a control character", remedy: "Remove it" }],
    ["{fles}", { message: "has the unknown placeholder `{fles}`", remedy: "Write `{files}`" }],
    ["{A}{TESTS}", { message: "has the unknown placeholder `{TESTS}`", remedy: "Write `{tests}`" }],
    ["{acoverage}", { message: "has the unknown placeholder `{acoverage}`", remedy: "Write `{coverage}`" }],
  ])("of %j", (line, expected) => {
    expect(commandProblem(line)).toEqual(expected);
  });
});

test("linePatternProblem names the character where a pattern lacks its message", () => {
  expect(linePatternProblem("pattern")).toEqual({
    message: "takes no message at character 8",
    remedy: "Put %m where the message stands",
  });
});

describe("formatOf", () => {
  test.each([
    ["lint", "some text", "exit-code"],
    ["lint", "eslint -f json", "eslint-json"],
    ["types", "some text", "exit-code"],
    ["format", "some text", "exit-code"],
    ["test", "some text", "exit-code"],
    ["coverage", "some text", "lcov"],
  ] as const)("%s by %j is %s", (name, line, expected) => {
    expect(formatOf(name, line)).toBe(expected);
  });
});
