import { expect, test } from "@jest/globals";
import ts from "typescript";
import { usesOfName } from "../../../src/code/inputs/usage.ts";

/** What the code does with `value`, a parameter of the last function of a text. */
function usesIn(text: string): ReturnType<typeof usesOfName> {
  const source = ts.createSourceFile("a.js", text, ts.ScriptTarget.ES2023, true);
  const last = source.statements.at(-1);
  if (last === undefined || !ts.isFunctionDeclaration(last) || last.body === undefined) throw new Error("no function");
  return usesOfName(last.body, "value");
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
      { name: "filter", optional: "yes", value: { type: "function", parameters: [], returns: { type: "unknown" } } },
    ],
  });
});
