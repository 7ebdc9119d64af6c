import { describe, expect, test } from "@jest/globals";
import { HONEST_EDITS } from "../../../bench/gates/tamper-honest.ts";
import { WEAKENINGS } from "../../../bench/gates/tamper-weakenings.ts";
import { tamperGate } from "../../../src/check/gates/tamper.ts";
import { staticContext } from "../static-context.ts";
import type { GivenFile } from "../static-context.ts";

async function codes(files: readonly GivenFile[]): Promise<readonly string[]> {
  const answer = await tamperGate.check(staticContext(files));
  return answer.status === "failed" ? answer.diagnostics.map(({ code }) => code ?? "") : [];
}

const js = (before: string, after: string): readonly GivenFile[] => [{ path: "src/a.test.js", before, after }];

describe("weakenings are found", () => {
  test.each(WEAKENINGS)("$name", async ({ files }) => {
    expect(await codes(files)).not.toEqual([]);
  });
});

describe("honest edits pass", () => {
  test.each(HONEST_EDITS)("$name", async ({ files }) => {
    expect(await codes(files)).toEqual([]);
  });
});

test("a test may import its assertions under their own name", async () => {
  const body = 'test("a", () => {\n  assert.strictEqual(f(), 1);\n});\n';
  expect(await codes(js("", `const assert = require("assert");\n${body}`))).toEqual([]);
  expect(await codes(js("", `const assert = { strictEqual() {} };\n${body}`))).toContain("assertion-replaced");
});

describe("what is said", () => {
  test("figures count tests and kinds of assertion before and after", async () => {
    const before = 'test("a", () => {\n  expect(f()).toBe(1);\n  expect(g()).toBeTruthy();\n});\n';
    const answer = await tamperGate.check(
      staticContext(js(before, `${before}test("b", () => expect(h()).toMatchSnapshot());\n`)),
    );
    expect(answer).toMatchObject({
      status: "passed",
      figures: {
        testsBefore: 1,
        testsAfter: 2,
        assertionsBefore: 2,
        assertionsAfter: 3,
        exactAfter: 1,
        truthyAfter: 1,
        snapshotBefore: 0,
        snapshotAfter: 1,
      },
    });
  });

  test("a diagnostic names the test, the place and the remedy", async () => {
    const before = 'describe("s", () => {\n  test("a", () => {\n    expect(f(1)).toBe(1);\n  });\n});\n';
    const answer = await tamperGate.check(staticContext(js(before, before.replace("toBe(1)", "toBeDefined()"))));
    expect(answer).toMatchObject({
      status: "failed",
      diagnostics: [
        {
          source: "tamper",
          code: "assertion-weakened",
          path: "src/a.test.js",
          range: { line: 3 },
          message: expect.stringMatching(
            /about f\(1\) in "s › a" is weaker: exact became truthy\. Assert at least as much/u,
          ),
        },
      ],
    });
  });
});

describe("single rules", () => {
  const one = (body: string): string => `test("a", async () => {\n${body}\n});\n`;
  test.each([
    [
      "plan lowered",
      one("expect.assertions(2);\nexpect(f()).toBe(1);"),
      one("expect.assertions(1);\nexpect(f()).toBe(1);"),
      "plan-lowered",
    ],
    [
      "exit hook",
      one("expect(f()).toBe(1);"),
      `process.on("exit", () => {});\n${one("expect(f()).toBe(1);")}`,
      "exit-hooked",
    ],
    [
      "upper bound raised",
      one("expect(f()).toBeLessThan(5);"),
      one("expect(f()).toBeLessThan(50);"),
      "assertion-weakened",
    ],
    [
      "bound made inclusive",
      one("expect(f()).toBeLessThan(5);"),
      one("expect(f()).toBeLessThanOrEqual(5);"),
      "assertion-weakened",
    ],
    [
      "a shorter text is searched",
      one('expect(f()).toContain("hello world");'),
      one('expect(f()).toContain("hello");'),
      "assertion-weakened",
    ],
    [
      "type instead of value",
      one("expect(f()).toEqual(new Date(0));"),
      one("expect(f()).toBeInstanceOf(Date);"),
      "assertion-weakened",
    ],
    [
      "helper weakened",
      'function check(x) {\n  expect(x).toBe(1);\n}\ntest("a", () => check(f()));\n',
      'function check(x) {\n  expect(x).toBeDefined();\n}\ntest("a", () => check(f()));\n',
      "assertion-weakened",
    ],
    [
      "helper removed",
      'function check(x) {\n  expect(x).toBe(1);\n}\ntest("a", () => check(f()));\n',
      'test("a", () => check(f()));\n',
      "assertion-removed",
    ],
    ["not equal instead of equal", one("expect(f()).toBe(1);"), one("expect(f()).not.toBe(2);"), "assertion-weakened"],
    ["negated null check", one("expect(f()).toBe(1);"), one("expect(f()).not.toBeNull();"), "assertion-weakened"],
    ["emptied in a suite", one("expect(f()).toBe(1);"), one("f();"), "test-emptied"],
    [
      "under a condition",
      one("expect(f()).toBe(1);"),
      'test.skipIf(process.env.CI)("a", () => {\n  expect(f()).toBe(1);\n});\n',
      "test-conditional",
    ],
    [
      "coverage object edited",
      one("expect(f()).toBe(1);"),
      `globalThis.__coverage__ = {};\n${one("expect(f()).toBe(1);")}`,
      "report-edited",
    ],
  ])("%s", async (_, before, after, code) => {
    expect(await codes(js(before, after))).toContain(code);
  });

  test.each([
    ["strict to loose on a number", "expect(f()).toStrictEqual(1);", "expect(f()).toEqual(1);"],
    ["lower bound raised", "expect(f()).toBeGreaterThan(5);", "expect(f()).toBeGreaterThan(6);"],
    ["a longer text is searched", 'expect(f()).toContain("hello");', 'expect(f()).toContain("hello world");'],
    ["an empty assertion is replaced", "expect(true).toBe(true);", "expect(f()).toBeDefined();"],
    [
      "an inline snapshot is filled in",
      "expect(f()).toMatchInlineSnapshot();",
      "expect(f()).toMatchInlineSnapshot(`1`);",
    ],
  ])("%s is fine", async (_, before, after) => {
    expect(await codes(js(one(before), one(after)))).toEqual([]);
  });

  test("an empty catch in application code is not this gate's business", async () => {
    expect(await codes([{ path: "src/io.js", before: "f();\n", after: "try {\n  f();\n} catch {}\n" }])).toEqual([]);
  });

  test("a whole recorded file that changes", async () => {
    const files = [{ path: "tests/__snapshots__/a.ambr", before: "one\n", after: "two\n" }];
    expect(await codes(files)).toEqual(["snapshot-rewritten"]);
  });

  test("a new recorded file is fine", async () => {
    expect(await codes([{ path: "tests/__snapshots__/a.ambr", after: "one\n" }])).toEqual([]);
  });

  test("lints of a Cargo manifest", async () => {
    const before = '[package]\nname = "a"\n\n[lints.clippy]\nall = "deny"\n';
    expect(await codes([{ path: "Cargo.toml", before, after: before.replace("deny", "allow") }])).toEqual([
      "configuration-changed",
    ]);
    expect(await codes([{ path: "Cargo.toml", before, after: before.replace('"a"', '"b"') }])).toEqual([]);
  });

  test("a manifest that cannot be read has no tool keys", async () => {
    expect(await codes([{ path: "package.json", before: "{", after: "{}" }])).toEqual([]);
  });
});
