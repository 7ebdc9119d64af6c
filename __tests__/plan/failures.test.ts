import { describe, expect, test } from "@jest/globals";
import type { Rule } from "../../src/domain/policy.ts";
import { planFailures, startedByScript, type FailureInput } from "../../src/plan/failures.ts";

const rule: Rule = { paths: ["**"], tasks: ["fix"], write: [], gates: {} };
const IMPORTS: Readonly<Record<string, readonly string[]>> = {
  "test/a.test.js": ["src/a.js"],
  "src/a.js": ["src/b.js"],
  "check.js": ["src/c.js"],
};

function input(output: string, more: Partial<FailureInput> = {}): FailureInput {
  return {
    output,
    known: new Set(["check.js", "test/a.test.js", "src/a.js", "src/b.js", "src/c.js", "infra/x.js"]),
    importsOf: (path) => Promise.resolve(IMPORTS[path] ?? []),
    changed: new Set(),
    isTest: (path) => path.includes(".test."),
    ruleOf: () => ({ rule, index: 0 }),
    protectedBy: (path) => (path.startsWith("infra/") ? "infra/**" : undefined),
    isSelected: () => true,
    digest: () => "0123456789abcdef",
    command: "npx jest",
    ...more,
  };
}

const JEST = "FAIL test/a.test.js\n  ● sum\n    at Object.<anonymous> (test/a.test.js:4:21)\n";

test.each([
  ["check.sh", "out=$(node src/a.js 1)\n", ["src/a.js"]],
  ["check.sh", "node src/a.js > out.txt\ndiff out.txt good.txt\n", ["src/a.js"]],
  ["check.sh", "node src/a.js | grep -q 3\n", ["src/a.js"]],
  ["check", "#!/usr/bin/env bash\nx=`node ./src/a.js`\n", ["src/a.js"]],
  ["check.sh", "node check.js 2>&1 || exit 1\necho src/a.js\n", []],
  ["check.js", "const a = `node src/a.js`;\n", []],
])("what the script %s with %j looks at", (path, text, expected) => {
  expect(startedByScript(path, text, new Set(["check.js", "src/a.js"]))).toEqual(expected);
});

describe("fixes from a failure", () => {
  test.each([
    ["what the failing test imports, nearest first", JEST, {}, ["src/a.js", "src/b.js"]],
    ["a file of the stack first", `${JEST}    at sum (src/b.js:3:1)\n`, {}, ["src/b.js", "src/a.js"]],
    ["a changed file before the others", JEST, { changed: new Set(["src/b.js"]) }, ["src/b.js", "src/a.js"]],
    ["without any name the changed files", "it failed", { changed: new Set(["src/c.js"]) }, ["src/c.js"]],
    ["nothing where nothing is known", "it failed", {}, undefined],
    ["no protected file", "Error\n  at f (infra/x.js:1:1)\n  at g (src/c.js:1:1)", {}, ["src/c.js"]],
    ["only what --paths takes in", JEST, { isSelected: (path: string) => path === "src/b.js" }, ["src/b.js"]],
    [
      "not a script that asserts, but what it imports",
      "AssertionError [ERR_ASSERTION]: no\n    at Object.<anonymous> (check.js:2:8)\n    at node:internal/x:1:1\n",
      { command: "make check" },
      ["src/c.js"],
    ],
    [
      "a script that threw something else, before what it imports",
      "TypeError: no\n    at Object.<anonymous> (check.js:2:8)\n",
      { command: "node check.js" },
      ["check.js", "src/c.js"],
    ],
    [
      "not a shell script that make says it starts",
      "sh check.sh\nno\nmake: *** [Makefile:2: check] Error 1\n",
      {
        command: "make check",
        known: new Set(["check.sh", "Makefile", "src/c.js"]),
        importsOf: () => Promise.resolve(["src/c.js"]),
      },
      ["src/c.js"],
    ],
    ["not a script that is only started", "> node check.js\n\n1 of 3 is wrong\n", {}, ["src/c.js"]],
    [
      "a file that the command only looks at",
      "",
      { command: "! grep -q TODO src/c.js", changed: new Set(["src/c.js"]) },
      ["src/c.js"],
    ],
    [
      "not a script behind flags and their values",
      "1 of 3 is wrong\n",
      { command: "CI=1 node --require ./setup.cjs ./check.js src/a.js", changed: new Set(["check.js"]) },
      ["src/c.js"],
    ],
    [
      "a source that asserts",
      "AssertionError: no\n    at sum (src/b.js:3:1)\n    at Object.<anonymous> (check.js:2:8)\n",
      { command: "node check.js" },
      ["src/b.js", "check.js", "src/c.js"],
    ],
  ])("%s", async (_, output, more, writable) => {
    const { tasks } = await planFailures(input(output, more));
    expect(tasks[0]?.writable).toEqual(writable);
  });

  test("tests are named, and never writable", async () => {
    const plan = await planFailures(input(JEST));
    expect(plan.tests).toEqual(["test/a.test.js"]);
    expect(plan.tasks.flatMap(({ writable }) => writable)).not.toContain("test/a.test.js");
    expect(plan.tasks[0]).toMatchObject({ id: "fix-0123456789", kind: "fix", target: "src/a.js", rule: 0 });
  });

  test("a compiler's remarks give a task for each file", async () => {
    const output = "src/a.js(3,5): error TS2322: no\nsrc/c.js(1,1): error TS2304: no\n";
    const { tasks } = await planFailures(input(output));
    expect(tasks.map(({ target }) => target)).toEqual(["src/a.js", "src/c.js"]);
  });

  test("what may not be written is skipped with the reason", async () => {
    const { skips } = await planFailures(input("at f (infra/x.js:1:1)"));
    expect(skips).toEqual([expect.objectContaining({ path: "infra/x.js", reason: "protected" })]);
  });
});
