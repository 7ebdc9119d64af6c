import { expect, test } from "@jest/globals";
import { functionPoint, parseParameters } from "../../src/code/function-text.ts";

test.each([
  ["function f(a, { b } = {}, ...c) { return 1; }", ["a", "{ b } = {}", "...c"]],
  ["async (a = (__assayHit[1] = 1, 2)) => a", ["a = 2"]],
  ["({ a = (__assayHit[1] = 1, (b, c)) }) => a", ["{ a = (b, c) }"]],
  [
    "function f(a = (__assayHit[1]=1,() => (__assayHit[2]=1,__assayTick(),__assayHit[3]=1,b))) {__assayHit[0]=1;__assayTick(); }",
    ["a = () => b"],
  ],
  ["a => a", ["a"]],
  ["m(a, b) { return a; }", ["a", "b"]],
  ["async *m(a) {}", ["a"]],
  ["class A extends B { x = (a) => a; constructor(b = 1) { super(); } }", ["b = 1"]],
  ["class A { m(a) {} }", []],
  ["function push() { [native code] }", []],
])("%s", (text, expected) => {
  const shown = parseParameters(text).map(({ name, rest, defaultText }) => {
    return (rest === "yes" ? "..." : "") + name + (defaultText === undefined ? "" : ` = ${defaultText}`);
  });
  expect(shown).toEqual(expected);
});

test.each([
  ["function f() {__assayHit[4]=1;__assayTick(); return () => (__assayHit[6]=1,__assayTick(),1) }", 4],
  ["(a = () => (__assayHit[9] = 1, __assayTick(), 1)) => (__assayHit[8] = 1, __assayTick(), a)", 8],
  ["function f() { [native code] }", undefined],
] as const)("the entry of %s is counted as %s", (text, point) => {
  expect(functionPoint(text)).toBe(point);
});
