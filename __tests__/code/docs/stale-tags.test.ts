import { describe, expect, test } from "@jest/globals";
import { applyChanges } from "../../../src/code/text-changes.ts";
import { staleTags } from "../../../src/code/docs/stale-tags.ts";

/** A text with its tags corrected, and once more: the second time there is nothing to do. */
function correct(text: string, path: string): string {
  const apply = (current: string): string =>
    applyChanges(
      current,
      staleTags(path, current).map(({ start, end, text: own }) => ({ start, length: end - start, text: own })),
    );
  const once = apply(text);
  expect(apply(once)).toBe(once);
  return once;
}

const doc = (...lines: readonly string[]): string => `/**\n${lines.map((line) => ` * ${line}\n`).join("")} */\n`;

describe("the order of parameters", () => {
  test("follows the signature, each tag with what was written of it by hand", () => {
    const text = `${doc("Adds.", "", "@param second - Of *the* other,", "  over two lines.", "@param first - One.", "@returns x")}function f(first, second) { return 1; }\n`;
    expect(correct(text, "a.js")).toBe(
      `${doc("Adds.", "", "@param first - One.", "@param second - Of *the* other,", "  over two lines.", "@returns x")}function f(first, second) { return 1; }\n`,
    );
  });

  test("properties go with their object, and other corrections are made on the way", () => {
    const text = `${doc("@param {number} size - How many.", "@param options - All.", "@param options.a - One.")}export function f(options: O, size: string): void {}\n`;
    expect(correct(text, "a.ts")).toBe(
      `${doc("@param options - All.", "@param options.a - One.", "@param {string} size - How many.")}export function f(options: O, size: string): void {}\n`,
    );
  });

  test("stays where something stands between the tags", () => {
    const text = `${doc("@param b - B.", "@deprecated", "@param a - A.")}function f(a, b) {}\n`;
    expect(correct(text, "a.js")).toBe(text);
  });
});

test("a comment on one overload speaks for all of them", () => {
  const tags = doc("@typeParam T - Item.", "@typeParam U - Result.", "@param a - All.", "@param f - How.");
  const text = `${tags}export function map<T>(a: T[]): T[];\nexport function map<T, U>(a: T[], f: (x: T) => U): U[];\nexport function map(a: unknown[]): unknown[] { return a; }\n`;
  expect(correct(text, "a.ts")).toBe(text);
});

describe("what is returned", () => {
  test.each([
    ["nothing any more", "@returns The sum.", "function f(a) { use(a); }", "a.js", "gone"],
    [
      "nothing in TypeScript, without a type",
      "@returns The sum.",
      "export const f = (a: number) => { use(a); };",
      "a.ts",
      "gone",
    ],
    ["nothing, but told so", "@returns {void}", "function f(a) { use(a); }", "a.js", "stays"],
    ["something in one branch", "@returns The sum.", "function f(a) { if (a) return 1; use(a); }", "a.js", "stays"],
    [
      "what an inner function returns is another's",
      "@returns The sum.",
      "function f(a) { use(() => { return 1; }); }",
      "a.js",
      "gone",
    ],
    ["a promise", "@returns When it is done.", "async function f(a) { use(a); }", "a.js", "stays"],
    ["an iterator", "@returns The parts.", "function* f(a) { yield a; }", "a.js", "stays"],
    ["what others fill in", "@returns The sum.", "function f(a) {}", "a.js", "stays"],
    ["what only fails", "@returns The sum.", "function f(a) { use(a); throw new Error(); }", "a.js", "stays"],
    ["an object, by `new`", "@returns {Cart}", "function Cart(a) { this.a = a; }", "a.js", "stays"],
  ])("%s", (_, tag, code, path, end) => {
    const text = `${doc("F.", tag)}${code}\n`;
    expect(correct(text, path)).toBe(end === "gone" ? text.replace(` * ${tag}\n`, "") : text);
  });
});

