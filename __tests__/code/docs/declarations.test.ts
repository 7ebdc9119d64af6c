import { describe, expect, test } from "@jest/globals";
import { findDeclarations } from "../../../src/code/docs/find-declarations.ts";
import { staleTags } from "../../../src/code/docs/stale-tags.ts";
import { toRepoPath } from "../../../src/domain/repo-path.ts";

function find(name: string, text: string) {
  const result = toRepoPath(name);
  if (!result.ok) throw new Error(name);
  return findDeclarations(result.path, text);
}

test.each([
  ["a.ts", "export function a() {}\nfunction b() {}\nexport { b as c };\nexport const d = () => 1, e = 2;", ["a", "b"]],
  ["a.js", "module.exports = { a, b() {} };\nfunction a() {}\nfunction c() {}", ["b", "a"]],
  ["a.js", "exports.a = function () {};\nmodule.exports.b = (x) => x;\nexports.c = 1;", ["a", "b"]],
  ["my-list.js", "module.exports = (x) => x;", ["myList"]],
  ["a.ts", "export default function () {}", ["a"]],
  ["a.ts", "export function f(a: string): void;\nexport function f(a: number): void;\nexport function f() {}", []],
  [
    "a.ts",
    "export class A {\n  #x = 1;\n  private y = 2;\n  _z = 3;\n  constructor() {}\n  m() {}\n  static s() {}\n  get g() { return 1; }\n}",
    ["A", "A#constructor", "A#m", "A.s", "A#g"],
  ],
  [
    "a.ts",
    "export interface I { a: string; m(): void }\nexport type T = { b: number };",
    ["I", "I.a", "I.m", "T", "T.b"],
  ],
])("what %s exports: %j", (name, text, names) => {
  expect(find(name, text).map((one) => one.name)).toEqual(names);
});

const ERRORS = `
function check(x) { if (x < 0) throw new RangeError("no"); }
function other(y) { check(y); }
`;

describe("errors that reach the caller", () => {
  test.each([
    ["if (a) throw new TypeError();", [{ error: "TypeError", condition: "a" }]],
    ["if (b) {} else if (a) throw new TypeError();", [{ error: "TypeError" }]],
    ["try { throw new TypeError(); } catch {}", []],
    ["try { a(); } catch { throw new TypeError(); }", [{ error: "TypeError" }]],
    ["try { throw new TypeError(); } finally { a(); }", [{ error: "TypeError" }]],
    ["a.map(() => { throw new TypeError(); });", []],
    ["check(x);", [{ error: "RangeError", condition: "x < 0" }]],
    ["check(a);", [{ error: "RangeError", by: "check" }]],
    ["other(a);", [{ error: "RangeError", by: "check" }]],
    ["if (x) { if (a) throw new TypeError(); }", [{ error: "TypeError" }]],
    ["for (const y of x) if (a) throw new TypeError();", [{ error: "TypeError" }]],
    ["const b = a.b; if (b) throw new TypeError();", [{ error: "TypeError" }]],
    ["const b = a.b; if (a.b) throw new TypeError();", [{ error: "TypeError", condition: "a.b" }]],
    ["a = a.trim(); if (a === 'x') throw new TypeError();", [{ error: "TypeError" }]],
    ["if (a) check(x);", [{ error: "RangeError", by: "check" }]],
    ["x += 1; check(x);", [{ error: "RangeError", by: "check" }]],
    ["return check(x);", [{ error: "RangeError", condition: "x < 0" }]],
  ])("%s", (body, thrown) => {
    const [found] = find("a.js", `exports.f = function (a, x) { ${body} };${ERRORS}`);
    expect(found?.thrown).toEqual(thrown);
  });
});

