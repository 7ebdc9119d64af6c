import { expect, test } from "@jest/globals";
import { applyRewrite, REWRITES } from "../../../src/code/refactor/rewrites.ts";
import { table } from "./rewrite-table.ts";

table("no-var", [
  ["const where the value stays", "a.mjs", "export {};\nvar a = 1;\nuse(a);\n", "export {};\nconst a = 1;\nuse(a);\n"],
  ["let where it changes", "a.mjs", "export {};\nvar a = 1;\na += 1;\n", "export {};\nlet a = 1;\na += 1;\n"],
  ["let without a value", "a.mjs", "export {};\nvar a;\n[a] = [1];\n", "export {};\nlet a;\n[a] = [1];\n"],
  [
    "the heads of loops",
    "a.js",
    "function f(o) { for (var k in o) use(k); }\n",
    "function f(o) { for (const k in o) use(k); }\n",
  ],
  ["used before it is there", "a.js", "function f() { use(a); var a = 1; return a; }\n"],
  ["used outside its block", "a.js", "function f(c) { if (c) { var a = 1; } return a; }\n"],
  ["declared twice", "a.js", "function f() { var a = 1; var a = 2; return a; }\n"],
  ["the name of a parameter", "a.js", "function f(a) { var a = a || 1; return a; }\n"],
  ["kept by a function in a loop", "a.js", "function f(l) { for (var i = 0; i < 3; i++) l.push(() => i); }\n"],
  ["kept from round to round", "a.js", "function f(l) { for (const x of l) { var last; use(last); last = x; } }\n"],
  [
    "read by a function that runs earlier",
    "a.js",
    "function f() { g(); var a = 1; function g() { return a; } return a; }\n",
  ],
  [
    "read by a function that runs later",
    "a.js",
    "function f() { var a = 1; function g() { return a; } return g(); }\n",
    "function f() { const a = 1; function g() { return a; } return g(); }\n",
  ],
  ["global in a script", "a.js", "var a = 1;\n"],
  ["exported", "a.mjs", "export var a = 1;\n"],
  [
    "in a case of a switch",
    "a.js",
    "function f(x) { switch (x) { case 1: var a = 1; break; default: a = 2; } return x; }\n",
  ],
  ["beside eval", "a.js", "function f(x) { var a = 1; return eval(x); }\n"],
]);

