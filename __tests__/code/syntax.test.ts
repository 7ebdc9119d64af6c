import { describe, expect, test } from "@jest/globals";
import { isParsable, syntaxErrors } from "../../src/code/syntax.ts";

describe("isParsable", () => {
  test.each([
    ["a.ts", true],
    ["a/b.tsx", true],
    ["a.mts", true],
    ["a.d.cts", true],
    ["a.js", true],
    ["a.jsx", true],
    ["a.MJS", true],
    ["a.cjs", true],
    ["a.json", false],
    ["a.vue", false],
    ["Makefile", false],
  ])("%s: %s", (path, expected) => {
    expect(isParsable(path)).toBe(expected);
  });
});

describe("syntaxErrors", () => {
  test.each([
    ["a.ts", "export const a: number = 1;\n"],
    ["a.tsx", "export const a = <b c={1}>d</b>;\n"],
    ["a.js", "export const a = <b />;\n"],
    ["a.cjs", "const a = require('a');\nreturn;\n"],
    ["a.mts", "export const a = <T,>(b: T) => b;\nawait a(1);\n"],
    ["a.ts", "\ufeffexport class A { @dec accessor b = 1 }\r\n"],
    ["a.json", "{ not: json"],
  ])("%s: accepts %j", (path, text) => {
    expect(syntaxErrors(path, text)).toEqual([]);
  });

  test.each([
    ["a.ts", "const a = ;\n", { line: 1, column: 11, message: "Expression expected." }],
    ["a.ts", "x();\n  if (\n", { line: 2, column: 7, message: "Expression expected." }],
    ["a.ts", "const a = <b>c</b>;\n", { line: 1, column: 16, message: "Unterminated regular expression literal." }],
    [
      "a.js",
      "const a: number = 1;\n",
      { line: 1, column: 10, message: "Type annotations can only be used in TypeScript files." },
    ],
  ])("%s: finds what is wrong with %j", (path, text, problem) => {
    expect(syntaxErrors(path, text)).toContainEqual(problem);
  });
});
