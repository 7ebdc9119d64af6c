import { expect } from "@jest/globals";
import { PROJECT } from "../project-files.ts";
import { task } from "../subjects.ts";
import { MATH, MATH_TEST, shell, table } from "./gate-table.ts";

const NEGATIVE = MATH_TEST.replace("sign(3)).toBe(1)", "sign(-3)).toBe(-1)");
const UNTESTED = `${MATH}export function twice(a: number): number {\n  return a * 2;\n}\n`;
const tests = task("tests", "src/math.ts", "test/math.test.ts");

table("coverage", [
  [
    "passed",
    "figures before and after, without thresholds",
    {
      task: tests,
      change: {
        "test/math.test.ts": `${MATH_TEST}\n${NEGATIVE.replaceAll("add, sign", "sign as negative")
          .replace(/test\("adds[\s\S]*?\n\}\);\n/u, "")
          .replaceAll("sign(-3)", "negative(-3)")}`,
      },
    },
    {
      figures: {
        lines_before: 83.33,
        lines_after: 100,
        delta: 16.67,
        branches_before: 50,
        branches_after: 75,
        changed_lines: 0,
        changed_covered: 0,
        "src/math.ts": "lines 83.33 → 100 %, branches 50 → 75 %",
      },
    },
  ],
  [
    "passed",
    "totals of all files on the sum, and what each changed file came to",
    { scope: "sum", change: { "src/math.ts": UNTESTED, "src/new.ts": "export const one = 1;\n" } },
    {
      figures: expect.objectContaining({
        total_lines_before: 87.5,
        total_lines_after: 70,
        total_branches_before: 50,
        total_branches_after: 50,
        changed_percent: 0,
        "src/math.ts": "lines 83.33 → 62.5 %, branches 50 → 50 %",
      }),
    },
  ],
  [
    "passed",
    "covered lines taken away are no drop",
    {
      setting: { level: "required", minDelta: 0 },
      base: { "src/math.ts": `var unused = 1;\n${MATH}` },
      change: { "src/math.ts": MATH },
    },
    { figures: expect.objectContaining({ lines_before: 85.71, lines_after: 83.33, delta: -2.38 }) },
  ],
  [
    "failed",
    "a line that is run by no test any more",
    {
      setting: { level: "required", minDelta: 0 },
      change: {
        "src/math.ts":
          MATH.replace("value > 0 ? 1 : 0", "value > 0 ? 1 : other()") + "function other(): number {\n  return 0;\n}\n",
      },
    },
    { diagnostics: [expect.objectContaining({ code: "min-delta" })] },
  ],
  [
    "failed",
    "coverage that does not rise enough",
    { task: tests, setting: { level: "required", minDelta: 1 }, change: { "test/math.test.ts": `${MATH_TEST}\n` } },
    {
      diagnostics: [
        expect.objectContaining({
          code: "min-delta",
          message: expect.stringContaining("by 0 percentage points, at least 1"),
        }),
      ],
    },
  ],
  [
    "failed",
    "changed lines that no test runs",
    { setting: { level: "required", minChangedLines: 80 }, change: { "src/math.ts": UNTESTED } },
    {
      figures: expect.objectContaining({ changed_lines: 2, changed_covered: 0 }),
      diagnostics: [
        expect.objectContaining({
          code: "min-changed-lines",
          message: expect.stringContaining("0 of 2 changed lines"),
        }),
        expect.objectContaining({ code: "not-covered", severity: "info", path: "src/math.ts", range: { line: 13 } }),
        expect.objectContaining({ code: "not-covered", range: { line: 14 } }),
      ],
    },
  ],
  [
    "skipped",
    "no coverage command",
    { change: { "src/math.ts": "" }, commands: {} },
    { reason: expect.stringContaining("commands.coverage.run") },
  ],
  [
    "skipped",
    "a target that no report knows",
    { base: { "src/alone.ts": "" }, task: task("docs", "src/alone.ts"), change: { "src/alone.ts": "/** x */\n" } },
    { reason: "the coverage report knows nothing of src/alone.ts" },
  ],
  [
    "errored",
    "no lcov file",
    {
      change: { "src/math.ts": MATH },
      commands: {
        coverage: {
          run: "npx jest --ci --coverage --coverageReporters=json --coverageDirectory={coverage}",
          format: "lcov",
        },
      },
    },
    { reason: expect.stringContaining("left no lcov.info in {coverage}") },
  ],
  [
    "errored",
    "a coverage file that is none",
    { change: { "src/math.ts": MATH }, commands: { coverage: { run: "echo '<xml/>'", format: "lcov" } } },
    { reason: expect.stringContaining("no lcov record") },
  ],
  [
    "errored",
    "another format",
    { change: { "src/math.ts": MATH }, commands: { coverage: shell("true") } },
    { reason: expect.stringContaining("does not hold coverage") },
  ],
  [
    "errored",
    "a missing tool",
    { change: { "src/math.ts": MATH }, commands: { coverage: { run: "no-such-tool", format: "lcov" } } },
    { remedy: expect.stringContaining("commands.coverage.run") },
  ],
  [
    "errored",
    "a threshold and no baseline",
    {
      base: { "jest.config.js": "}" },
      setting: { level: "required", minDelta: 0 },
      change: { "jest.config.js": PROJECT["jest.config.js"]! },
      scope: "sum",
    },
    { reason: expect.stringContaining("untouched tree is not known") },
  ],
]);
