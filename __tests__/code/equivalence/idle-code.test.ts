import { expect, test } from "@jest/globals";
import { idleCode } from "../../../src/code/equivalence/idle-code.ts";

test.each<readonly [string, string, readonly string[]]>([
  [
    "what only idle functions call",
    "export function a() { return 1; }\nfunction b() { return c(); }\nfunction c() { return d(); }\nconst d = () => 2\n\nfunction e() { return 3 }\nexport const f = e()\n",
    ["function b() { return c(); }", "function c() { return d(); }", "() => 2"],
  ],
  [
    "what others call too",
    "export function a() { return c(); }\nfunction b() { return c(); }\nfunction c() {}\n",
    ["function b() { return c(); }"],
  ],
  ["what is behind a jump", "export function a() {\n  return 1;\n  a();\n}\n", ["a();"]],
])("%s", (_, text, idle) => {
  expect(idleCode("a.mjs", text).map(({ start, end }) => text.slice(start, end))).toEqual(idle);
});
