import { expect, test } from "@jest/globals";
import ts from "typescript";
import { instead, quotedLike } from "../../../src/code/repair/fit.ts";
import { parseSource } from "../../../src/code/source.ts";

/** Puts a text in the place of the expression that reads `x`, or the one given. */
function put(whole: string, text: string, old = "x"): string {
  const source = ts.createSourceFile("a.ts", whole, ts.ScriptTarget.Latest, true);
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isExpression(node) && node.getText() === old) found ??= node;
    ts.forEachChild(node, visit);
  };
  visit(source);
  if (found === undefined) throw new Error(`no ${old} in ${whole}`);
  const edit = instead(found, text, "operand", 1);
  return whole.slice(0, edit.start) + edit.text + whole.slice(edit.end);
}

test.each([
  ["f = x === 0", "i % j", "f = i % j === 0"],
  ["f = x + 1", "a * b", "f = a * b + 1"],
  ["f = x + 1", "a - b", "f = a - b + 1"],
  ["f = 1 - x", "a - b", "f = 1 - (a - b)"],
  ["f = 1 + x", "a * b", "f = 1 + a * b"],
  ["f = x * 2", "a + b", "f = (a + b) * 2"],
  ["f = x && c", "a > 0", "f = a > 0 && c"],
  ["f = x && c", "a || b", "f = (a || b) && c"],
  ["f = x || c", "a && b", "f = a && b || c"],
  ["f = x || c", "a ?? b", "f = (a ?? b) || c"],
  ["f = x ** 2", "a * b", "f = (a * b) ** 2"],
  ["f = x + 1", "a ? b : c", "f = (a ? b : c) + 1"],
  ["f = x + 1", "a.b(c)", "f = a.b(c) + 1"],
  ["f = !x", "a > b", "f = !(a > b)"],
  ["f = x.y", "a + b", "f = (a + b).y"],
  ["f = x", "a + b", "f = a + b"],
  ["f = x && c", "!a", "f = !a && c"],
])("%s with %s is %s", (whole, text, expected) => {
  expect(put(whole, text)).toBe(expected);
});

test.each([
  ['f = "a"', `it's "b"`, String.raw`"it's \"b\""`],
  ["f = 'a'", `it's "b"\n`, String.raw`'it\'s "b"\n'`],
  ["f = 'a'", String.raw`a\b`, String.raw`'a\\b'`],
])("in the quotes of %s: %s", (whole, text, expected) => {
  const [statement] = parseSource("a.js", whole).statements;
  if (statement === undefined || !ts.isExpressionStatement(statement)) throw new Error(whole);
  const { expression } = statement;
  if (!ts.isBinaryExpression(expression) || !ts.isStringLiteral(expression.right)) throw new Error(whole);
  expect(quotedLike(expression.right, text)).toBe(expected);
});
