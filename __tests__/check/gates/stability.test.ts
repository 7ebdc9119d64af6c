import { expect } from "@jest/globals";
import { task } from "../subjects.ts";
import { MATH_TEST, table } from "./gate-table.ts";

const tests = task("tests", "src/math.ts", "test/more.test.ts");
const file = (body: string): Readonly<Record<string, string>> => ({
  "test/more.test.ts": `import { add } from "../src/math";\n\n${body}\n`,
});

table("stability", [
  [
    "passed",
    "tests that pass in every order and surroundings",
    { task: tests, change: file('test("two", () => { expect(add(1, 1)).toBe(2); });') },
    { figures: { tests: 1, runs: 5, order: "random", other_day: 1, alone: 1, unstable: 0 } },
  ],
  [
    "failed",
    "a test that needs another one before it",
    {
      task: tests,
      change: file(
        'let sum = 0;\ntest("first", () => { sum = add(1, 1); expect(sum).toBe(2); });\ntest("second", () => { expect(sum).toBe(2); });',
      ),
    },
    { diagnostics: [expect.objectContaining({ code: "unstable", path: "test/more.test.ts" })] },
  ],
  [
    "failed",
    "a test that changes the work tree when it is run a second time",
    {
      task: tests,
      change: file(
        'test("writes", () => { const { testPath = "" } = expect.getState(); if (testPath.includes("again")) require("node:fs").writeFileSync("src/text.ts", ""); expect(add(1, 1)).toBe(2); });',
      ),
    },
    { diagnostics: expect.arrayContaining([expect.objectContaining({ code: "stray-change" })]) },
  ],
  [
    "failed",
    "a test whose snapshot nobody has recorded, where the runner would write it",
    {
      task: tests,
      commands: { test: { run: "jest --ci=false --json --outputFile={report} {tests}", format: "jest-json" } },
      change: file('test("as recorded", () => { expect(add(1, 1)).toMatchSnapshot(); });'),
    },
    { diagnostics: [expect.objectContaining({ code: "stray-change" })] },
  ],
  [
    "failed",
    "a test that depends on the time zone",
    {
      task: tests,
      change: file(
        'test("zone", () => { expect(new Date(0).getHours()).toBe(new Date(0).getUTCHours()); expect(add(1, 1)).toBe(2); });',
      ),
    },
    { diagnostics: [expect.objectContaining({ code: "unstable" })] },
  ],
  [
    "failed",
    "a test that depends on the locale",
    {
      task: tests,
      change: file('test("locale", () => { expect(add(0.5, 1).toLocaleString()).toBe("1.5"); });'),
    },
    {
      diagnostics: [
        expect.objectContaining({ code: "unstable", message: expect.stringContaining("failed in 4 of its runs") }),
      ],
    },
  ],
  [
    "failed",
    "a test that depends on the day",
    {
      task: tests,
      change: file(
        'test("day", () => { expect(new Date().getFullYear() - add(0, new Date().getFullYear())).toBe(0); expect(new Date().getFullYear() < 2036).toBe(true); });',
      ),
    },
    { figures: expect.objectContaining({ unstable: 1, other_day: 1 }) },
  ],
  [
    "failed",
    "the last of five tests, which passes in every order but not by itself",
    {
      task: tests,
      change: file(
        `const seen: number[] = [];\n${[1, 2, 3, 4]
          .map(
            (n) =>
              `describe("${n}", () => {\n  seen.push(${n});\n  test("own", () => { expect(add(${n}, 0)).toBe(${n}); });\n});\n`,
          )
          .join("")}test("all", () => { expect(add(seen.length, 0)).toBe(4); });`,
      ),
    },
    {
      figures: expect.objectContaining({ tests: 5, alone: 5, unstable: 1 }),
      diagnostics: [
        expect.objectContaining({ message: expect.stringContaining("the test all failed in 1 of its runs") }),
      ],
    },
  ],
  [
    "failed",
    "a test without an assertion, before anything is run",
    { task: tests, change: file('test("runs", () => { add(1, 1); });') },
    { diagnostics: [expect.objectContaining({ code: "no-assertion", range: { line: 3 } })] },
  ],
  [
    "failed",
    "a test that compares what it writes itself",
    { task: tests, change: file('test("one", () => { add(1, 1); expect(1).toBe(1); });') },
    { diagnostics: [expect.objectContaining({ code: "tautology", range: { line: 3 } })] },
  ],
  [
    "failed",
    "a test about its own mock",
    {
      task: tests,
      change: file('test("mock", () => { const f = jest.fn(); f(add); expect(f).toHaveBeenCalledTimes(1); });'),
    },
    { diagnostics: [expect.objectContaining({ code: "only-mocks" })] },
  ],
  [
    "failed",
    "a runner that is named by a script of package.json: `npm test`",
    {
      task: tests,
      base: { "package.json": '{ "private": true, "scripts": { "test": "npx jest" } }\n' },
      commands: { test: { run: "npm test", format: "exit-code" } },
      change: file('test("once", () => { expect(add(1, 1)).toBe(3); });'),
      setting: { level: "required", runs: 1 },
    },
    {
      diagnostics: [
        expect.objectContaining({
          code: "unstable",
          path: "test/more.test.ts",
          message: expect.stringMatching(/^the test command failed in 2 of its runs: it ended red$/u),
        }),
      ],
      figures: expect.objectContaining({ tests: 1, unstable: 1 }),
    },
  ],
  [
    "failed",
    "mocha, which runs tests in their order: one late in the file that needs an earlier one",
    {
      task: task("tests", "src/math.cjs", "test/more.test.cjs"),
      base: { "src/math.cjs": "exports.add = (a, b) => a + b;\n" },
      commands: {
        test: { run: "mocha --reporter=json --reporter-option=output={report} {tests}", format: "mocha-json" },
      },
      change: {
        "test/more.test.cjs": `const assert = require("node:assert");\nconst { add } = require("../src/math.cjs");\nlet sum = 0;\n${[
          1, 2, 3, 4,
        ]
          .map((n) => `it("adds ${n}", () => { sum = add(${n}, 1); assert.equal(sum, ${n + 1}); });\n`)
          .join("")}it("keeps", () => { assert.equal(sum, 5); });\n`,
      },
    },
    {
      figures: { tests: 5, runs: 5, order: "as written", other_day: 1, alone: 5, unstable: 1 },
      diagnostics: [expect.objectContaining({ message: expect.stringMatching(/^the test keeps failed in 1 of its/u) })],
    },
  ],
  [
    "skipped",
    "a runner that cannot run one file",
    { task: tests, change: file(MATH_TEST), commands: { test: { run: "true", format: "exit-code" } } },
    { reason: expect.stringContaining("commands.test") },
  ],
]);
