import { expect } from "@jest/globals";
import { task } from "../subjects.ts";
import { table } from "./gate-table.ts";

const tests = task("tests", "src/math.ts", "test/more.test.ts");
const file = (body: string): Readonly<Record<string, string>> => ({
  "test/more.test.ts": `import { add, sign } from "../src/math";\n\n${body}\n`,
});
const SHARP =
  'test("all", () => { expect(add(1, 2)).toBe(3); expect([-2, -1, 0, 1, 2].map(sign)).toEqual([-1, -1, 0, 1, 1]); });';

/** Jest with native modules, in TypeScript. */
const NATIVE = {
  base: {
    "package.json": '{ "private": true, "type": "module" }\n',
    "jest.config.js": `export default {
  testEnvironment: "node",
  extensionsToTreatAsEsm: [".ts"],
  transform: { "\\\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "es6" } }] },
};\n`,
    "src/math.ts": `export const LIMIT = 10 * 2;

export function add(a: number, b: number): number {
  return a + b;
}

export function isSmall(value: number): boolean {
  return value < LIMIT;
}
`,
    "test/math.test.ts": null,
    "test/text.test.ts": null,
  },
  commands: {
    test: {
      run: "node --experimental-vm-modules node_modules/jest/bin/jest.js --json --outputFile={report} {tests}",
      format: "jest-json",
    },
  },
} as const;
const native = (body: string, imported = 'import { describe, expect, test } from "@jest/globals";\n') => ({
  "test/more.test.ts": `${imported}import { LIMIT, add, isSmall } from "../src/math.ts";\n\n${body}\n`,
});

table("mutation", [
  [
    "passed",
    "native modules of Jest: suites, hooks, tables, and code that runs when it is loaded",
    {
      task: tests,
      ...NATIVE,
      change: native(`let one = 0;
beforeEach(() => { one = 1; });
describe("add", () => {
  test.each([[1, 2, 3], [2, -2, 0]])("%d and %d", (a, b, sum) => { expect(add(a, b)).toBe(sum); });
  test("from a hook", () => { expect(add(one, one)).toBe(2); });
});
test("limit", async () => { expect(await Promise.resolve(LIMIT)).toBe(20); });
test("small", () => { expect([19, 20, 21].map(isSmall)).toEqual([true, false, false]); });`),
    },
    { figures: expect.objectContaining({ survived: 0, score: 100, mutants: 10 }) },
  ],
  [
    "failed",
    "native modules of Jest without an import of its functions: tests that notice nothing",
    {
      task: tests,
      ...NATIVE,
      change: native('test("is", () => { add(1, 2); expect(typeof add).toBe("function"); });', ""),
    },
    { diagnostics: [expect.objectContaining({ code: "passes-without-body" })] },
  ],
  [
    "failed",
    "StrykerJS's own limit and mutators, before the policy's",
    {
      task: tests,
      base: {
        "stryker.conf.json":
          '{ "mutate": ["src/**/*.{ts,tsx}", "!src/text.ts"], "mutator": { "excludedMutations": ["EqualityOperator", "UnaryOperator"] }, "thresholds": { "high": 90, "low": 80, "break": 95 } }',
      },
      change: file('test("adds", () => { expect(add(1, 2)).toBe(3); });'),
      setting: { level: "required", minScore: 1 },
    },
    {
      diagnostics: expect.arrayContaining([
        expect.objectContaining({
          message: expect.stringContaining("at least 95 % are asked for (thresholds.break of stryker.conf.json)"),
        }),
      ]),
      figures: expect.objectContaining({ mutants: 8 }),
    },
  ],
  [
    "skipped",
    "a file that StrykerJS's configuration, a program, leaves out; the runner is named by a script",
    {
      task: tests,
      base: {
        ".stryker.config.mjs":
          'const not = ["math"];\nexport default { mutate: ["src/*.ts", ...not.map((one) => `!src/${one}.ts`)] };\n',
        "package.json": '{ "private": true, "scripts": { "test": "npx jest" } }\n',
      },
      commands: { test: { run: "npm test", format: "exit-code" } },
      change: file(SHARP),
    },
    { reason: ".stryker.config.mjs leaves no small change of src/math.ts to be tried" },
  ],
  [
    "errored",
    "a configuration of StrykerJS that cannot be loaded",
    { task: tests, base: { "stryker.config.cjs": "module.exports = missing;\n" }, change: file(SHARP) },
    { reason: expect.stringContaining("missing is not defined"), remedy: expect.stringContaining("StrykerJS") },
  ],
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
    "passed",
    "new tests behind those of a file that notice the same, and are not counted",
    {
      task: tests,
      base: file(`${SHARP}\ntest("calls", () => { expect(typeof add).toBe("function"); });`),
      change: file(
        `${SHARP}\ntest("calls", () => { expect(typeof add).toBe("function"); });\n${SHARP.replace("all", "new")}`,
      ),
      setting: { level: "required", minScore: 80 },
    },
    { figures: expect.objectContaining({ timed_out: 0 }) },
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
    "passed",
    "a mutant that ends the process, and no test for half of the code",
    {
      task: tests,
      base: {
        "src/math.ts": `// Stryker disable all
export function isRow(text: string): boolean {
  // Stryker restore ConditionalExpression
  if (text.length > 20) return false;
  // Stryker disable all
  return /^(x+)+$/.test(text);
}
// Stryker restore all
export function unseen(a: number, b: number): number {
  return a * b - 2;
}
`,
        "test/math.test.ts": null,
      },
      change: {
        "test/more.test.ts": `import { isRow } from "../src/math";

${Array.from({ length: 60 }, (_, index) => `test("is a row of ${index}", () => { expect(isRow("x".repeat(${index % 20}))).toBe(${index % 20 > 0}); });`).join("\n")}
test("a long row", () => { expect(isRow("x".repeat(40) + "y")).toBe(false); });
`,
      },
    },
    { figures: expect.objectContaining({ timed_out: 1 }) },
  ],
  [
    "passed",
    "a promise that the emptied code leaves rejected, in more tests than go with all mutants at once",
    {
      task: tests,
      base: {
        "src/math.ts": `export async function orElse(given: Promise<number>, other: number): Promise<number> {
  return given.catch(() => (other > 2 ? other + 1 : other * 2 + 3));
}
`,
        "test/math.test.ts": null,
      },
      change: {
        "test/more.test.ts": `import { orElse } from "../src/math";

${Array.from({ length: 60 }, (_, index) => `test("goes on with ${index}", async () => { expect(await orElse(Promise.reject(new Error("broken")), ${index})).toBe(${index > 2 ? index + 1 : index * 2 + 3}); });`).join("\n")}
`,
      },
    },
    { figures: expect.objectContaining({ mutants: expect.any(Number), survived: 0 }) },
  ],
  [
    "errored",
    "no time for any mutant",
    { task: tests, change: file(SHARP), setting: { level: "required", seconds: 0 } },
    {
      reason: "no small change to src/math.ts could be tried in the time there is",
      remedy: "Raise gates.mutation.seconds",
    },
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
