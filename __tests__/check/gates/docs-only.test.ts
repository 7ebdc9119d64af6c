import { describe, expect, test } from "@jest/globals";
import { codeDifference } from "../../../src/code/docs/code-difference.ts";
import { commentExamples, isLiteral, pageExamples } from "../../../src/code/docs/examples.ts";
import { parameterProblems } from "../../../src/code/docs/parameter-tags.ts";
import { pythonDifference } from "../../../src/code/docs/python-difference.ts";
import { task } from "../subjects.ts";
import { MATH, table } from "./gate-table.ts";

const docs = task("docs", "src/math.ts");
const said = (...messages: readonly string[]) => ({
  diagnostics: messages.map((message): unknown =>
    expect.objectContaining({ message: expect.stringContaining(message) }),
  ),
});
const withExample = (...lines: readonly string[]): string =>
  MATH.replace(
    "/** Adds two numbers. */",
    `/**\n * Adds two numbers.\n *\n${lines.map((line) => ` * ${line}`).join("\n")}\n */`,
  );
const page = task("docs", "docs/api.md");

table("docs-only", [
  [
    "passed",
    "comments with names of the signature and a true example",
    {
      task: docs,
      change: {
        "src/math.ts": withExample(
          "@param a - one",
          "@param b - other",
          "@example",
          "```ts",
          "add(1, 2); // => 3",
          'add(1, "x" as any) // => "1x"',
          "const seen = [1].map(sign);",
          "seen // => [",
          "//   1,",
          "// ]",
          "add(1, 1) // 2",
          "add(2, 2) // rejects nothing at all",
          "add(3, 3) // 3 and 3",
          "```",
        ),
      },
    },
    { figures: { files: 1, examples: 1, stated: 4, not_run: 0 } },
  ],
  [
    "failed",
    "results without an arrow, and above the tags",
    {
      task: docs,
      change: { "src/math.ts": withExample("```ts", "add(1, 2) // 4", "```", "@example", "add(1, 2) // [3]") },
    },
    said("the example states `4`, but it is `3`", "the example states `[3]`, but it is `3`"),
  ],
  [
    "failed",
    "a changed operator",
    { task: docs, change: { "src/math.ts": MATH.replace("a + b", "a - b") } },
    said("`-` stands where `+` stood"),
  ],
  [
    "failed",
    "an instruction to a tool",
    { task: docs, change: { "src/math.ts": `// @ts-nocheck\n${MATH}` } },
    said("is an instruction to a tool"),
  ],
  [
    "failed",
    "a parameter that is none",
    { task: docs, change: { "src/math.ts": withExample("@param a - one", "@param c - other") } },
    said("@param c names no parameter: there are a, b"),
  ],
  [
    "failed",
    "an example whose result is another",
    { task: docs, change: { "src/math.ts": withExample("@example", "add(1, 2) // => 4") } },
    said("the example states `4`, but it is `3`"),
  ],
  [
    "failed",
    "an example that takes texts for numbers",
    { task: docs, change: { "src/math.ts": withExample("@example", '"1,2".split(",") // => [1, 2]') } },
    said("the example states `[1, 2]`"),
  ],
  [
    "failed",
    "an example that does not run, one that does not parse, one that throws nothing",
    {
      task: docs,
      change: {
        "src/math.ts": withExample(
          "@example",
          "subtract(1, 2)",
          "@example",
          "add(1,",
          "@example",
          "add(1, 2) // throws RangeError",
        ),
      },
    },
    said("subtract is not defined", "does not run: ')' expected", "but it is `gives 3`"),
  ],
  [
    "failed",
    "an example that is only true today",
    { task: docs, change: { "src/math.ts": withExample("@example", "add(new Date().getFullYear(), 1) // => 2022") } },
    said("the example states `2022`, but it is `2034`"),
  ],
  [
    "passed",
    "a page whose heading names the module",
    {
      task: page,
      change: { "docs/api.md": "# API\n\n## `src/math.ts`\n\n```ts\nadd(1, 2) // => 3\n```\n" },
    },
    { figures: { files: 1, examples: 1, stated: 1, not_run: 0 } },
  ],
  [
    "failed",
    "a page that states what is wrong, or says not of what",
    {
      task: page,
      change: {
        "docs/api.md":
          "# API\n\n```ts\nadd(1, 2) // => 3\n```\n\n## `src/math.ts`\n\n```ts\nimport { add } from 'sample';\nadd(1, 2) // => 5\n```\n",
      },
    },
    said("no heading above it names the module", "the example states `5`, but it is `3`"),
  ],
  [
    "failed",
    "code that calls itself a signature",
    {
      task: page,
      change: {
        "docs/api.md":
          "# API\n\n## `src/math.ts`\n\n```ts signature\nfunction add(a: number, b: number): number\n```\n\n```ts signature\nsubtract(1, 2)\n```\n",
      },
    },
    said("subtract is not defined"),
  ],
  [
    "failed",
    "examples of a comment in fences without a language, or that call themselves a signature",
    {
      task: docs,
      change: {
        "src/math.ts": withExample(
          "@example",
          "```",
          "add(1, 2) // => 4",
          "```",
          "@example",
          "```ts signature",
          "add(1, 2)",
          "add(1, 2) // => 5",
          "```",
        ),
      },
    },
    said("the example states `4`, but it is `3`", "the example states `5`, but it is `3`"),
  ],
  [
    "errored",
    "a language whose comments are not known",
    { task: task("docs", "src/a.go"), change: { "src/a.go": "// Package a.\npackage a\n" } },
    { reason: expect.stringContaining("src/a.go"), remedy: expect.stringContaining("gates.docs-only") },
  ],
  [
    "failed",
    "a Python file with other code",
    {
      task: task("docs", "a.py"),
      base: { "a.py": "def f(x):\n    return x + 1\n" },
      change: { "a.py": 'def f(x):\n    """Adds one."""\n    return x + 2\n' },
    },
    said("`return x + 2` stands where"),
  ],
]);

