import { expect, test } from "@jest/globals";
import { findRepairs } from "../../../src/code/repair/find-candidates.ts";
import { applyRepair } from "../../../src/code/repair/repair-candidate.ts";
import { treeKey } from "../../../src/code/repair/tree-key.ts";

test.each([
  ["return (a + b);", "return a + b"],
  ["if (a) { f(); }", "if (a) f()"],
  ["f('x') // call", 'f("x");'],
  ["x = ((a)) ? (b) : c", "x = a ? b : c;"],
  ["x = 1.0", "x = 1"],
])("the same program: %s and %s", (one, other) => {
  expect(treeKey(one)).toBe(treeKey(other));
});

test.each([
  ["return (a + b) * c", "return a + b * c"],
  ["x = (a?.b).c", "x = a?.b.c"],
  ['x = " "', 'x = ""'],
  ["x = -a", "x = +a"],
  ["x = !a", "x = a"],
  ["let x = 1", "const x = 1"],
  ["a++", "a--"],
  ["f((a, b))", "f(a, b)"],
  ["if (a) { let b; }", "if (a) {}"],
  ["x = async () => {}", "x = () => {}"],
  ["break", "continue"],
  ["x = `a${b}`", "x = `b${b}`"],
  ["x = /a/g", "x = /a/i"],
])("other programs: %s and %s", (one, other) => {
  expect(treeKey(one)).not.toBe(treeKey(other));
});

test("candidates are different programs, and a blank text is another than an empty one", () => {
  const text = 'function f(a) {\n  if (a.length > 0 && !a) return a.join("-");\n  return (a) - 1;\n}\n';
  const made = findRepairs("a.js", text, { max: 10_000 }).map(({ parts }) => applyRepair(text, parts));
  expect(new Set(made.map(treeKey)).size).toBe(made.length);
  expect(made.filter((one) => /join\(" ?"\)/u.test(one))).toHaveLength(2);
});
