import { expect } from "@jest/globals";
import { task } from "../subjects.ts";
import { MATH_TEST, table } from "./gate-table.ts";

const tests = task("tests", "src/math.ts", "test/math.test.ts");

table("coverage", [
  [
    "failed",
    "new tests that run nothing that was not run before",
    {
      task: tests,
      setting: { level: "required", minDelta: 0 },
      change: { "test/math.test.ts": `${MATH_TEST}\ntest("adds again", () => {\n  expect(add(2, 2)).toBe(4);\n});\n` },
    },
    {
      figures: expect.objectContaining({ lines_before: 83.33, lines_after: 83.33, delta: 0 }),
      diagnostics: [
        expect.objectContaining({
          code: "no-rise",
          message: expect.stringMatching(/: 83\.33 % of its lines are covered, 50 % of its branches$/u),
        }),
      ],
    },
  ],
  [
    "passed",
    "the same where the policy lets coverage fall",
    {
      task: tests,
      setting: { level: "required", minDelta: -1 },
      change: { "test/math.test.ts": `${MATH_TEST}\ntest("adds again", () => {\n  expect(add(2, 2)).toBe(4);\n});\n` },
    },
    { figures: expect.objectContaining({ delta: 0 }) },
  ],
  [
    "passed",
    "new tests of a target that was covered whole",
    {
      task: task("tests", "src/text.ts", "test/text.test.ts"),
      base: {
        "test/text.test.ts":
          'import { shout } from "../src/text";\n\ntest("shouts", () => {\n  expect(shout("hey")).toBe("HEY!");\n});\n',
      },
      change: {
        "test/text.test.ts":
          'import { shout } from "../src/text";\n\ntest("shouts", () => {\n  expect(shout("a")).toBe("A!");\n});\n',
      },
    },
    { figures: expect.objectContaining({ lines_before: 100, delta: 0 }) },
  ],
]);
