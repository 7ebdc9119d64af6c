import { expect, test } from "@jest/globals";
import { globProblem } from "../../src/policy/glob.ts";

test.each([
  ["some text", undefined],
  ["_a:_", undefined],
  ["[[::a]", undefined],
  ["[[::]", "has a `[` that is never closed. Close it with `]`, or write `[[]` for a literal one"],
  ["![![", "has a `[` that is never closed. Close it with `]`, or write `[[]` for a literal one"],
  [" ", "is empty. Write a glob, for example `src/**/*.ts`"],
  [".", "has a `.` segment, which no path has. Remove the `./`"],
  ["..", "leaves the repository with `..`. Write it from the root"],
  ["a:", "is absolute. Write it relative to the root of the repository, without a leading `/`"],
  ["\\", "has a backslash. Write `/`"],
  ["{", "has braces, which are not expanded. Write one glob for each alternative"],
  ["{a,a}", "has braces, which are not expanded. Write `a` and `a`"],
  ["0{-,11,11}1", "has braces, which are not expanded. Write `0-1` and `0111` and `0111`"],
  ["?(", "is an extended glob, which is not supported. Write one glob for each alternative"],
  ["!!_", "begins with `!!`. Write one `!`"],
])("globProblem of %j", (glob, expected) => {
  const problem = globProblem(glob, "allowed");
  expect(problem === undefined ? undefined : `${problem.message}. ${problem.remedy}`).toBe(expected);
});
