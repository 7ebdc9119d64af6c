import { expect } from "@jest/globals";
import { PROJECT } from "../project-files.ts";
import { task } from "../subjects.ts";
import { MATH, MATH_TEST, shell, table } from "./gate-table.ts";

const NEGATIVE = MATH_TEST.replace("sign(3)).toBe(1)", "sign(-3)).toBe(-1)");
const UNTESTED = `${MATH}export function twice(a: number): number {\n  return a * 2;\n}\n`;
/** A changed line with two branches, of which the tests take one. */
const FORKED = MATH.replace("value > 0 ? 1 : 0", "value > 0 ? 2 - 1 : 0");
const BOTH_SIGNS = MATH_TEST.replace("});", "  expect(add(-1, 2)).toBe(1);\n});");
const JACOCO = {
  run: `printf '<report><package name="a"><sourcefile name="math.ts"><line nr="3" mi="0" ci="1" mb="1" cb="1"/><line nr="14" mi="1" ci="0" mb="0" cb="0"/></sourcefile></package></report>'`,
  format: "jacoco",
  sourceRoots: ["code"],
} as const;
/** A report that speaks of one file. */
const MATH_ONLY = { run: "printf 'SF:src/math.ts\\nDA:1,1\\nend_of_record\\n'", format: "lcov" } as const;
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
        branch_delta: 25,
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
    "failed",
    "branches on changed lines that no test takes",
    { setting: { level: "required", minChangedLines: 0, minChangedBranches: 60 }, change: { "src/math.ts": FORKED } },
    {
      figures: expect.objectContaining({
        changed_branches: 2,
        changed_branches_covered: 1,
        changed_branches_percent: 50,
      }),
      diagnostics: [
        expect.objectContaining({
          code: "min-changed-branches",
          message: expect.stringContaining("1 of 2 branches on changed lines are taken (50 %), at least 60 %"),
        }),
        expect.objectContaining({
          code: "not-covered",
          severity: "info",
          message: expect.stringContaining("1 of 2 branches"),
          range: { line: 11 },
        }),
      ],
    },
  ],
  [
    "passed",
    "as many branches on changed lines as are asked for",
    { setting: { level: "required", minChangedBranches: 50 }, change: { "src/math.ts": FORKED } },
    { figures: expect.objectContaining({ changed_branches_percent: 50 }) },
  ],
  [
    "failed",
    "a branch more that no test takes, on a line that runs",
    {
      setting: { level: "required", minDelta: 0, minBranchDelta: 0 },
      change: { "src/math.ts": MATH.replace("value > 0 ? 1 : 0", "value > 0 ? 1 : value < -5 ? 2 : 0") },
    },
    {
      figures: expect.objectContaining({ delta: 0, branch_delta: -16.67 }),
      diagnostics: [expect.objectContaining({ code: "min-branch-delta" })],
    },
  ],
  [
    "passed",
    "branches taken away that tests took are no drop",
    {
      setting: { level: "required", minBranchDelta: 0 },
      base: {
        "src/math.ts": MATH.replace("return a + b", "return a > 0 ? a + b : b + a"),
        "test/math.test.ts": BOTH_SIGNS,
      },
      change: { "src/math.ts": MATH },
    },
    { figures: expect.objectContaining({ branch_delta: -16.67 }) },
  ],
  [
    "errored",
    "a threshold on branches that the format does not place",
    {
      setting: { level: "required", minChangedBranches: 1 },
      change: { "src/math.ts": FORKED },
      commands: {
        coverage: {
          run: "jest --ci --coverage --coverageReporters=clover --coverageDirectory={coverage} {tests}",
          format: "clover",
        },
      },
    },
    {
      reason: "a clover report does not tell where the branches of a file are",
      remedy: expect.stringContaining("min-changed-branches"),
    },
  ],
  [
    "passed",
    "a JaCoCo report whose files lie in a folder that the policy names",
    {
      task: task("fix", "code/a/math.ts"),
      base: { "code/a/math.ts": MATH },
      change: { "code/a/math.ts": UNTESTED },
      commands: { coverage: JACOCO },
    },
    {
      figures: expect.objectContaining({
        "code/a/math.ts": "lines 50 → 50 %, branches 50 → 50 %",
        changed_lines: 1,
        changed_covered: 0,
      }),
    },
  ],
  [
    "errored",
    "a JaCoCo report whose files lie in a folder that nobody named",
    {
      task: task("fix", "code/a/math.ts"),
      base: { "code/a/math.ts": MATH },
      change: { "code/a/math.ts": UNTESTED },
      commands: { coverage: { ...JACOCO, sourceRoots: ["elsewhere"] } },
    },
    { reason: expect.stringContaining("commands.coverage.source-roots") },
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
    "failed",
    "changed code that no report knows, where changed lines have to be covered",
    {
      base: { "src/alone.ts": "" },
      task: task("fix", "src/alone.ts"),
      setting: { level: "required", minChangedLines: 50 },
      commands: { coverage: MATH_ONLY },
      change: { "src/alone.ts": "export type A = 1;\nexport const alone = (): number => 1;\n" },
    },
    {
      diagnostics: [
        expect.objectContaining({ code: "not-reported", severity: "error", path: "src/alone.ts", range: { line: 2 } }),
      ],
    },
  ],
  [
    "skipped",
    "types alone, which no report knows",
    {
      base: { "src/alone.ts": "" },
      task: task("fix", "src/alone.ts"),
      setting: { level: "required", minChangedLines: 50 },
      commands: { coverage: MATH_ONLY },
      change: { "src/alone.ts": "export type A = 1;\n" },
    },
    { reason: "the coverage report knows nothing of src/alone.ts" },
  ],
  [
    "errored",
    "no lcov file",
    {
      change: { "src/math.ts": MATH },
      commands: {
        coverage: {
          run: "jest --ci --coverage --coverageReporters=json --coverageDirectory={coverage}",
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
