import { expect, test } from "@jest/globals";
import { measureFile, type FileMetrics } from "../../../src/code/metrics/measure-file.ts";

const SUM_OF_PRIMES = `export function sumOfPrimes(max) {
  let total = 0;
  OUT: for (let i = 1; i <= max; ++i) {
    for (let j = 2; j < i; ++j) {
      if (i % j === 0) {
        continue OUT;
      }
    }
    total += i;
  }
  return total;
}
`;
const BLOCK =
  'console.log("one", a, b);\n  console.log("two", b, a);\n  console.log("three", a + b);\n  console.log("four", a - b);';

test.each<readonly [string, string, Partial<FileMetrics>]>([
  // Both examples and their figures are those of Campbell's paper.
  ["nested loops and a jump", SUM_OF_PRIMES, { cognitive: 7, cyclomatic: 4, longestFunction: 12 }],
  [
    "a switch counts once",
    'export function word(n) {\n  switch (n) {\n    case 1: return "one";\n    case 2: return "a couple";\n    default: return "lots";\n  }\n}\n',
    { cognitive: 1, cyclomatic: 3 },
  ],
  ["runs of one operator", "export const f = (a, b, c, d) => (a && b && c) || d;\n", { cognitive: 2, cyclomatic: 4 }],
  ["else if is no deeper", "export function f(a) {\n  if (a) {} else if (a > 1) {} else {}\n}\n", { cognitive: 3 }],
  ["a block twice", `export function f(a, b) {\n  ${BLOCK}\n  a += 1;\n  ${BLOCK}\n}\n`, { duplicatedLines: 4 }],
  ["dead code", "export function f() {\n  return 1;\n  f();\n}\nfunction g() {}\n", { dead: 2 }],
  ["dated forms", 'var a = require("a");\na.then(f);\nexports.b = "x" + a;\nexports.c = a === null;\n', { dated: 5 }],
])("%s", (_, text, expected) => {
  expect(measureFile("a.js", text)).toMatchObject(expected);
});
