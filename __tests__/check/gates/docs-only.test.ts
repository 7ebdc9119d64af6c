import { expect } from "@jest/globals";
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
    "passed",
    "results inside callbacks, loops and functions, of patterns and of what is printed",
    {
      task: docs,
      change: {
        "src/math.ts": withExample(
          "```ts",
          "[1, 2].forEach((one) => {",
          "  add(one, 1) // => 2",
          "});",
          "setTimeout(() => {",
          "  const later = add(1, 5); // => 6",
          "}, 1_000);",
          "Promise.resolve(add(1, 2)).then((sum) => console.log(sum)); // => 3",
          "const { length } = [add(1, 2)]; // => 1",
          "const [first, second] = [add(1, 2), sign(-2)]; // => [3, -1]",
          "const { a, b: { c } } = { a: 1, b: { c: add(1, 1) }, d: 4 } // => { a: 1, b: { c: 2 }, d: 4 }",
          "async function told() {",
          "  await add(1, 2) // => 3",
          "  return add(4, 4);",
          "}",
          "told() // => 8",
          "console.log(add(1, 2), 'is it') // 3 is it",
          "console.log('plain') // => plain",
          "```",
        ),
      },
    },
    { figures: { files: 1, examples: 1, stated: 9, not_run: 0 } },
  ],
  [
    "failed",
    "what is wrong inside callbacks, of patterns, and what is never reached",
    {
      task: docs,
      change: {
        "src/math.ts": withExample(
          "```ts",
          "[1].forEach((one) => {",
          "  add(one, 1) // => 3",
          "});",
          "Promise.resolve(add(1, 2)).then((sum) => console.log(sum)); // => 4",
          "const { length } = [add(1, 2)]; // => 2",
          "const never = () => {",
          "  add(1, 1) // => 2",
          "};",
          "[0].map((x) => {",
          "  add(null.x) // throws RangeError",
          "});",
          "```",
        ),
      },
    },
    said(
      "states `3`, but it is `2`",
      "states `4`, but it is `3`",
      "states `2`, but it is `{ length: 1 }`",
      "states `2`, but this line is never reached",
      "states `throws RangeError`, but it is `TypeError",
    ),
  ],
  [
    "passed",
    "examples of Python in doc texts and pages, as doctest runs them",
    {
      task: {
        ...task("docs", "shop/tax.py"),
        writable: [task("docs", "shop/tax.py").target, task("docs", "docs/a.rst").target],
      },
      base: { "shop/__init__.py": "", "shop/tax.py": "def tax(a):\n    return {'a': a * 2}\n" },
      change: {
        "shop/tax.py":
          'def tax(a):\n    """Twice.\n\n    >>> print("x")\n    x\n    >>> tax(2)["a"]\n    4\n    >>> tax(None)\n    Traceback (most recent call last):\n    TypeError: unsupported operand type(s) for *: \'NoneType\' and \'int\'\n    """\n    return {\'a\': a * 2}\n',
        "docs/a.rst":
          "Tax\n===\n\n.. code-block:: python\n\n   from shop.tax import tax\n   two = tax(1)\n\n>>> two\n{'a': 2}\n\n.. code-block:: sh\n\n   >>> nothing\n\n.. code:: python\n\n   print(2)\n",
      },
    },
    { figures: { files: 2, examples: 6, stated: 4, not_run: 0 } },
  ],
  [
    "failed",
    "examples of Python that state what is not so, or do not run",
    {
      task: { ...task("docs", "tax.py"), writable: [task("docs", "tax.py").target, task("docs", "a.md").target] },
      base: { "tax.py": 'def tax(a):\n    """Old.\n\n    >>> tax(1)\n    5\n    """\n    return a * 2\n' },
      change: {
        "tax.py":
          'def tax(a):\n    """Old.\n\n    >>> tax(1)\n    5\n    >>> tax(2)\n    5\n    """\n    return a * 2\n',
        "a.md": "# A\n\n```pycon\n>>> import tax\n>>> tax.none()\n```\n\n```js\n>>> no\n```\n",
      },
    },
    said("states `5`, but it is `4`", "AttributeError: module 'tax' has no attribute 'none'"),
  ],
  [
    "passed",
    "comments in Go",
    {
      task: task("docs", "a.go"),
      base: { "a.go": "package a\n" },
      change: { "a.go": "// Package a is told.\n//\n// ```\n// a.B()\n// ```\npackage a\n" },
    },
    { figures: { files: 1, examples: 0, stated: 0, not_run: 1 } },
  ],
  [
    "errored",
    "a language whose comments are not known",
    { task: task("docs", "src/a.kt"), change: { "src/a.kt": "// Package a.\npackage a\n" } },
    { reason: expect.stringContaining("src/a.kt"), remedy: expect.stringContaining("gates.docs-only") },
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
