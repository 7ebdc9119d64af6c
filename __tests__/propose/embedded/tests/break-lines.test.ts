import { expect, test } from "@jest/globals";
import { breakLine } from "../../../../src/propose/embedded/tests/break-lines.ts";

test("a line that fits stays", () => {
  expect(breakLine("  f(1, 2);", "  ", 20)).toEqual(["  f(1, 2);"]);
});

test("a longer one is broken at its outermost brackets", () => {
  expect(breakLine("  const a = make('first, one', [2, 3]);", "  ", 24)).toEqual([
    "  const a = make(",
    "    'first, one',",
    "    [2, 3],",
    "  );",
  ]);
});

test("a sole object hugs its call", () => {
  expect(breakLine("f({ alpha: 1, beta: 22222 });", "  ", 20)).toEqual(["f({", "  alpha: 1,", "  beta: 22222,", "});"]);
});

test("brackets and commas in texts and regular expressions are none", () => {
  const line = "f('(,', /[(,]/, 123456789);";
  expect(breakLine(line, "  ", 12)).toEqual(["f(", "  '(,',", "  /[(,]/,", "  123456789,", ");"]);
});

test("the body of a function is broken between its statements, not at commas", () => {
  const line =
    'const fn = jest.fn((a, next) => { if (fn.mock.calls.length === 2) finish(); return next(null, "done") });';
  const broken = breakLine(line, "  ", 60);
  expect(broken).toEqual([
    "const fn = jest.fn(",
    "  (a, next) => {",
    "    if (fn.mock.calls.length === 2) finish();",
    '    return next(null, "done");',
    "  }",
    ");",
  ]);
  // One statement alone is no property either.
  const [, ...rest] = breakLine("call((resolve) => { finish = resolve.bind(undefined) });", "  ", 40);
  expect(rest).toEqual(["  (resolve) => {", "    finish = resolve.bind(undefined)", "  }", ");"]);
});
