import { expect } from "@jest/globals";
import { task } from "../subjects.ts";
import { table } from "./gate-table.ts";

const tests = task("tests", "src/math.ts", "test/more.test.ts");
const file = (body: string): Readonly<Record<string, string>> => ({
  "test/more.test.ts": `import { add, sign } from "../src/math";\n\n${body}\n`,
});
const SHARP =
  'test("all", () => { expect(add(1, 2)).toBe(3); expect([-2, -1, 0, 1, 2].map(sign)).toEqual([-1, -1, 0, 1, 1]); });';

table("mutation", [
  [
    "passed",
    "tests that notice every mutant",
    { task: tests, change: file(SHARP), setting: { level: "required", minScore: 80 } },
    { figures: expect.objectContaining({ timed_out: 0 }) },
  ],
  [
    "failed",
    "tests that pass whatever the code does",
    {
      task: tests,
      change: file('test("calls", () => { expect(typeof add).toBe("function"); expect(sign).toBeDefined(); });'),
    },
    {
      diagnostics: [expect.objectContaining({ code: "passes-without-body", path: "test/more.test.ts" })],
    },
  ],
  [
    "failed",
    "a second file whose tests pass whatever the code does, beside a good one",
    {
      task: task("tests", "src/math.ts", "test/more.test.ts", "test/second.test.ts"),
      change: {
        ...file(SHARP),
        "test/second.test.ts":
          'import { add } from "../src/math";\n\ntest("calls", () => { expect(typeof add).toBe("function"); });\n',
      },
    },
    { diagnostics: [expect.objectContaining({ code: "passes-without-body", path: "test/second.test.ts" })] },
  ],
  [
    "failed",
    "fewer than the policy asks for, with the survivors",
    {
      task: tests,
      change: file('test("adds", () => { expect(add(1, 2)).toBe(3); });'),
      setting: { level: "required", minScore: 60 },
    },
    {
      diagnostics: expect.arrayContaining([
        expect.objectContaining({ code: "min-score" }),
        expect.objectContaining({ code: "survived", path: "src/math.ts" }),
      ]),
    },
  ],
  [
    "failed",
    "a test that passes with the function's body taken out",
    {
      task: tests,
      change: file(`${SHARP}\ntest("is called", () => { add(1, 2); expect(typeof add).toBe("function"); });`),
    },
    { diagnostics: [expect.objectContaining({ code: "passes-without-body" })] },
  ],
  [
    "skipped",
    "a runner in which mutants cannot be switched",
    { task: tests, change: file(SHARP), commands: { test: { run: "npx ava", format: "tap" } } },
    { reason: expect.stringContaining("no runner") },
  ],
  [
    "errored",
    "tests that fail on the unchanged target",
    { task: tests, change: file('test("wrong", () => { expect(add(1, 2)).toBe(4); });') },
    { remedy: expect.stringContaining("gates.mutation") },
  ],
]);
