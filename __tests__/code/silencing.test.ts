import { expect, test } from "@jest/globals";
import { addedSilencers } from "../../src/code/silencing.ts";

test.each([
  ["const a = 1;", "const a: any = 1;", ["any"]],
  ["f(a);", "f(a as unknown as string);", ["assertion", "unknown"]],
  ["f(a);", "f(<string>a);", ["assertion"]],
  ["f(a);", "f(a!);", ["non-null assertion"]],
  ["class A { a: string }", "class A { a!: string }", ["definite assignment"]],
  ["let a: string;", "let a!: string;", ["definite assignment"]],
  ["interface A {}", "interface A { [key: string]: string }", ["index signature"]],
  ["f();", "// @ts-ignore\nf();", ["suppression comment"]],
  ["f();", "f(); // eslint-disable-line", ["suppression comment"]],
  ["f();", "/* istanbul ignore next */ f();", ["suppression comment"]],
  ["", "function f() { throw new Error('Method not implemented.'); }", ["stub"]],
  ["const a = [1];", "const a = [1] as const;", []],
  ["f(a!); g(b as C);", "g(b as C); f(a!); h();", []],
  ["// @ts-expect-error\nf();", "f();", []],
  ["throw new Error('x');", "throw new Error('y');", []],
])("%j → %j adds %j", (before, after, expected) => {
  expect(addedSilencers("a.ts", before, after)).toEqual(expected);
});

test("sees the types of JSDoc in JavaScript", () => {
  expect(
    addedSilencers("a.js", "export const f = (a) => a;", "/** @param {any} a */\nexport const f = (a) => a;"),
  ).toEqual(["any"]);
});
