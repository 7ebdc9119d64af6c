import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { readModuleInputs } from "../../../src/code/inputs/module-inputs.ts";

let root = "";

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), "inputs-"));
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function write(name: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(root, name)), { recursive: true });
  await writeFile(path.join(root, name), text);
}

describe("typed code", () => {
  beforeEach(async () => {
    await write("tsconfig.json", '{"compilerOptions":{"strict":true,"types":[],"lib":["es2023"]},"include":["src"]}');
  });

  async function parametersOf(declaration: string): Promise<unknown> {
    await write("src/a.ts", declaration);
    return readModuleInputs(root, "src/a.ts").functions[0]?.parameters;
  }

  test.each([
    ["value: string", { type: "string" }],
    [
      "value: 'a' | 2 | null",
      { type: "union", options: [{ type: "null" }, { type: "literal", value: "a" }, { type: "literal", value: 2 }] },
    ],
    ["value: readonly number[]", { type: "array", item: { type: "number" } }],
    ["value: [string, Date]", { type: "tuple", items: [{ type: "string" }, { type: "date" }] }],
    ["value: Map<string, bigint>", { type: "map", key: { type: "string" }, value: { type: "bigint" } }],
    ["value: Record<string, number>", { type: "record", value: { type: "number" } }],
    ["value: Promise<RegExp>", { type: "promise", value: { type: "regex" } }],
    ["value: Iterable<number>", { type: "iterable", mode: "sync", item: { type: "number" } }],
    ["value: (text: string) => number", expect.objectContaining({ type: "function", returns: { type: "number" } })],
  ])("%s", async (parameter, value) => {
    expect(await parametersOf(`export function f(${parameter}) { return value; }`)).toEqual([
      { name: "value", optional: "no", rest: "no", source: "declared", value },
    ]);
  });

  test("types without end, as those of a syntax tree, are cut where they are nested deepest", async () => {
    const names = Array.from({ length: 12 }, (_, index) => `p${index}`);
    const members = names.map((name) => `${name}: Tree | Tree[]; f${name}(tree: Tree): Tree`).join("; ");
    const declaration = `interface Tree { ${members} }\nexport function f(a: Tree, b: Tree) { return a === b; }`;
    const value = expect.objectContaining({
      properties: expect.arrayContaining([
        { name: "p11", optional: "no", value: expect.objectContaining({ type: "union" }) as unknown },
      ]) as unknown,
    }) as unknown;
    const parameters = await parametersOf(declaration);
    expect(parameters).toEqual(["a", "b"].map((name) => expect.objectContaining({ name, value }) as unknown));
    expect(JSON.stringify(parameters).length).toBeLessThan(1_000_000);
  });

  test("interfaces keep their name, and which properties may be missing", async () => {
    const parameters = await parametersOf(
      "export function f(p: Point) { return p.x; }\ninterface Point { x: number; y?: string }",
    );
    expect(parameters).toEqual([
      expect.objectContaining({
        value: {
          type: "object",
          name: "Point",
          properties: [
            { name: "x", optional: "no", value: { type: "number" } },
            { name: "y", optional: "yes", value: expect.objectContaining({ type: "union" }) },
          ],
        },
      }),
    ]);
  });

  test("a type parameter stands for its bound", async () => {
    expect(await parametersOf("export function f<T extends string>(value: T): T { return value; }")).toEqual([
      expect.objectContaining({ value: { type: "string" } }),
    ]);
  });

  test("defaults and rest parameters are optional", async () => {
    expect(await parametersOf("export function f(a = 1, ...more: string[]) { return [a, more]; }")).toEqual([
      expect.objectContaining({ name: "a", optional: "yes", value: { type: "number" } }),
      expect.objectContaining({ name: "more", optional: "yes", rest: "yes", value: { type: "string" } }),
    ]);
  });

  test("the compiler holds callers to the types", async () => {
    await write("src/a.ts", "export const a = 1;");
    expect(readModuleInputs(root, "src/a.ts").typed).toBe("yes");
  });
});

