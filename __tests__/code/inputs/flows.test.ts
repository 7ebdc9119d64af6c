import { expect, test } from "@jest/globals";
import ts from "typescript";
import type { TypeSketch } from "../../../src/code/inputs/type-sketch.ts";
import { usesOfName } from "../../../src/code/inputs/usage.ts";

/** What the code does with `value`, a parameter of the last function of a text. */
function usesIn(text: string): TypeSketch {
  const source = ts.createSourceFile("a.js", text, ts.ScriptTarget.ES2023, true);
  const last = source.statements.at(-1);
  if (last === undefined || !ts.isFunctionDeclaration(last) || last.body === undefined) throw new Error("no function");
  return usesOfName(last.body, "value").sketch;
}

const string = { type: "string" } as const;

test.each([
  [
    "a function of the file",
    "function parse(text) { return text.trim(); }\nfunction f(value) { return parse(value); }",
  ],
  ["a function in a variable", "const parse = (text) => text.trim();\nfunction f(value) { return parse(value); }"],
  ["a constructor", "function Parser(text) { this.t = text.trim(); }\nfunction f(value) { return new Parser(value); }"],
  ["a local variable", "function f(value) { const text = value; return () => text.trim(); }"],
  ["an outer variable", "let kept;\nfunction g() { return kept.trim(); }\nfunction f(value) { kept = value; }"],
])("a value is followed to %s", (_, text) => {
  expect(usesIn(text)).toEqual(string);
});

test("functions that pass a value in a circle come to an end", () => {
  expect(usesIn("function g(a) { return f(a); }\nfunction f(value) { return g(value); }")).toEqual({ type: "unknown" });
});

test("callbacks within callbacks come to an end, however deep", () => {
  const nested = Array.from({ length: 40 }, () => "value(function (value) { ").join("");
  const uses = JSON.stringify(usesIn(`function f(value) { ${nested}value.end(); ${"}); ".repeat(40)} }`));
  expect(uses.match(/"function"/gu)?.length).toBeLessThan(300);
});

test("functions that hand parts to each other come to an end as soon", () => {
  const names = Array.from({ length: 12 }, (_, at) => `f${at}`);
  const calls = (own: string): string =>
    names
      .filter((name) => name !== own)
      .map((name) => `${name}(a.${name});`)
      .join(" ");
  const texts = names.map((name) => `function ${name}(a) { ${calls(name)} }`);
  const uses = JSON.stringify(
    usesIn(`${texts.join("\n")}\nfunction f(value) { ${calls("").replaceAll("(a.", "(value.")} }`),
  );
  // Each way that is followed brings eleven properties at most.
  expect(uses.match(/"name"/gu)?.length).toBeLessThan(1300);
});

test("what is only asked for is a flag; what is also used may be absent", () => {
  expect(usesIn("function f(value) { if (!value) return 1; return 2; }")).toEqual({ type: "boolean" });
  expect(usesIn("function f(value) { if (value) value(); }")).toEqual({
    type: "union",
    options: [{ type: "function", parameters: [], returns: { type: "unknown" } }, { type: "undefined" }],
  });
});

test("two parts of a value that go the same way are both followed", () => {
  const matches = "function matches(text, match) { return Array.isArray(match) ? false : match.test(text); }";
  const either = { type: "union", options: [{ type: "array", item: { type: "unknown" } }, { type: "regex" }] };
  expect(
    usesIn(`${matches}\nfunction f(value) { return matches("a", value.only) && !matches("a", value.not); }`),
  ).toEqual({
    type: "object",
    properties: ["only", "not"].map((name) => ({ name, optional: "yes", value: either })),
  });
});

test("a member that is asked for before it is called is no list's method", () => {
  expect(usesIn("function f(value) { return value.filter && !value.filter(1); }")).toEqual({
    type: "object",
    properties: [
      { name: "filter", optional: "yes", value: { type: "union", options: [callback, { type: "undefined" }] } },
    ],
  });
});

const callback = { type: "function", parameters: [], returns: { type: "unknown" } } as const;
const absent = { type: "undefined" } as const;

test.each<[string, string, TypeSketch]>([
  ["a text that stands in", "return value || 'utf8'", { type: "union", options: [string, absent] }],
  ["a number that stands in", "return value ?? 10", { type: "union", options: [{ type: "number" }, absent] }],
  ["a condition of several parts", "if (value == null || value) return 1", flag({ type: "null" })],
  ["a condition beside another", "if (other && value) return 1", flag()],
  [
    "its type by way of a variable",
    "const kind = typeof value; if (kind == 'function' || kind === 'string') return 1",
    { type: "union", options: [callback, string, absent] },
  ],
  ["what is called with a number of parameters", "return value.length > 2 ? value(1) : value()", asked(2, 3, 1)],
  [
    "what is called by its number of parameters",
    "switch (value.length) { case 1: return value(1); case 4: return value(4); }",
    asked(1, 4),
  ],
  [
    "a length of nobody knows what",
    "return value.length",
    { type: "union", options: [{ type: "array", item: { type: "unknown" } }, string] },
  ],
  ["a file", "return fs.readFileSync(value)", { type: "string", names: "file" }],
  ["a directory", "const list = value; readdir(list, done)", { type: "string", names: "directory" }],
  ["a place that is written to", "fs.copyFile(other, value, done)", { type: "string", names: "file" }],
  ["the second argument of a request", "return fs.readFileSync(other, value)", { type: "unknown" }],
  ["something of that name elsewhere", "return shop.open(value)", { type: "unknown" }],
  ["a stream that is read", "value.setEncoding('utf8'); value.pipe(other)", { type: "stream", mode: "readable" }],
  [
    "what is read item by item, later",
    "for await (const item of value) use(item)",
    {
      type: "union",
      options: [
        { type: "array", item: { type: "unknown" } },
        { type: "iterable", mode: "async", item: { type: "unknown" } },
      ],
    },
  ],
])("a use tells %s", (_, body, sketch) => {
  expect(usesIn(`function f(value, other) { ${body} }`)).toEqual(sketch);
});

function asked(...arities: readonly number[]): TypeSketch {
  return { ...callback, arities };
}

/** Something that is only asked for. */
function flag(...known: readonly TypeSketch[]): TypeSketch {
  const [first] = known;
  return first === undefined ? { type: "boolean" } : { type: "union", options: [{ type: "boolean" }, first] };
}
