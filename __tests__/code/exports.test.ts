import { expect, test } from "@jest/globals";
import { exportedNames } from "../../src/code/exports.ts";
import { importedModules } from "../../src/code/imports.ts";

test.each([
  ["export const a = 1, { b, c: [d] } = e;", ["a", "b", "d"]],
  ["export function a() {}\nexport class B {}\nexport enum C {}", ["a", "B", "C"]],
  ["export default function a() {}", ["default"]],
  ["export default 1;", ["default"]],
  ["const a = 1; export { a as b, a as default };", ["b", "default"]],
  ['export * from "./a";', ["*"]],
  ['export * as a from "./a";', ["a"]],
  ["export = a;", ["export="]],
  ["exports.a = 1; module.exports.b = 2;", ["a", "b"]],
  ["module.exports = { a, b: 1, 'c': 2, ...d };", ["a", "b", "c", "*"]],
  ["module.exports = class {};", ["export="]],
  ["const exports2 = 1; a.b = 2; exports.a.b = 1; module.id = 2; exports += 1; exports = {};", []],
  ["function a() {}\nconst b = 1;", []],
])("%s exports %j", (text, names) => {
  expect(exportedNames("a.ts", text).map(({ name }) => name)).toEqual(names);
});

test("tells types, the module behind a name and the line", () => {
  const text =
    'export interface A {}\nexport type { B } from "./b.js";\nexport { type C, D } from "./c.js";\nexport type E = 1;\nexport default interface F {}\n';
  expect(exportedNames("a.ts", text)).toEqual([
    { name: "A", kind: "type", line: 1 },
    { name: "B", kind: "type", from: "./b.js", line: 2 },
    { name: "C", kind: "type", from: "./c.js", line: 3 },
    { name: "D", kind: "value", from: "./c.js", line: 3 },
    { name: "E", kind: "type", line: 4 },
    { name: "default", kind: "type", line: 5 },
  ]);
});

test.each([
  ['import a, { b } from "./a.js";', [["./a.js", "static"]]],
  ['import "./a.css";', [["./a.css", "static"]]],
  ['import type { A } from "a";', [["a", "type"]]],
  [
    'export { a } from "./a";\nexport type { B } from "b";\nexport {};',
    [
      ["./a", "export"],
      ["b", "type"],
    ],
  ],
  ['const a = await import("a");', [["a", "dynamic"]]],
  [
    'const a = require("a"), b = require.resolve("b");',
    [
      ["a", "require"],
      ["b", "require"],
    ],
  ],
  ['import a = require("a");', [["a", "require"]]],
  ['let a: import("a").B;', [["a", "type"]]],
  ["import(a); require(b); other('c'); import.meta.url;", []],
])("%s asks for %j", (text, expected) => {
  expect(importedModules("a.ts", text).map(({ module, kind }) => [module, kind])).toEqual(expected);
});

test("tells the line of an import", () => {
  expect(importedModules("a.mjs", '\n\nimport a from "a";')).toEqual([{ module: "a", kind: "static", line: 3 }]);
});
