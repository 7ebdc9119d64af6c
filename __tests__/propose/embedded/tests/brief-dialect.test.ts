import { expect, test } from "@jest/globals";
import type { SerializedValue } from "../../../../src/probe/values.ts";
import { toBriefDialect } from "../../../../src/propose/embedded/tests/brief-dialect.ts";
import { toDialect } from "../../../../src/propose/embedded/tests/dialect.ts";
import type { TestStyle } from "../../../../src/propose/embedded/tests/test-style.ts";

const STYLE: TestStyle = {
  ...({ runner: "jest", assertions: "expect", word: "test", modules: "commonjs", language: "javascript" } as const),
  ...({ quote: '"', semicolon: ";", indent: "  ", width: 120, specifier: "none" } as const),
};
const DIALECT = toBriefDialect(
  toDialect({
    style: STYLE,
    literal: { quote: '"', exported: (path) => path.join(".") },
    classNamed: (name) => (name === "Table" ? "Table" : undefined),
  }),
  '"',
);

const value = (plain: string | number): SerializedValue => ({ type: "primitive", value: plain });
const list = (count: number): SerializedValue => ({
  type: "array",
  items: Array.from({ length: count }, (_, index) => value(index)),
});
const method: SerializedValue = { type: "function", name: "", kind: "function", arity: 0 };
const names = (count: number, prefix: string): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

test("a small value is asserted whole", () => {
  expect(DIALECT.equal("f()", list(5))).toEqual(["expect(f()).toEqual([0, 1, 2, 3, 4])"]);
});

test("of a long list its length and its first items are asserted", () => {
  expect(DIALECT.equal("f()", list(200))).toEqual([
    "expect(f().length).toBe(200)",
    "expect(f()[0]).toBe(0)",
    "expect(f()[1]).toBe(1)",
    "expect(f()[2]).toBe(2)",
  ]);
});

test("of an object of many functions their number and the plain fields are asserted", () => {
  const entries = [...names(24, "m").map((name) => [name, method] as const), ["size", value(3)] as const];
  expect(DIALECT.equal("made", { type: "object", entries })).toEqual([
    "expect(Object.keys(made).length).toBe(25)",
    "expect(made.size).toBe(3)",
  ]);
});

test("few names are written out, and what is large within is told by its own parts", () => {
  const entries = [
    ["rows", list(100)],
    ["other-name", value("x")],
    ["add", method],
  ] as const;
  expect(DIALECT.equal("made", { type: "object", entries })).toEqual([
    'expect(Object.keys(made)).toEqual(["rows", "other-name", "add"])',
    'expect(made["other-name"]).toBe("x")',
    "expect(made.rows.length).toBe(100)",
    ...[0, 1, 2].map((index) => `expect(made.rows[${index}]).toBe(${index})`),
  ]);
});

test("an object of a known class is told by its class and its small fields", () => {
  const entries = [
    ["rows", list(100)],
    ["title", value("t")],
  ] as const;
  expect(DIALECT.equal("made", { type: "instance", constructorName: "Table", entries })).toEqual([
    "expect(made).toBeInstanceOf(Table)",
    'expect(made.title).toBe("t")',
    "expect(made.rows.length).toBe(100)",
    ...[0, 1, 2].map((index) => `expect(made.rows[${index}]).toBe(${index})`),
  ]);
});

test("what nothing but its whole could tell stays as it is", () => {
  const long = "x".repeat(700);
  expect(DIALECT.equal("f()", value(long))).toEqual([`expect(f()).toBe("${long}")`]);
});