describe("untyped code", () => {
  async function guess(body: string): Promise<unknown> {
    await write("a.js", `module.exports = function f(value) { ${body} }`);
    return readModuleInputs(root, "a.js").functions[0]?.parameters[0]?.value;
  }

  test.each([
    ["return value.trim()", { type: "string" }],
    ["return value * 2", { type: "number" }],
    ["return value(1)", { type: "function", parameters: [], returns: { type: "unknown" } }],
    ["for (const x of value) x;", { type: "array", item: { type: "unknown" } }],
    ["return value instanceof Date", { type: "date" }],
    ["return Array.isArray(value)", { type: "array", item: { type: "unknown" } }],
    ["return util.types.isRegExp(value)", { type: "regex" }],
    ["return isNumber(1, value)", { type: "unknown" }],
    ["return cache.isSet(value)", { type: "unknown" }],
    [
      "if (Buffer.isBuffer(value)) value = value.toString(); return value.trim();",
      { type: "union", options: [{ type: "bytes" }, { type: "string" }] },
    ],
    [
      "return value.size > 1",
      { type: "object", properties: [{ name: "size", optional: "yes", value: { type: "number" } }] },
    ],
    ["return value", { type: "unknown" }],
    ["var text = arguments.length > 0 ? value : ''; return text.trim();", { type: "string" }],
    ["return value != null", { type: "union", options: [{ type: "null" }, { type: "unknown" }] }],
    ["return value === 'on'", { type: "union", options: [{ type: "literal", value: "on" }, { type: "string" }] }],
    ["return value === true", { type: "union", options: [{ type: "literal", value: true }, { type: "unknown" }] }],
  ])("%s", async (body, expected) => {
    expect(await guess(body)).toEqual(expected);
  });

  test("typeof and comparisons give kinds and constants", async () => {
    expect(await guess("if (typeof value === 'number') return 1; return value === 'on';")).toEqual({
      type: "union",
      options: [{ type: "number" }, { type: "literal", value: "on" }],
    });
  });

  test("what the code asks for is passed beside what a comment says", async () => {
    await write(
      "a.js",
      [
        "/** @param {string} type @param {string} name */",
        "exports.f = (type, name, done) => {",
        "  if (typeof type === 'function') return type(name);",
        "  return typeof done === 'function' ? done(type) : name;",
        "};",
      ].join("\n"),
    );
    const callback = { type: "function", parameters: [], returns: { type: "unknown" } };
    const either = { type: "union", options: [callback, { type: "undefined" }] };
    expect(readModuleInputs(root, "a.js").functions[0]?.parameters).toEqual([
      expect.objectContaining({
        name: "type",
        value: { type: "union", options: [{ type: "string" }, callback, { type: "undefined" }] },
      }),
      expect.objectContaining({ name: "name", value: { type: "string" } }),
      expect.objectContaining({ name: "done", optional: "yes", value: either }),
    ]);
  });

  test("a function that answers through a callback hands on what that is made for", async () => {
    const body = "value(0, function (end, row) { if (end === 'over') return; return row.trim(); })";
    expect(await guess(body)).toEqual({
      ...{ type: "function", parameters: [], returns: { type: "unknown" } },
      handed: [
        { type: "union", options: [{ type: "literal", value: "over" }, { type: "string" }] },
        { type: "string" },
      ],
    });
  });

  test("what is read of `arguments` is a rest parameter, made for what is done with each", async () => {
    await write("a.js", "exports.all = function (a) { var more = arguments[1]; return a + more(arguments.length); };");
    const [own, rest] = readModuleInputs(root, "a.js").functions[0]?.parameters ?? [];
    expect(own).toMatchObject({ name: "a", rest: "no" });
    expect(rest).toMatchObject({ rest: "yes", optional: "yes", source: "guessed", value: { type: "function" } });
  });

  test.each([
    ["exports.Spot = Spot;", ["Spot"]],
    ["module.exports = Spot;", []],
    ["module.exports = { Spot };", ["Spot"]],
  ])("a class that a comment names is found among the exports: %s", async (exported, path) => {
    const text = "class Spot { constructor(x) { this.x = x; } far() { return this.x; } }";
    await write(
      "a.js",
      `${text}\n/** @param {Spot} spot */\nSpot.near = function near(spot) { return spot.x; };\n${exported}`,
    );
    const near = readModuleInputs(root, "a.js").functions.find(({ name }) => name === "near");
    expect(near?.parameters).toMatchObject([{ name: "spot", value: { type: "instance", name: "Spot", path } }]);
  });

  test("prototype methods know their class", async () => {
    await write(
      "a.js",
      "function Stack() {}\nStack.prototype.push = function (item) { return item + 1; };\nmodule.exports = Stack;",
    );
    const { functions, typed } = readModuleInputs(root, "a.js");
    expect(functions.map(({ name, owner }) => [name, owner])).toEqual([
      ["Stack", undefined],
      ["push", "Stack"],
    ]);
    expect(typed).toBe("no");
  });

  test("constants are collected without messages of errors and module names", async () => {
    await write(
      "a.js",
      "const fs = require('fs');\nexports.f = (x) => { if (x === 'key' || x > 41) throw new Error('bad'); return /^ab?$/.test(x); };",
    );
    const { literals } = readModuleInputs(root, "a.js");
    expect(literals.strings).toEqual(["key"]);
    expect(literals.numbers).toEqual([41]);
    expect(literals.matching).toEqual(expect.arrayContaining(["a", "ab"]));
  });
});