table("no-dead-code", [
  [
    "a parameter that is not read, and what is handed in for it",
    "a.ts",
    "export const g = (x: number) => f(1, x, 3) + f(x, 'a');\nfunction f(a: number, b: unknown, c = 2) {\n  return a + c;\n}\n",
    "export const g = (x: number) => f(1, 3) + f(x);\nfunction f(a: number, c = 2) {\n  return a + c;\n}\n",
  ],
  [
    "the only parameter of a function held by a name",
    "a.mjs",
    "const one = async (x) => 1;\nconst two = x => 2;\nexport const g = () => [one(1), two('a',)];\n",
    "const one = async () => 1;\nconst two = () => 2;\nexport const g = () => [one(), two()];\n",
  ],
  [
    "a parameter whose argument does something",
    "a.mjs",
    "function f(a) { return 1; }\nexport const g = () => f(make());\n",
  ],
  ["a parameter of an exported function", "a.mjs", "export function f(a) { return 1; }\n"],
  [
    "a parameter of a function that is handed on",
    "a.mjs",
    "function f(a) { return 1; }\nexport const g = [1].map(f);\n",
  ],
  [
    "a parameter of a function that looks at its arguments",
    "a.mjs",
    "function f(a) { return arguments.length; }\nexport const g = f(1);\n",
  ],
  ["a parameter behind a spread", "a.mjs", "function f(a, b) { return a; }\nexport const g = (l) => f(...l, 1);\n"],
  ["a parameter of a function of a script", "a.js", "function f(a) { return 1; }\nf(1);\n"],
  [
    "a parameter that a comment tells of",
    "a.mjs",
    "/** @param a one */\nfunction f(a) { return 1; }\nexport const g = f(1);\n",
  ],
  ["a parameter with a generic type", "a.ts", "function f<T>(a: T): T[] { return []; }\nexport const g = f(1);\n"],
  [
    "a private method of TypeScript",
    "a.ts",
    "export class A {\n  run() { return 1; }\n  private help() { return 2; }\n}\n",
    "export class A {\n  run() { return 1; }\n}\n",
  ],
  [
    "a private method that is asked for by a worked out name",
    "a.ts",
    "export class A {\n  run(n: keyof A) { return this[n]; }\n  private help() { return 2; }\n}\n",
  ],
  [
    "a private method that is asked for by its text",
    "a.ts",
    'export class A {\n  run() { return "help" in this; }\n  private help() { return 2; }\n}\n',
  ],
  [
    "a private field of TypeScript, which shows when it is printed",
    "a.ts",
    "export class A {\n  private size = 1;\n}\n",
  ],
  ["an import of a built-in", "a.mjs", 'import fs from "node:fs";\nexport const a = 1;\n', "export const a = 1;\n"],
  ["an import that may do something", "a.mjs", 'import x from "./x.js";\nexport const a = 1;\n'],
  [
    "one name of several",
    "a.mjs",
    'import { a, b } from "./x.js";\nexport const c = a;\n',
    'import { a } from "./x.js";\nexport const c = a;\n',
  ],
  [
    "a function, and then the one that only it named",
    "a.mjs",
    "export const a = 1;\n/** Not used. */\nfunction one() { return two(); }\nfunction two() { return 1; }\n",
    "export const a = 1;\n",
  ],
  ["a value whose making does something", "a.mjs", "const a = make();\nexport const b = 1;\n"],
  ["a variable that is written", "a.mjs", "let a = 1;\na = make();\nexport const b = 1;\n"],
  [
    "behind a jump",
    "a.mjs",
    "export function f() {\n  return 1;\n  use();\n}\n",
    "export function f() {\n  return 1;\n}\n",
  ],
  ["a name behind a jump", "a.mjs", "export function f() {\n  a = 1;\n  return a;\n  var a;\n}\n"],
  ["an import of TypeScript that nobody says is left out", "a.ts", 'import x from "./x.js";\nexport const a = 1;\n'],
  ["a type", "a.ts", 'import type { X } from "./x.js";\nexport const a = 1;\n', "export const a = 1;\n"],
  ["a module of Node that prints a warning", "a.mjs", 'import sqlite from "node:sqlite";\nexport const a = 1;\n'],
  ["what JSX may call", "a.jsx", 'import { h, render } from "./x.js";\nexport const a = render(<b />);\n'],
  ["beside eval", "a.mjs", "function one() {}\nexport const a = (text) => eval(text);\n"],
  ["a class that does something", "a.mjs", "class A {\n  static b = make();\n}\nexport const b = 1;\n"],
  ["a private member", "a.ts", "export class A {\n  #old = 1;\n  now = 2;\n}\n", "export class A {\n  now = 2;\n}\n"],
]);

table("early-return", [
  [
    "else after a jump",
    "a.js",
    "function f(a) {\n  if (a) {\n    return 1;\n  } else {\n    // why\n    return 2;\n  }\n}\n",
    "function f(a) {\n  if (a) {\n    return 1;\n  }\n  // why\n  return 2;\n}\n",
  ],
  [
    "a name that would meet another",
    "a.js",
    "function f(a, b) {\n  if (a) {\n    return b;\n  } else {\n    let b = 2;\n    use(b);\n  }\n  return b;\n}\n",
  ],
  [
    "if alone inside else",
    "a.js",
    "function f(a, b) {\n  if (a) {\n    use(1);\n  } else {\n    if (b) {\n      use(2);\n    }\n  }\n}\n",
    "function f(a, b) {\n  if (a) {\n    use(1);\n  } else if (b) {\n    use(2);\n  }\n}\n",
  ],
  [
    "if alone inside if",
    "a.js",
    "function f(a, b) {\n  if (a || b) {\n    if (b) {\n      use(2);\n    }\n  }\n}\n",
    "function f(a, b) {\n  if ((a || b) && b) {\n    use(2);\n  }\n}\n",
  ],
  [
    "if with an else inside if",
    "a.js",
    "function f(a, b) {\n  if (a) {\n    if (b) use(1);\n    else use(2);\n  }\n}\n",
  ],
  [
    "a text over several lines",
    "a.js",
    "function f(a) {\n  if (a) {\n    return 1;\n  } else {\n    return `a\n    b`;\n  }\n}\n",
  ],
]);

