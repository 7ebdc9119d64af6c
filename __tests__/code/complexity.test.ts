import { expect, test } from "@jest/globals";
import { complexityOf } from "../../src/code/complexity.ts";

test.each([
  ["a.ts", "", 1],
  ["a.ts", "export const a = 1;\n", 1],
  ["a.ts", "function f(a) { if (a) return 1; else return 2; }\n", 3],
  ["a.ts", "interface A { f(): void }\ndeclare function g(): void;\n", 1],
  ["a.ts", "const f = (a) => (a ? 1 : a && 2);\n", 4],
  ["a.ts", "for (const a of b) while (c) do { x ??= 1; } while (d);\n", 5],
  ["a.ts", "switch (a) { case 1: case 2: break; default: }\ntry { f(); } catch { g(); }\n", 4],
  ["a.ts", "const f = (a) => { a &&= b?.c; class A { get d() { return (() => a || b)(); } } };\n", 7],
  ["a.ts", "// if (a) for (;;)\nconst s = 'if && ||';\n", 1],
  [
    "a.py",
    'def f(a):\n    """if"""\n    if a and b:  # for\n        return 1\n    elif c:\n        return "if or"\n',
    5,
  ],
  ["a.go", "func f() {\n\tfor i := range x {\n\t\tif a && b { // if\n\t\t}\n\t}\n}\n", 5],
])("%s %j: %d", (path, text, expected) => {
  expect(complexityOf(path, text)).toBe(expected);
});