describe("code without comments", () => {
  test.each([
    ["a comment in front", "const a = 1;\n", "/** One. */\nconst a = 1;\n", undefined],
    ["blank lines", "a();\nb();\n", "a();\n\n// why\nb();\n", undefined],
    [
      "a line break in front of a value",
      "f = () => { return x; }",
      "f = () => { return /*\n*/ x; }",
      "broken differently",
    ],
    [
      "a line end of another kind in front of a value",
      "f = () => { return x; }",
      "f = () => { return /*\u2028*/ x; }",
      "broken differently",
    ],
    ["a blank line inside a template", "a = `1\n2`;", "a = `1\n\n2`;", "stood"],
    ["a comment that is a text", 'a = "//x";', 'a = "//y";', "stood"],
    ["an instruction that is gone", "// eslint-disable-next-line no-var\nvar a;\n", "var a;\n", "instruction"],
    ["code at the end", "a();\nb();\n", "a();\n", "stood"],
    ["other indentation", "if (a) {\n  b();\n}\n", "if (a) {\n    b();\n}\n", "blanks"],
  ])("%s", (_, before, after, what) => {
    const found = codeDifference("a.ts", before, after)?.what;
    expect(found).toEqual(what === undefined ? undefined : expect.stringContaining(what));
  });

  test.each([
    [
      "doc texts and comments",
      "def f(a):\n    return a\n",
      'def f(a):\n    """A # text."""  # why\n    return a\n',
      undefined,
    ],
    ["a text that is a value", "x = [\n  'a',\n]\n", "x = [\n  'b',\n]\n", "stood"],
    ["a text alone in brackets", "f(\n  'a'\n)\n", "f(\n  'b'\n)\n", "stood"],
    ["other indentation", "if a:\n    b()\n    c()\n", "if a:\n    b()\nc()\n", "stood"],
    ["a comment that tools read", "import a\n", "import a  # noqa\n", "stood"],
    ["an f-string that runs", "a()\n", "a()\nf'{b()}'\n", "stood"],
    ["code behind a comment that a lone CR ends", "a()\n", "# why\rb()\na()\n", "stood"],
    ["a comment that names the encoding", "a()\n", "# Text coding: utf-7\na()\n", "stood"],
    ["a line that goes on", "a = 1 + \\\n  2\n", "a = 1 + 2  # three\n", undefined],
  ])("Python: %s", (_, before, after, what) => {
    expect(pythonDifference(before, after)?.what).toEqual(
      what === undefined ? undefined : expect.stringContaining(what),
    );
  });
});

test.each([
  ["/** @param a x */\nfunction f(a) {}", []],
  ["/** @param a x\n * @param a y */\nfunction f(a) {}", ["@param a stands twice"]],
  ["/** @param {object} o x\n * @param {string} o.name y */\nconst f = (o) => o;", []],
  ["/** @param options x\n * @param options.a y */\nexport default function ({ a }) {}", []],
  ["class A {\n  /** @param b x */\n  m(a) {}\n}", ["@param b names no parameter: there is a"]],
  ["/** @param b x */\nexports.f = function () {};", ["@param b names no parameter: there is none"]],
  ["interface A {\n  /** @param b x */\n  m: (a: string) => void;\n}", ["@param b names no parameter: there is a"]],
])("parameters of %j", (text, messages) => {
  expect(parameterProblems("a.ts", "", text).map(({ message }) => message)).toEqual(messages);
});

test.each<readonly [string, boolean]>([
  ["3", true],
  ["-1.5", true],
  ['"a b"', true],
  ["[1, { a: null }, undefined]", true],
  ["/a+/u", true],
  ["10n", true],
  ["true", true],
  ["see above", false],
  ["done", false],
  ["3 items", false],
  ["3 + 4", false],
  ["[link](x)", false],
  ["(a) first", false],
  ["`a${b}`", false],
  ["", false],
])("a value written out: %j is %s", (text, expected) => {
  expect(isLiteral(text)).toBe(expected);
});

test("examples of comments and of pages, with their places", () => {
  const text =
    "/**\n * A.\n *\n * @example\n * f(1)\n *\n * @returns x\n * @example <caption>two</caption>\n * ```js\n * g(2)\n * ```\n */\nfunction f() {}\n";
  expect(commentExamples("a.js", text)).toEqual([
    { code: "\nf(1)\n", line: 4 },
    { code: "g(2)", line: 10 },
  ]);
  expect(pageExamples("# A\n\n## `src/a.js`\n\n### f\n\n```js\nf()\n```\n\n```sh\nls\n```\n")).toEqual([
    { code: "f()", line: 8, module: "src/a.js" },
  ]);
});
