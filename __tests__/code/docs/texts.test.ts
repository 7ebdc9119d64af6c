import { describe, expect, test } from "@jest/globals";
import { codeDifference } from "../../../src/code/docs/code-difference.ts";
import { commentExamples, isLiteral, pageExamples } from "../../../src/code/docs/examples.ts";
import { parameterProblems } from "../../../src/code/docs/parameter-tags.ts";
import { pythonDifference } from "../../../src/code/docs/python-difference.ts";

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