test("texts that the code takes apart have its separators, once and several times", async () => {
  await write("a.js", "exports.f = (x, y) => x.split(/\\//).concat(y.split(', '), x.split(''));");
  const { matching } = readModuleInputs(root, "a.js").literals;
  expect(matching).toEqual(expect.arrayContaining(["6/3", "a/b", "6/3/2", "6, 3", "a, b"]));
  expect(matching).not.toContain("63");
});

test("infinity and what is no number are constants of code that asks for them", async () => {
  await write("a.js", "exports.f = (x) => (Number.isFinite(x) ? 1 : isNaN(x) ? 2 : 3);");
  expect(readModuleInputs(root, "a.js").literals.numbers).toEqual([Infinity, Number.NaN, 1, 2, 3]);
});

test("a default export without a name has the language's", async () => {
  const namesOf = (): unknown => readModuleInputs(root, "a.ts").functions.map(({ name, owner }) => [name, owner]);
  await write("a.ts", "export default function (a: number) { return a; }\n");
  expect(namesOf()).toEqual([["default", undefined]]);
  await write("a.ts", "export default (a: number) => [a].map((b) => b);\n");
  expect(namesOf()).toEqual([
    ["default", undefined],
    ["", undefined],
  ]);
  await write("a.ts", "export default class { constructor(a: number) {} b() {} }\n");
  expect(namesOf()).toEqual([
    ["constructor", "default"],
    ["b", "default"],
  ]);
  await write("a.ts", "export = function (a: number) { return a; };\n");
  expect(namesOf()).toEqual([["", undefined]]);
});

test("a file that does not exist gives nothing", () => {
  expect(readModuleInputs(root, "missing.ts").functions).toEqual([]);
});

test("{Object} of a doc comment says as much as {object}: what the code reads of it has the word", async () => {
  await write(
    "a.js",
    "/** @param {Object} options */\nexports.f = (options) => (options.deep === true ? options.limit - 1 : 0);\n",
  );
  expect(readModuleInputs(root, "a.js").functions[0]?.parameters).toMatchObject([
    {
      name: "options",
      source: "guessed",
      value: {
        type: "object",
        properties: [
          { name: "deep", value: { type: "union", options: [{ type: "literal", value: true }, { type: "unknown" }] } },
          { name: "limit", value: { type: "number" } },
        ],
      },
    },
  ]);
});

test("{Object} of a parameter that may be absent says no more", async () => {
  await write(
    "a.js",
    "/** @param {Object} [options] */\nexports.f = function (options) { options = options || {}; return options.long ? 1 : 2; };\n",
  );
  const long = { name: "long", optional: "yes", value: { type: "boolean" } };
  expect(readModuleInputs(root, "a.js").functions[0]?.parameters).toMatchObject([
    {
      ...{ name: "options", optional: "yes" },
      value: { type: "union", options: [{ type: "object", properties: [long] }, { type: "undefined" }] },
    },
  ]);
});
