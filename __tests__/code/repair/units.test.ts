import vm from "node:vm";
import { describe, expect, test } from "@jest/globals";
import { inUnit, unitsOf } from "../../../src/code/repair/units.ts";

/** The function of a text's only unit with one exchange made, called in a world that counts turns. */
function run(path: string, text: string, from: string, to: string, call: string): unknown {
  const [unit] = unitsOf(path, text);
  if (unit === undefined) throw new Error("there is no unit");
  const start = text.indexOf(from);
  const position = to.endsWith(";") ? "statement" : "expression";
  const edits = inUnit(unit, path, text, [{ start, end: start + from.length, position, text: to }]) ?? [];
  let made = unit.text;
  for (const [first, last, part] of edits.toReversed()) made = made.slice(0, first) + part + made.slice(last);
  const world = `let turns = 0; const __assayTick = () => { if (++turns > 100) throw new Error("endless"); };`;
  return vm.runInNewContext(`${world} const f = ${made}; ${call}`, {}, { timeout: 2_000 });
}

describe("a function that another stands in for", () => {
  const declaration = "function f(n) {\n  let sum = 0;\n  for (let i = 0; i < n; i++) sum += i;\n  return sum;\n}\n";

  test.each([
    ["a declaration", "a.js", declaration, "i < n", "i <= n", "f(3)", 6],
    ["an arrow with an expression", "a.js", "const g = (a, b) => a - b;\n", "a - b", "a + b", "f(1, 2)", 3],
    ["a method", "a.js", "class A {\n  m(a) {\n    return a * 2;\n  }\n}\n", "a * 2", "a * 3", "f(2)", 6],
    ["types", "a.ts", "export const g = (a: number): number => a! - 1;\n", "a! - 1", "(a as number) + 1", "f(1)", 2],
    ["a whole statement", "a.js", declaration, "return sum;", "return sum + 1;", "f(3)", 4],
  ])("%s", (...[, path, text, from, to, call, value]) => {
    expect(run(path, text, from, to, call)).toBe(value);
  });

  test.each([
    ["in its own loop", declaration, "i++", "i--", "f(3)"],
    ["in a loop that the edit brings", declaration, "return sum;", "while (true) sum += 1;", "f(3)"],
  ])("turns are counted %s", (_, text, from, to, call) => {
    expect(() => run("a.js", text, from, to, call)).toThrow("endless");
  });

  test.each([
    ["super", "class A extends B {\n  m() {\n    return super.m();\n  }\n}\n"],
    ["a private name", "class A {\n  #x = 1;\n  m() {\n    return this.#x;\n  }\n}\n"],
    ["the outer this", "const f = () => this.x;\n"],
    ["a pattern as parameter of an arrow", "const f = ({ a }) => a;\n"],
  ])("none where it needs %s", (_, text) => {
    expect(unitsOf("a.js", text)).toEqual([]);
  });
});
