import { describe, expect, test } from "@jest/globals";
import { judge, type Case } from "../judge.ts";
import { policy, task } from "../subjects.ts";
import { fix, MATH, MATH_TEST, OLD, TEXT } from "./gate-table.ts";

const { commands } = policy();
const MISSPELT = MATH.replace("value > 0", "valu > 0");
const UNTESTED = "export function pick(first: number): number {\n  return first;\n}\n";

const FIND_BAD = "grep -q bad src/math.ts && echo 'src/math.ts(1,1): error X: no'";

describe("gate failing", () => {
  const on = ["lint", "types", "tests", "failing"] as const;
  const last = async (given: Omit<Case, "on" | "task"> & { task?: Case["task"] }) =>
    (await judge({ task: fix, ...given, on })).results.at(-1);
  const red = { "test/math.test.ts": MATH_TEST.replace("toBe(3)", "toBe(-1)") };
  const static_ = { lint: commands.lint!, types: commands.types! };

  test.each([
    [
      "failed",
      "another file is red by exit code, this one was green all the time",
      {
        task: task("fix", "src/math.ts", "src/text.ts"),
        base: { "src/text.ts": "bad" },
        change: { "src/math.ts": `${MATH}\n` },
        commands: { lint: { run: "! grep -l bad {files}", format: "exit-code" } },
      },
      { diagnostics: [expect.objectContaining({ code: "nothing-fixed" })] },
    ],
    [
      "passed",
      "a diagnostic is gone",
      { base: { "src/math.ts": OLD }, change: { "src/math.ts": MATH }, commands: static_ },
      { figures: { errors_before: 1, errors_after: 0, fixed: 1, fixed_tests: 0 } },
    ],
    [
      "passed",
      "a failing test is green",
      { base: red, change: { "src/math.ts": MATH.replace("a + b", "a - b") }, commands: { test: commands.test! } },
      { figures: { errors_before: 0, errors_after: 0, fixed: 0, fixed_tests: 1 } },
    ],
    [
      "passed",
      "a test of the case that is red without the fix and green with it",
      {
        task: task("fix", "src/math.ts", "test/case.test.ts"),
        base: red,
        change: {
          "src/math.ts": MATH.replace("a + b", "a - b"),
          "test/case.test.ts": MATH_TEST.replace("toBe(3)", "toBe(-1)"),
        },
        commands: { test: commands.test! },
      },
      { figures: expect.objectContaining({ case: "red without the fix, green with it" }) },
    ],
    [
      "passed",
      "the same where the test command is a script of the package",
      {
        task: task("fix", "src/math.ts", "test/case.test.ts"),
        base: {
          ...red,
          "package.json": '{ "scripts": { "test": "node --experimental-vm-modules node_modules/jest/bin/jest.js" } }',
        },
        change: {
          "src/math.ts": MATH.replace("a + b", "a - b"),
          "test/case.test.ts": MATH_TEST.replace("toBe(3)", "toBe(-1)"),
        },
        commands: { test: { run: "npm test -- --json --outputFile={report}", format: "jest-json" } },
      },
      { figures: expect.objectContaining({ case: "red without the fix, green with it" }) },
    ],
    [
      "failed",
      "a test of the case that is green without the fix",
      {
        task: task("fix", "src/math.ts", "test/case.test.ts"),
        base: red,
        change: {
          "src/math.ts": MATH.replace("a + b", "a - b"),
          "test/case.test.ts": 'import { expect, test } from "@jest/globals";\ntest("x", () => expect(1).toBe(1));\n',
        },
        commands: { test: commands.test! },
      },
      { diagnostics: [expect.objectContaining({ code: "no-case", path: "test/case.test.ts" })] },
    ],
    [
      "failed",
      "nothing is better",
      { base: { "src/math.ts": OLD }, change: { "src/math.ts": `${OLD}\n` }, commands: static_ },
      { diagnostics: [expect.objectContaining({ code: "nothing-fixed" })] },
    ],
    [
      "passed",
      "an old lint error becomes none while a type error stays",
      {
        base: { "src/math.ts": `${OLD}export const n = gone;\n` },
        change: { "src/math.ts": `${MATH}export const n = gone;\n` },
        commands: static_,
      },
      { figures: { errors_before: 2, errors_after: 1, fixed: 1, fixed_tests: 0 } },
    ],
    [
      "passed",
      "a guess that a test has run",
      { base: { "src/math.ts": MISSPELT }, change: { "src/math.ts": MATH }, confidence: "guess" },
      {},
    ],
    [
      "failed",
      "a guess that no test has run",
      {
        base: { "src/math.ts": `${MATH}${UNTESTED.replace("first", "frst")}` },
        change: { "src/math.ts": `${MATH}${UNTESTED}` },
        confidence: "guess",
      },
      { diagnostics: [expect.objectContaining({ code: "unproved-guess", path: "src/math.ts", range: { line: 13 } })] },
    ],
    [
      "failed",
      "a guess where coverage cannot be measured",
      { base: { "src/math.ts": OLD }, change: { "src/math.ts": MATH }, commands: static_, confidence: "guess" },
      {
        diagnostics: [
          expect.objectContaining({
            code: "unproved-guess",
            message: expect.stringContaining("set commands.coverage.run in the policy"),
          }),
        ],
      },
    ],
    [
      "failed",
      "a guess in types, which no test can run",
      {
        base: { "src/math.ts": `${MATH}type A = Strng;\nexport type B = A;\n` },
        change: { "src/math.ts": `${MATH}type A = string;\nexport type B = A;\n` },
        confidence: "guess",
      },
      { diagnostics: [expect.objectContaining({ message: expect.stringContaining("runs any of the changed lines") })] },
    ],
    [
      "passed",
      "a line that no test has run, where the engine is certain",
      {
        base: { "src/math.ts": `${MATH}${UNTESTED.replace("first", "frst")}` },
        change: { "src/math.ts": `${MATH}${UNTESTED}` },
        confidence: "certain",
      },
      {},
    ],
    [
      "skipped",
      "the named check is for the sum",
      { base: { "src/math.ts": OLD }, change: { "src/math.ts": `${OLD}\n` }, commands: static_, failing: "false" },
      { reason: expect.stringContaining("`false` has to be green then") },
    ],
    [
      "skipped",
      "the same with a test of the case that nothing here can run",
      {
        task: task("fix", "src/math.ts", "test/case.test.ts"),
        base: { "src/math.ts": OLD },
        change: { "src/math.ts": `${OLD}\n`, "test/case.test.ts": MATH_TEST },
        commands: static_,
        failing: "false",
      },
      { reason: expect.stringContaining("`false` has to be green then") },
    ],
    [
      "passed",
      "the named check is green with a guess that no tool can judge",
      {
        base: { "src/math.ts": OLD },
        change: { "src/math.ts": TEXT },
        commands: {},
        confidence: "guess",
        failing: "grep shout src/math.ts",
      },
      { figures: expect.objectContaining({ before: 1, after: 0 }) },
    ],
    [
      "failed",
      "the named check is still red with a guess that no tool can judge",
      {
        base: { "src/math.ts": OLD },
        change: { "src/math.ts": TEXT },
        commands: {},
        confidence: "guess",
        failing: "grep whisper src/math.ts",
      },
      { diagnostics: expect.arrayContaining([expect.objectContaining({ code: "unproved-guess" })]) },
    ],
    [
      "failed",
      "the named check is green with a guess that only takes away remarks",
      {
        base: { "src/math.ts": OLD },
        change: { "src/math.ts": MATH },
        commands: static_,
        confidence: "guess",
        failing: "true",
      },
      { diagnostics: [expect.objectContaining({ code: "unproved-guess" })] },
    ],
    [
      "skipped",
      "the named check is for the sum, whatever the kind",
      { task: task("docs", "src/math.ts"), change: { "src/math.ts": `${MATH}\n` }, commands: {}, failing: "false" },
      {},
    ],
    [
      "passed",
      "the named check is green on the sum",
      { scope: "sum", change: { "src/math.ts": TEXT }, commands: {}, failing: "grep shout src/math.ts" },
      { figures: { before: 1, after: 0 } },
    ],
    [
      "failed",
      "the named check is still red on the sum",
      { scope: "sum", change: { "src/math.ts": TEXT }, commands: {}, failing: "echo sorry; exit 3" },
      {
        figures: { before: 3, after: 3 },
        diagnostics: [
          expect.objectContaining({
            code: "still-red",
            message: "`echo sorry; exit 3` is still red (exit code 3)\n| sorry",
          }),
        ],
      },
    ],
    [
      "passed",
      "the named check has fewer errors in the file that is fixed, and as many in others",
      {
        scope: "sum",
        base: { "src/math.ts": "bad" },
        change: { "src/math.ts": "good" },
        commands: {},
        failing: `${FIND_BAD} ; echo 'src/text.ts(2,1): error X: no'; exit 2`,
      },
      { figures: { before: 2, after: 2, errors_before: 2, errors_left: 1 } },
    ],
    [
      "failed",
      "the named check has as many errors as before",
      {
        scope: "sum",
        base: { "src/math.ts": "bad" },
        change: { "src/math.ts": "as bad" },
        commands: {},
        failing: `${FIND_BAD} ; exit 2`,
      },
      { diagnostics: [expect.objectContaining({ code: "still-red" })] },
    ],
    [
      "failed",
      "the named check has an error in another file instead",
      {
        scope: "sum",
        base: { "src/math.ts": "bad" },
        change: { "src/math.ts": "good" },
        commands: {},
        failing: `${FIND_BAD} || echo 'src/text.ts(2,1): error X: no'; exit 2`,
      },
      { diagnostics: [expect.objectContaining({ code: "still-red" })] },
    ],
    [
      "errored",
      "the named check is not there",
      { scope: "sum", change: { "src/math.ts": TEXT }, commands: {}, failing: "no-such-check" },
      { reason: expect.stringContaining("not found") },
    ],
  ] as const)("%s: %s", async (status, _, given, expected) => {
    expect(await last(given)).toEqual(expect.objectContaining({ gate: "failing", status, ...expected }));
  });

  test.each([
    [
      "another kind than fix, no named check",
      { task: task("docs", "src/math.ts"), change: { "src/math.ts": `${MATH}\n` }, commands: static_ },
    ],
    ["the sum of fixes, no named check", { scope: "sum", change: { "src/math.ts": `${MATH}\n` }, commands: static_ }],
  ] as const)("not listed: %s", async (_, given) => {
    expect((await last(given))?.gate).not.toBe("failing");
  });
});