describe("errors", () => {
  test.each([
    ["thrown no more", "RangeError if it is negative.", "function f(a) { return a + 1; }", "gone"],
    ["in braces", "{RangeError} If it is negative.", "function f(a) { return Math.abs(a); }", "gone"],
    ["of the file's own", "{NoSize} Always.", "class NoSize extends Error {}\nfunction f(a) { return a; }", "gone"],
    ["thrown", "RangeError if it is negative.", 'function f(a) { if (a < 0) throw new RangeError("no"); }', "stays"],
    [
      "thrown by a function of the file",
      "RangeError always.",
      'function f(a) { return g(a); }\nfunction g(a) { throw new RangeError("no"); }',
      "stays",
    ],
    [
      "not thrown by a function of the file",
      "RangeError always.",
      "function f(a) { return g(a); }\nfunction g(a) { return a; }",
      "gone",
    ],
    ["a kind of it is thrown", "Error always.", 'function f(a) { throw new RangeError("no"); }', "stays"],
    [
      "a kind of it of the file's is thrown",
      "{Base} Always.",
      "class Base extends Error {}\nclass Own extends Base {}\nfunction f(a) { throw new Own(); }",
      "stays",
    ],
    [
      "another one of the file's is thrown",
      "{Base} Always.",
      "class Base extends Error {}\nclass Own extends Error {}\nfunction f(a) { throw new Own(); }",
      "gone",
    ],
    [
      "what is thrown descends from elsewhere",
      "{Base} Always.",
      'import { Own } from "./own.js";\nfunction f(a) { throw new Own(); }',
      "stays",
    ],
    ["what is thrown is not written out", "RangeError always.", "function f(a) { throw a; }", "stays"],
    ["from what is called", "RangeError always.", "function f(a) { return a.size(); }", "stays"],
    ["from a callback", "RangeError always.", "function f(done) { return done(); }", "stays"],
    ["from a promise", "RangeError always.", "async function f(a) { return await a; }", "stays"],
    ["from what calls itself without end", "RangeError always.", "function f(a) { return f(a + 1); }", "stays"],
    ["from whatever an expression may end in", "TypeError for no list.", "function f(a) { return a.length; }", "stays"],
    [
      "from a property that is computed",
      "RangeError always.",
      "const box = { get size() { throw new RangeError('no'); } };\nfunction f(a) { return box.size; }",
      "stays",
    ],
    ["from what others fill in", "RangeError always.", "function f(a) {}", "stays"],
    ["from nothing that has a name", "if it is negative.", "function f(a) { return a; }", "stays"],
    [
      "a name that is another function here",
      "RangeError always.",
      "function f(g) { return g(); }\nfunction g() { return 1; }",
      "stays",
    ],
  ])("%s", (_, said, code, end) => {
    const text = code.replace("function f", `${doc("F.", `@throws ${said}`)}function f`).replace("async /**", "/**");
    const placed = code.startsWith("async") ? `${doc("F.", `@throws ${said}`)}${code}` : text;
    expect(correct(placed, "a.js")).toBe(end === "gone" ? placed.replace(` * @throws ${said}\n`, "") : placed);
  });

  test("of a signature without a body are left", () => {
    const text = `export interface A {\n  /**\n   * F.\n   * @throws RangeError always.\n   */\n  f(): void;\n}\n`;
    expect(correct(text, "a.ts")).toBe(text);
  });
});

test.each([
  ["renamed", "@template K What it holds.", "export class A<T> {}", "@template T What it holds."],
  [
    "renamed, of TSDoc",
    "@typeParam K - What it holds.",
    "export function f<T>(a: T): T { return a; }",
    "@typeParam T - What it holds.",
  ],
  ["of an interface", "@template K - Key.", "export interface A<T> { a: T }", "@template T - Key."],
  ["of a type that is a function", "@template K - Key.", "export type F<T> = (a: T) => void;", "@template T - Key."],
  ["gone", "@template K What it holds.", "export function f(a: number): number { return a; }", undefined],
  ["right", "@template T What it holds.", "export class A<T> {}", "@template T What it holds."],
  ["of a variable's type", "@template T A.", "export const id: <T>(x: T) => T = (x) => x;", "@template T A."],
  ["of a type from elsewhere", "@template T A.", "export const id: Same = (x) => x;", "@template T A."],
  ["of a call signature", "@template T A.", "export interface F { <T>(x: T): T }", "@template T A."],
  [
    "of the class around",
    "@template T What it holds.",
    "export class A<T> {\n  m(a: T): void {}\n}",
    "@template T What it holds.",
  ],
])("a type parameter that is %s", (_, tag, code, now) => {
  const at = code.includes("  m(") ? "  m(" : code.slice(0, 6);
  const make = (line: string | undefined): string =>
    code.replace(at, `${line === undefined ? doc("F.") : doc("F.", line)}${at}`);
  expect(correct(make(tag), "a.ts")).toBe(make(now));
});

test("in JavaScript a tag makes the type parameter", () => {
  const text = `${doc("@template K", "@param {K} a")}function f(a) { return a; }\n`;
  expect(correct(text, "a.js")).toBe(text);
});

test.each([
  ["[size=2]", "size = 3", "[size=3]"],
  ["[size = 'a']", 'size = "b"', '[size = "b"]'],
  ["[size='a']", 'size = "a"', "[size='a']"],
  ["[size=2]", "size = make()", "[size=2]"],
  ["[size=the usual]", "size = 3", "[size=the usual]"],
  ["[size=2]", "size", "[size=2]"],
  ["size", "size = 3", "size"],
])("a default in a tag: %s with %s", (said, parameter, now) => {
  const make = (name: string): string =>
    `${doc(`@param {number} ${name} - How many.`)}function f(${parameter}) { return size; }\n`;
  expect(correct(make(said), "a.js")).toBe(make(now));
});
