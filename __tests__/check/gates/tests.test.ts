import { expect } from "@jest/globals";
import { PROJECT } from "../project-files.ts";
import { task } from "../subjects.ts";
import { MATH, MATH_TEST, shell, table } from "./gate-table.ts";

table("tests", [
  [
    "passed",
    "tests that stay green: only related ones run",
    { change: { "src/math.ts": `${MATH}\n` } },
    { figures: { total: 2, passed: 2, failed: 0, skipped: 0, new_failures: 0, lost: 0, fixed: 0, related: "yes" } },
  ],
  [
    "passed",
    "all of them on the sum",
    { scope: "sum", change: { "src/math.ts": `${MATH}\n` } },
    { figures: expect.objectContaining({ total: 3, related: "no" }) },
  ],
  [
    "failed",
    "a test that is red now",
    { change: { "src/math.ts": MATH.replace("a + b", "a - b") } },
    {
      figures: expect.objectContaining({ failed: 1, new_failures: 1 }),
      diagnostics: [
        expect.objectContaining({
          path: "test/math.test.ts",
          range: { line: 4 },
          message: expect.stringMatching(/^adds\n.*Received: -1/su),
        }),
      ],
    },
  ],
  [
    "failed",
    "a test file that does not load any more",
    { change: { "src/math.ts": "throw new Error('boom');\n" } },
    { diagnostics: [expect.objectContaining({ message: expect.stringMatching(/failed to run.*boom/su) })] },
  ],
  [
    "passed",
    "a test that was red before",
    { base: { "test/math.test.ts": MATH_TEST.replace("toBe(3)", "toBe(4)") }, change: { "src/math.ts": `${MATH}\n` } },
    { figures: expect.objectContaining({ failed: 1, new_failures: 0 }) },
  ],
  [
    "failed",
    "a test that is skipped now",
    { change: { "test/math.test.ts": MATH_TEST.replace('test("adds"', 'test.skip("adds"') } },
    {
      figures: expect.objectContaining({ lost: 1 }),
      diagnostics: [expect.objectContaining({ message: "adds: passed before and is not run any more" })],
    },
  ],
  ["failed", "a runner that is made to stop early", { change: { "src/math.ts": "process.exit(0);\n" } }, {}],
  [
    "skipped",
    "no test reaches the file",
    { base: { "src/alone.ts": "" }, task: task("fix", "src/alone.ts"), change: { "src/alone.ts": "export {};\n" } },
    { reason: "no test reaches src/alone.ts" },
  ],
  [
    "skipped",
    "no tests at all",
    {
      base: { "test/math.test.ts": null, "test/text.test.ts": null },
      scope: "sum",
      change: { "src/math.ts": "" },
      commands: {
        test: { run: "jest --ci --json --passWithNoTests --outputFile={report} {tests}", format: "jest-json" },
      },
    },
    { reason: "the repository has no tests" },
  ],
  [
    "skipped",
    "nothing but a file that could not be loaded before either",
    {
      base: {
        said: '<testsuite name="pytest"><testcase name="t.test_a"><error message="collection failure"/></testcase></testsuite>',
      },
      change: { "src/math.ts": "" },
      commands: { test: { run: "cat said; exit 2", format: "junit" } },
    },
    { reason: "no test ran: as before, t/test_a.py cannot be loaded" },
  ],
  [
    "skipped",
    "no test command",
    { change: { "src/math.ts": "" }, commands: {} },
    { reason: expect.stringContaining("commands.test.run") },
  ],
  [
    "errored",
    "no report",
    { change: { "src/math.ts": "" }, commands: { test: { run: "echo {report}", format: "jest-json" } } },
    { reason: expect.stringContaining("without writing its report") },
  ],
  [
    "errored",
    "red, and the untouched tree could not be judged",
    {
      base: { "jest.config.js": "}" },
      change: { "jest.config.js": PROJECT["jest.config.js"]!, "src/math.ts": MATH.replace("a + b", "a - b") },
    },
    { reason: expect.stringContaining("the untouched tree could not be judged") },
  ],
  [
    "errored",
    "a report on standard output that is none",
    { change: { "src/math.ts": "" }, commands: { test: { run: "echo '{}'", format: "jest-json" } } },
    { reason: expect.stringContaining("testResults") },
  ],
  [
    "errored",
    "a format for linters",
    { change: { "src/math.ts": "" }, commands: { test: { run: "true", format: "tsc" } } },
    { reason: expect.stringContaining("does not hold test results") },
  ],
  ["passed", "green by exit code", { change: { "src/math.ts": "x" }, commands: { test: shell("true") } }, {}],
  [
    "failed",
    "red by exit code",
    { change: { "src/math.ts": "x" }, commands: { test: shell("! grep -x x src/math.ts") } },
    { diagnostics: [expect.objectContaining({ message: "the tests were green before and are red now\n| x" })] },
  ],
  [
    "passed",
    "green by exit code, and a new test is among what runs",
    {
      change: { "test/new.test.ts": "test();\n" },
      commands: { test: shell("! grep -l throw test/*") },
    },
    { commands: [0, 1].map((code) => expect.objectContaining({ end: { type: "exited", code } })) },
  ],
  [
    "passed",
    "green by exit code, and a file below the tests that is the task's own is no proof",
    {
      task: task("refactor", "test/fixtures/input.ts"),
      base: { "test/fixtures/input.ts": "var a;\n" },
      change: { "test/fixtures/input.ts": "let a;\n" },
      commands: { test: shell("true") },
    },
    { commands: [expect.objectContaining({ end: { type: "exited", code: 0 } })] },
  ],
  [
    "failed",
    "green by exit code, whatever a new test says",
    {
      change: { "src/math.ts": `${MATH}// x\n`, "test/new.test.ts": "test();\n", "test/text.test.ts": "test();\n" },
      commands: { test: shell("! grep -l throw test/text.test.ts && grep -q x src/math.ts test/text.test.ts") },
    },
    {
      diagnostics: [
        expect.objectContaining({
          path: "test/new.test.ts",
          code: "not-run",
          message: expect.stringContaining("it does not run that file. Let commands.test.run take {tests}"),
        }),
      ],
    },
  ],
  [
    "skipped",
    "red by exit code before",
    { change: { "src/math.ts": "x" }, commands: { test: shell("false") } },
    { reason: expect.stringContaining("red on the untouched tree already") },
  ],
  [
    "failed",
    "a runner that fails now though no test does",
    {
      change: { "src/math.ts": `${MATH}// odd\n` },
      commands: {
        test: {
          run: "jest --ci --json --outputFile={report} {tests}; ! grep odd src/math.ts",
          format: "jest-json",
        },
      },
    },
    {
      diagnostics: [expect.objectContaining({ code: "exit-code", message: expect.stringContaining("exited with 1") })],
    },
  ],
]);