test.each([
  ["function (a) { a.sort(); }", { effects: ["Changes `a` in place."], returns: "nothing" }],
  ["function (a) { a = [...a]; a.sort(); }", { effects: [] }],
  ["function (a) { return process.env.HOME; }", { effects: ["Reads the environment variable `HOME`."] }],
  ["(a) => a > 1 && !a.b", { isPredicate: true, inferred: "boolean", expression: "a > 1 && !a.b" }],
  ["function (a) { if (!a) return null; return a.b; }", { early: [{ value: "null", condition: "!a" }] }],
  ["function (a) { for (;;) { if (!a) return null; } }", { early: [] }],
  ["(a) => `x${a}`", { inferred: "string" }],
  ["function (a) { const b = a.b; if (!b) return null; return b; }", { early: [] }],
  ["function (client) { client.delete(1); client.set(2); }", { effects: [] }],
  ["function (a) { process.env.HOME = a; }", { effects: ["Changes the environment variable `HOME`."] }],
  ["function (a) { if (a) process.exit(1); }", { effects: ["Can end the process."] }],
  ["async (a) => `x${a}`", { inferred: "Promise<string>", isAsync: true }],
  ["function* (a) { if (!a) return 0; return `x${a}`; }", { returns: "unknown", early: [] }],
])("facts of %s", (text, facts) => {
  expect(find("a.js", `exports.f = ${text};`)[0]?.body).toMatchObject(facts);
});

test.each([
  ["export function f(a: Map<string, number>) { a.set('x', 1); }", ["Changes `a` in place."]],
  ["export function f(a: ReadonlySet<string>) { return a.has('x'); }", []],
  ["export function f(history: History) { history.push('/x'); }", []],
  ["export function f(a: number[]) { a.push(1); }", ["Changes `a` in place."]],
])("what is changed in %s", (text, effects) => {
  expect(find("a.ts", text)[0]?.body?.effects).toEqual(effects);
});

test.each([
  ["a.js", "exports.f = function (a) { if (a) return 'x'; };", "inferred"],
  ["a.js", "exports.f = function (a) { if (a) return; return 'x'; };", "inferred"],
  ["a.js", "exports.f = function* (a) { return a + 1; };", "expression"],
  ["a.tsx", "export const V = (p: { t: string }) => <b>{p.t}</b>;", "expression"],
  ["a.ts", "export class A { constructor(private b: number) {}\n  m() { return this.b * 2; } }", "expression"],
] as const)("%s: %s does not show its %s", (name, text, fact) => {
  expect(find(name, text).at(-1)?.body).toEqual(expect.not.objectContaining({ [fact]: expect.anything() }));
});

test.each([
  ["export interface A { b: number }\nexport function f(): A { return { b: 1 }; }", []],
  ["export interface AOptions { b: number }\nexport function f(a: AOptions): void {}", ["Options of {@link f}."]],
])("what is said of the type in %s", (text, facts) => {
  expect(find("a.ts", text)[0]?.facts).toEqual(facts);
});

test.each([
  [
    "/**\n * @param a One.\n * @param c Two.\n */\nfunction f(a, b) {}",
    "/**\n * @param a One.\n * @param b Two.\n */\nfunction f(a, b) {}",
  ],
  [
    "/**\n * Text.\n * @param a One.\n * @param c Gone.\n * @returns x\n */\nfunction f(a) {}",
    "/**\n * Text.\n * @param a One.\n * @returns x\n */\nfunction f(a) {}",
  ],
  ["/**\n * @param a One.\n */\nfunction f(a, b) {}", "/**\n * @param a One.\n * @param b\n */\nfunction f(a, b) {}"],
  ["/**\n * Text.\n * @returns x\n */\nfunction f(): void {}", "/**\n * Text.\n */\nfunction f(): void {}"],
  [
    "/**\n * @param {string} a One.\n */\nfunction f(a: number) {}",
    "/**\n * @param {number} a One.\n */\nfunction f(a: number) {}",
  ],
  ["/**\n * @param o One.\n * @param o.b Two.\n */\nfunction f({ b }) {}", undefined],
  ["/** No tags. */\nfunction f(a) {}", undefined],
])("tags of %j", (text, expected) => {
  let made = text;
  for (const { start, end, text: other } of staleTags("a.ts", text).toSorted((a, b) => b.start - a.start)) {
    made = made.slice(0, start) + other + made.slice(end);
  }
  expect(made).toBe(expected ?? text);
});