table("no-redundant-conditions", [
  ["a comparison", "a.js", "const a = b > 1 ? true : false;\n", "const a = b > 1;\n"],
  ["what is no truth value", "a.js", "const a = b ? true : false;\n"],
  ["the opposite of anything", "a.js", "const a = b && c ? false : true;\n", "const a = !(b && c);\n"],
  [
    "two returns",
    "a.js",
    "function f(a) {\n  if (a === 1) return true;\n  return false;\n}\n",
    "function f(a) {\n  return a === 1;\n}\n",
  ],
  ["what NaN makes different", "a.js", "const a = !(b < c);\n"],
  ["what equality turns round", "a.js", "const a = !(b === c);\n", "const a = b !== c;\n"],
  ["a value or another", "a.js", "const a = b ? b : c;\n", "const a = b || c;\n"],
  ["a call that would run once less", "a.js", "const a = b() ? b() : c;\n"],
]);

table("prefer-nullish-operators", [
  ["both tests", "a.js", "const a = b === null || b === undefined ? 1 : b;\n", "const a = b ?? 1;\n"],
  ["one loose test", "a.js", "const a = b != null ? b : c;\n", "const a = b ?? c;\n"],
  ["only null", "a.js", "const a = b === null ? 1 : b;\n"],
  ["a member", "a.js", "const a = b == null ? undefined : b.c(1).d;\n", "const a = b?.c(1).d;\n"],
  ["null where the chain gives undefined", "a.js", "const a = b == null ? null : b.c;\n"],
  ["truth of another kind", "a.js", "const a = b && b.c;\n"],
]);

table("prefer-template", [
  [
    "a number of TypeScript",
    "a.ts",
    'const f = (n: number) => "a" + n + "b";\n',
    "const f = (n: number) => `a${n}b`;\n",
  ],
  ["a value that may be an object", "a.js", 'const f = (n) => "a" + n + "b";\n'],
  ["numbers that are added first", "a.ts", 'const f = (n: number) => n + 1 + "b";\n'],
  [
    "what a template would read",
    "a.ts",
    'const f = (n: number) => "`${" + n;\n',
    "const f = (n: number) => `\\`\\${${n}`;\n",
  ],
]);

const ESCAPES = 'export const f = (n: number) => "a\\\\\'b`" + n;\n';

table("prefer-template", [
  [
    "a dollar in front of a brace",
    "a.ts",
    'export const f = (n: number) => "a$" + "{b}" + n;\n',
    "export const f = (n: number) => `a\\${b}${n}`;\n",
  ],
  [
    "what is escaped",
    "a.ts",
    ESCAPES,
    ESCAPES.replace(/"(.*)" \+ n/u, (_, text: string) => `\`${text.replace("`", "\\`")}\${n}\``),
  ],
]);

table("early-return", [
  [
    "without a semicolon, in front of a bracket",
    "a.js",
    "function f(a) {\n  if (a) return x\n  else [1].forEach(g)\n}\n",
  ],
  [
    "without a semicolon, what follows in parentheses",
    "a.js",
    "function f(a) {\n  if (a) { return x } else { b = c }\n  (d)()\n}\n",
  ],
  ["all on one line", "a.js", "function f(a) { if (a) { return 1; } else { g(); } }\n"],
]);

table("no-dead-code", [
  [
    "a byte order mark stays",
    "a.mjs",
    '\uFEFFimport fs from "node:fs";\nexport const a = 1;\n',
    "\uFEFFexport const a = 1;\n",
  ],
  [
    "a module that imports itself",
    "a.ts",
    'import * as self from "./a";\nimport { b } from "./a";\nexport const a = () => self.b(b);\n',
  ],
]);

test("places on lines that are left alone", () => {
  const found = REWRITES.find(({ name }) => name === "no-var")!;
  const text = "export {};\nvar a = 1;\nvar b = 2;\n";
  expect(applyRewrite("a.mjs", text, found, { isLeft: (line) => line === 2 })?.text).toBe(
    "export {};\nvar a = 1;\nconst b = 2;\n",
  );
});
