import { describe, expect, test } from "@jest/globals";
import { nearestTest } from "../../../src/propose/model/context.ts";
import { importedPaths } from "../../../src/propose/model/imported-paths.ts";
import { isPublic, toOutline } from "../../../src/propose/model/outline.ts";
import { repoPath } from "../temp-workspace.ts";
import { calls, finish, lab, modelOf, plan, sentText } from "./fakes.ts";

describe("imports that lie in the repository", () => {
  test.each([
    [
      "src/a.ts",
      'import { x } from "./b.js";\nexport * from "../lib";\nimport z from "zod";',
      ["src/b.ts", "lib/index.ts"],
    ],
    ["src/a.cjs", 'const b = require("./b");', ["src/b.ts"]],
    ["pkg/a.py", "from .b import c\nimport pkg.d, os\nfrom ..top import x", ["pkg/b.py", "pkg/d.py", "top.py"]],
    ["pkg/a.py", "from . import e", ["pkg/e/__init__.py"]],
    ["src/a.ts", 'import x from "../../outside";', []],
  ])("%s: %j", (path, text, expected) => {
    const known = new Set([
      "src/a.ts",
      "src/b.ts",
      "lib/index.ts",
      "pkg/b.py",
      "pkg/d.py",
      "top.py",
      "pkg/e/__init__.py",
    ]);
    expect(importedPaths(repoPath(path), text, known)).toEqual(expected);
  });
});

describe("outline", () => {
  test.each([
    ["export async function f(a: number): Promise<void> {", true],
    ["export const limit = 3;", true],
    ["  private readonly size: number;", false],
    ["class Inner {", true],
    ["def public(x):", true],
    ["    def _hidden(self):", false],
    ["func Total(a int) int {", true],
    ["pub fn total(a: u32) -> u32 {", true],
  ])("%s", (line, shown) => {
    expect(toOutline(line).some((entry) => isPublic(entry) || entry.text.startsWith("class"))).toBe(shown);
  });

  test.each(["  if (x) {", "  return call(a) {", "  while (true) {", "x = 1"])("no declaration: %s", (line) => {
    expect(toOutline(line)).toEqual([]);
  });
});

test("the nearest test is the one named like the target, else the one beside it", () => {
  const files = ["src/__tests__/b.test.ts", "tests/a.test.ts", "tests/deep/c.test.ts"].map(repoPath);
  expect(nearestTest(repoPath("src/a.ts"), files)).toBe("tests/a.test.ts");
  expect(nearestTest(repoPath("src/z.ts"), files)).toBe("src/__tests__/b.test.ts");
  expect(nearestTest(repoPath("src/z.ts"), [])).toBeUndefined();
});

test("signatures of imports, callers and the nearest test are in the first request", async () => {
  const model = modelOf(calls({ name: "decline", args: { reason: "x" } }));
  const files = {
    "src/a.ts": 'import { b } from "./b.ts";\nexport const a = b(1);\n',
    "src/b.ts": "/** Doubles. */\nexport function b(n: number): number {\n  return n * 2;\n}\n",
    "src/c.ts": 'import { a } from "./a.ts";\nconsole.log(a);\n',
    "tests/a.test.ts": 'import { a } from "../src/a.ts";\ntest("a", () => {});\n',
  };
  const { engine, request } = lab({ model, files });
  const base = request();
  await engine.propose({ ...base, task: { ...base.task, kind: "refactor" } });
  const text = sentText(model.requests[0]);
  expect(text).toContain("src/b.ts:\n2|export function b(n: number): number");
  expect(text).toContain('src/c.ts:\n1|import { a } from "./a.ts";');
  expect(text).toContain("tests/a.test.ts (the nearest test):");
  expect(text).toContain("Behaviour, exported names and their types stay exactly as they are.");
});

test("a file larger than the budget is shown by its declarations and its changed lines", async () => {
  const model = modelOf(
    calls(
      plan("src/a.ts"),
      { name: "edit", args: { path: "src/a.ts", edits: [{ old: "v500 = 1", new: "v500 = 2" }] } },
      finish,
    ),
  );
  const text = Array.from({ length: 1000 }, (_, index) => `  const v${index} = 1; // ${"x".repeat(40)}`).join("\n");
  const { engine, request } = lab({
    model,
    files: { "src/a.ts": `export function f() {\n${text}\n}\n` },
    hunks: [{ start: 502, end: 503 }],
    contextTokens: 2000,
  });
  expect(await engine.propose(request())).toMatchObject({ type: "proposed" });
  const sent = sentText(model.requests[0]);
  expect(sent).toContain("src/a.ts is 1002 lines long; its declarations:\n1|export function f()");
  expect(sent).toContain("502|  const v500 = 1;");
  expect(sent).not.toContain("v900");
});

test("old tool results are folded when the conversation grows, the newest stay", async () => {
  const read = calls({ name: "read", args: { path: "src/b.ts" } });
  const model = modelOf(read, read, read, read, read, read, read, calls({ name: "decline", args: { reason: "x" } }));
  const files = { "src/a.ts": "export const a = 1;\n", "src/b.ts": "const x = 1;\n".repeat(350) };
  const { engine, request } = lab({ model, files, contextTokens: 1000 });
  await engine.propose(request());
  const results = model.requests
    .at(-1)!
    .messages.filter(({ role }) => role === "tool")
    .map(({ text }) => text.startsWith("(folded"));
  expect(results.slice(0, 2)).toEqual([true, true]);
  expect(results.slice(-3)).toEqual([false, false, false]);
});
