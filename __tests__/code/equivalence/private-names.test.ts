import { expect, test } from "@jest/globals";
import { bothPrivate, privateNames } from "../../../src/code/equivalence/private-names.ts";

const named = (text: string): Record<string, readonly string[]> =>
  Object.fromEntries([...privateNames("a.ts", text)].map(([name, fields]) => [name, [...fields]]));

test.each<readonly [string, string, Record<string, readonly string[]>]>([
  ["a field", "export class A { private size = 0; open = 1; }", { A: ["size"] }],
  ["a parameter property", "class A { constructor(private readonly n: number, public m: number) {} }", { A: ["n"] }],
  [
    "a base class of the module",
    "class A { private n = 0; } class B extends A { private m = 0; }",
    { A: ["n"], B: ["m", "n"] },
  ],
  ["a class expression", "export const C = class { private n = 0; };", { C: ["n"] }],
  ["a class without a name", "export default class { private n = 0; }", { default: ["n"] }],
  ["of one class only", "class A { private n = 0; } class B { n = 0; }", { A: ["n"] }],
  ["a method is none", "class A { private run() {} }", {}],
  [
    "classes that are each other's base",
    "class A extends B { private a = 0; } class B extends A {}",
    { A: ["a"], B: ["a"] },
  ],
])("private fields: %s", (_, text, expected) => {
  expect(named(text)).toEqual(expected);
});

test("what is private in either version is private", () => {
  const both = bothPrivate(
    privateNames("a.ts", "class A { private a = 0; }"),
    privateNames("a.ts", "class A { private b = 0; }"),
  );
  expect([...(both.get("A") ?? [])]).toEqual(["a", "b"]);
});
