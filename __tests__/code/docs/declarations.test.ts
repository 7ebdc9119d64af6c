import { describe, expect, test } from "@jest/globals";
import { findDeclarations } from "../../../src/code/docs/find-declarations.ts";
import { fitsSignature, overloadHabit } from "../../../src/code/docs/overloads.ts";
import { staleTags } from "../../../src/code/docs/stale-tags.ts";
import { toRepoPath } from "../../../src/domain/repo-path.ts";

function find(name: string, text: string) {
  const result = toRepoPath(name);
  if (!result.ok) throw new Error(name);
  return findDeclarations(result.path, text);
}

test.each([
  [
    "a.ts",
    "export function a() {}\nfunction b() {}\nexport { b as c };\nexport const d = () => 1, e = 2;",
    ["a", "b", "d"],
  ],
  ["a.ts", "export const a = 1,\n  b = () => 2,\n  c = 3, d = 4;", ["a", "b", "c"]],
  ["a.js", "module.exports = { a, b() {} };\nfunction a() {}\nfunction c() {}", ["b", "a"]],
  [
    "a.js",
    "exports.a = function () {};\nmodule.exports.b = (x) => x;\nexports.c = 1;\nexports.d = require('d');",
    ["a", "b", "c"],
  ],
  ["my-list.js", "module.exports = (x) => x;", ["myList"]],
  ["a.ts", "export default function () {}", ["a"]],
  ["a.ts", "export enum E { A = 'a', B = 'b' }\nexport const C = 1;\nexport let d = 1;", ["E", "C"]],
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

describe("a function with several signatures", () => {
  const TEXT = `export function f(a: string): void;
export function f(a: string, size?: number): string;
export function f(a: string, size = 2): string | void {
  if (size < 1) throw new RangeError("no");
  return a.repeat(size);
}
export class A {
  m(a: string): string;
  m(a: number): string;
  m(a: string | number) { return \`\${a}\`; }
}
`;

  test("stands there with each of them, and what the body shows as far as its parameters are known", () => {
    expect(
      find("a.ts", TEXT).map(({ name, overload, parameters, returnType, thrown }) => ({
        name,
        overload,
        parameters: parameters.map(({ name: own, defaultText }) => `${own ?? ""}=${defaultText ?? ""}`),
        returnType,
        thrown,
      })),
    ).toEqual([
      { name: "f", overload: "first", parameters: ["a="], returnType: "void", thrown: [{ error: "RangeError" }] },
      {
        name: "f",
        overload: "further",
        parameters: ["a=", "size=2"],
        returnType: "string",
        thrown: [{ error: "RangeError", condition: "size < 1" }],
      },
      {
        name: "f",
        overload: "implementation",
        parameters: ["a=", "size=2"],
        returnType: "string | void",
        thrown: [{ error: "RangeError", condition: "size < 1" }],
      },
      { name: "A", parameters: [], thrown: [] },
      ...["first", "further", "implementation"].map((overload): unknown =>
        expect.objectContaining({ name: "A#m", overload }),
      ),
    ]);
  });

  test("is documented where one of them is", () => {
    const comments = find(
      "a.ts",
      TEXT.replace("export function f(a: string, s", "/** Told. */\nexport function f(a: string, s"),
    );
    expect(comments.filter(({ name }) => name === "f").every(({ comment }) => comment !== undefined)).toBe(true);
  });

  test.each([
    [["/** A. */ function f(a): 1;\n/** B. */ function f(b): 2;\nfunction f() {}"], "each"],
    [["/** A. */ function f(a): 1;\nfunction f(b): 2;\nfunction f() {}"], "first"],
    [["class A { f(a): 1;\nf(b): 2;\n/** A. */ f() {} }"], "implementation"],
    [["/** A. */ function f() {}"], "each"],
  ])("is commented as in %j: %s", (texts, habit) => {
    expect(overloadHabit(texts)).toBe(habit);
  });

  test.each([
    ["f('a')", ["string"], true],
    ["f(1)", ["string"], false],
    ["f(-1)", ["string"], false],
    ["f(-1)", ["number"], true],
    ["f(!0)", ["boolean"], true],
    ["f(1n)", ["number"], false],
    ["f(`a`)", ["number"], false],
    ["f(/a/)", ["string"], false],
    ["f(() => 1)", ["string"], false],
    ["f(new Map())", ["string"], false],
    ["f(new Map())", ["Map<string, string>"], true],
    ["f([1])", ["number[]"], true],
    ["f('a', 1)", ["string"], false],
    ["f()", ["string"], false],
    ["f({ a: 1 })", ["Options"], true],
  ])("%s is a call of (%j): %s", (example, types, expected) => {
    const parameters = types.map(
      (type) => ({ rest: "no", optional: "no", calledAs: [], properties: [], type }) as const,
    );
    expect(fitsSignature([example], "f", parameters)).toBe(expected);
  });
});

test.each([
  [
    "export const A = 2;\nexport function f(a = A, { b = A } = {}) {}",
    ["Default of `a` of {@link f} and `b` of {@link f}."],
  ],
  ["export const A = 2;\nexport function f(a) { return a + A; }", []],
])("what is said of the constant in %s", (text, facts) => {
  expect(find("a.ts", text)[0]?.facts).toEqual(facts);
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
    ["if (this.#a) throw new TypeError();", [{ error: "TypeError" }]],
    ["if (this._a) throw new TypeError();", [{ error: "TypeError" }]],
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
  [
    "/**\n * @returns {void} x\n */\nfunction f(): number {}",
    "/**\n * @returns {number} x\n */\nfunction f(): number {}",
  ],
  ["/**\n * @returns {boolean} x\n */\nfunction f(a): a is string {}", undefined],
  ["/**\n * @param o One.\n * @param o.b Two.\n */\nfunction f({ b }) {}", undefined],
  ["/** No tags. */\nfunction f(a) {}", undefined],
])("tags of %j", (text, expected) => {
  let made = text;
  for (const { start, end, text: other } of staleTags("a.ts", text).toSorted((a, b) => b.start - a.start)) {
    made = made.slice(0, start) + other + made.slice(end);
  }
  expect(made).toBe(expected ?? text);
});
