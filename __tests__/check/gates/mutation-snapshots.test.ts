import { expect } from "@jest/globals";
import { task } from "../subjects.ts";
import { table } from "./gate-table.ts";

const tests = task("tests", "src/math.ts", "test/more.test.ts");
const file = (body: string): Readonly<Record<string, string>> => ({
  "test/more.test.ts": `import { add } from "../src/math";\n\n${body}\n`,
});

table("mutation", [
  [
    "failed",
    "a test whose snapshot is written when it runs: it takes whatever the code gives",
    {
      task: tests,
      commands: { test: { run: "jest --ci=false --json --outputFile={report} {tests}", format: "jest-json" } },
      change: file('test("as recorded", () => { expect(add(1, 2)).toMatchSnapshot(); });'),
    },
    { diagnostics: [expect.objectContaining({ code: "passes-without-body" })] },
  ],
  [
    "passed",
    "a test with a snapshot that stands in it",
    { task: tests, change: file('test("as recorded", () => { expect(add(1, 2)).toMatchInlineSnapshot("3"); });') },
    { figures: expect.objectContaining({ killed: 2 }) },
  ],
]);
