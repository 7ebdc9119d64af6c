import { expect, jest, test } from "@jest/globals";
import { openRepairScene } from "./support/repair-scene.ts";

jest.setTimeout(240_000);

const MODULE = '{ "name": "r", "version": "1.0.0", "type": "module" }\n';
const COMMON = '{ "name": "r", "version": "1.0.0" }\n';
const BODY = `{
  const last = (page + 1) * size + 1;
  return items.slice(page * size, last);
}
`;
const CASES = [
  ["first page", "[1, 2, 3, 4, 5], 0, 2", "[1, 2]"],
  ["last page", "[1, 2, 3, 4, 5], 2, 2", "[5]"],
  ["single items", "[1, 2, 3], 1, 1", "[2]"],
] as const;

function tests(head: string, render: (args: string, expected: string) => string): string {
  return `${head}\n${CASES.map(([name, args, want]) => `test("${name}", () => {\n  ${render(args, want)}\n});\n`).join("")}`;
}

const toEqual = (args: string, want: string): string => `expect(pageOf(${args})).toEqual(${want});`;
const deepEqual = (args: string, want: string): string => `assert.deepStrictEqual(pageOf(${args}), ${want});`;

const RUNNERS: readonly (readonly [string, string, string, Readonly<Record<string, string>>])[] = [
  [
    "Vitest, TypeScript modules",
    "npx vitest run",
    "src/page.ts",
    {
      "package.json": MODULE,
      "src/page.ts": `export function pageOf(items: readonly number[], page: number, size: number): readonly number[] ${BODY}`,
      "test/page.test.ts": tests(
        'import { expect, test } from "vitest";\nimport { pageOf } from "../src/page.ts";',
        toEqual,
      ),
    },
  ],
  [
    "Mocha, CommonJS",
    "npx mocha",
    "src/page.js",
    {
      "package.json": COMMON,
      "src/page.js": `function pageOf(items, page, size) ${BODY}\nmodule.exports = { pageOf };\n`,
      "test/page.test.js": tests(
        'const assert = require("node:assert");\nconst { pageOf } = require("../src/page");\n// Suites are let go when they end.\nconst test = (name, fn) => describe("pages", () => { it(name, fn); });',
        deepEqual,
      ),
    },
  ],
  [
    "node:test, modules",
    "node --test",
    "src/page.js",
    {
      "package.json": MODULE,
      "src/page.js": `export function pageOf(items, page, size) ${BODY}`,
      "test/page.test.js": tests(
        'import assert from "node:assert";\nimport { test } from "node:test";\nimport { pageOf } from "../src/page.js";',
        deepEqual,
      ),
    },
  ],
];

test.each(RUNNERS)("candidates are tried in the runner's own process: %s", async (_, command, target, files) => {
  using scene = openRepairScene(files);
  const report = await scene.run(command);
  const [outcome] = report.outcomes;
  expect(outcome).toMatchObject({ type: "accepted", task: { target } });
  if (outcome?.type !== "accepted") return;
  expect(outcome.candidate.rationale).toMatch(/first page.*in the test runner's own process/su);
  expect(outcome.patch).toMatch(/^\+ {2}(?:const last =|return) .*;$/mu);
  expect(report.sum.find(({ gate }) => gate === "failing")?.status).toBe("passed");
});
