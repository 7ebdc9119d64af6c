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
    { figures: { tests: 1, runs: 5, order: "random", alone: 1, unstable: 0 } },
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
    "skipped",
    "a runner that cannot run one file",
    { task: tests, change: file(MATH_TEST), commands: { test: { run: "true", format: "exit-code" } } },
    { reason: expect.stringContaining("commands.test") },
  ],
]);
