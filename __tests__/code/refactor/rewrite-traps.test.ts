import { expect, test } from "@jest/globals";
import { applyRewrite, REWRITES } from "../../../src/code/refactor/rewrites.ts";
import { table } from "./rewrite-table.ts";

// Places that look as if they could be written otherwise, and would do something else then.

table("no-var", [
  ["the name of what is caught", "a.js", "function f() { try { g(); } catch (e) { var e = 1; use(e); } }\n"],
  ["a part of what is caught", "a.js", "function f() { try { g(); } catch ({ e }) { { var e = 1; } } }\n"],
  ["a value in the head of for-in", "a.js", "function f() { for (var x = 0 in {}) use(x); }\n"],
  [
    "a function in a block of the same name",
    "a.js",
    "function f() { var a = 1; { function a() {} } return typeof a; }\n",
  ],
  ["listed as an export", "a.mjs", "var a = 1;\nexport { a };\n"],
  [
    "written behind types",
    "a.ts",
    "export function f() { var a = 1; (a as unknown) = 2; var b = 1; b!++; return [a, b]; }\n",
    "export function f() { let a = 1; (a as unknown) = 2; let b = 1; b!++; return [a, b]; }\n",
  ],
  [
    "written in patterns",
    "a.mjs",
    "export const f = () => { var a = 1; ({ ...a } = {}); var b; [b = 3] = []; return [a, b]; };\n",
    "export const f = () => { let a = 1; ({ ...a } = {}); let b; [b = 3] = []; return [a, b]; };\n",
  ],
  [
    "read by what runs first, by way of an object",
    "a.js",
    "function f() { use({ g }); var a = 1; function g() { return a; } }\n",
  ],
  ["read by a method that may run first", "a.js", "function f() { use({ get g() { return a; } }); var a = 1; }\n"],
  ["read in its own value", "a.js", "function f() { var a = (() => typeof a)(); return a; }\n"],
  ["the name of a parameter, in a block", "a.js", "function f(a) { { var a = 3; use(a); } return a; }\n"],
]);

table("prefer-nullish-operators", [
  [
    "`undefined` that is a parameter",
    "a.js",
    "function f(a, undefined) { return a === null || a === undefined ? 1 : a; }\n",
  ],
  ["names of `with`", "a.js", "function f(o) { with (o) { return a == null ? 1 : a; } }\n"],
  ["what equals null and is none", "a.js", "const a = document.all;\nexports.f = () => a == null ? 1 : a;\n"],
  ["a call that would get `this`", "a.mjs", "export const f = (a) => (a == null ? undefined : a.b)();\n"],
  [
    "a call that would get `this`, of another type",
    "a.ts",
    "export const f = (a: any) => ((a == null ? undefined : a.b) as any)();\n",
  ],
  ["what is deleted", "a.mjs", "export const f = (a) => delete (a == null ? undefined : a.b);\n"],
]);

table("prefer-template", [
  ["a sign by its number", "a.js", "exports.f = (n) => 'a\\1' + 1;\n"],
  ["a number behind a zero", "a.js", "exports.f = (n) => 'a\\0' + '1' + 1;\n"],
]);

table("no-redundant-conditions", [
  ["what the line above would go on in: a list", "a.mjs", "x = y\n!([0].length === b) && f()\n"],
  ["what the line above would go on in: brackets", "a.mjs", "x = y\n!((b) === 3)\n"],
  ["what the line above would go on in: a template", "a.mjs", "x = y\n!(`a` === b) && f()\n"],
  ["a name of `with`", "a.js", "function f(o) { with (o) { return x ? x : y; } }\n"],
]);

table("early-return", [
  [
    "an else that would go to another if",
    "a.mjs",
    "export const f = (p, x, y) => { if (p) if (x) { a(); } else { if (y) { b(); } } else c(); };\n",
  ],
  [
    "an else that would go to another if, behind a loop",
    "a.mjs",
    "export const f = (p, x, y) => { if (p) for (;;) if (x) { a(); } else { if (y) { b(); } } else c(); };\n",
  ],
  [
    "names that eval sees",
    "a.js",
    "function f(c) {\n  if (c) {\n    return 1;\n  } else {\n    let x = 2;\n  }\n  return eval('x');\n}\n",
  ],
  [
    "what is put away at the end of its block",
    "a.mjs",
    "export function f(c) {\n  if (c) {\n    return 1;\n  } else {\n    using x = open();\n    use(x);\n  }\n  return after();\n}\n",
  ],
]);

table("no-dead-code", [
  [
    "a parameter that is taken apart: of null that fails",
    "a.mjs",
    "function f({ a }, b) { return b; }\nexport const g = () => f(null, 3);\n",
  ],
  [
    "an argument that may not be there yet",
    "a.mjs",
    "const f = (a) => 1;\nexport const g = () => { f(z); let z = 1; };\n",
  ],
  ["a parameter that its function counts", "a.mjs", "const f = (a, b) => 1;\nexport const g = () => f.length;\n"],
  ["a variable that is taken apart", "a.mjs", "export const g = (o) => { const { a } = o; };\n"],
]);

test.each([
  ["one that is used before", "if (sum === undefined) sum = 0;", "var sum;"],
  ["one that is taken out of an object", "use(sum);", "var { sum } = q;"],
  ["one that functions hold on to", "use(q);", "var sum = q; later(() => sum);"],
])("a variable that keeps its value from round to round stays where it is declared: %s", (_, before, declared) => {
  const rounds = (first: string): string =>
    `  for (const q of l) {\n    ${first}\n    ${before}\n    ${declared}\n    sum += q;\n${[1, 2, 3, 4, 5].map((n) => `    use(sum, q, ${n}, 2, 3, 4, 5);\n`).join("")}  }\n`;
  const text = `function f(l) {\n${rounds("one();")}}\nfunction g(l) {\n${rounds("two(2);")}}\nexports.f = f;\nexports.g = g;\n`;
  const repetition = REWRITES.find(({ name }) => name === "no-repetition");
  if (repetition === undefined) throw new Error("no such rewrite");
  const made = applyRewrite("a.js", text, repetition)?.text ?? text;
  expect(made.split(declared)).toHaveLength(3);
});
