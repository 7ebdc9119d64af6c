import { expect, test } from "@jest/globals";
import { repoPath } from "../../temp-workspace.ts";
import { toTestStyle } from "../../../../src/propose/embedded/tests/test-style.ts";

function styleOf(line: string, ...neighbours: readonly string[]): ReturnType<typeof toTestStyle> {
  return toTestStyle(
    { line, testPath: repoPath("a.test.ts"), target: repoPath("a.ts"), text: "", packageType: "module" },
    neighbours.map((text, index) => ({ path: `b${String(index)}.test.ts`, text })),
  );
}

const JEST = 'import { expect, test } from "@jest/globals";\nimport {\n  a,\n} from "../src/a.ts";\n';

test.each([
  ["what the line names wins", "jest --ci", ['import { test } from "node:test";\n'], "jest"],
  ["else what most neighbours import", "make test", ['import {\n  test,\n} from "node:test";\n', JEST, JEST], "jest"],
  ["or require", "make test", ["const { test } = require('node:test')\n"], "node"],
  [
    "a module that a test only has in its texts is not imported",
    "make test",
    [`${JEST}const FOUND = ["node:test", 'x from "vitest"'];\n`],
    "jest",
  ],
  ["where nobody says it, Jest", "make test", ["test();\n"], "jest"],
])("the runner: %s", (_, line, neighbours, runner) => {
  expect(styleOf(line, ...neighbours).runner).toBe(runner);
});

test.each([
  ["with the ending of the file", [JEST], "as-file"],
  ["without", ["var fs = require('fs'),\n    a = require('../a')\n"], "none"],
  ["with that of the compiled file", ['export * from "./a.js";\n'], "js"],
  [
    "what stands in texts says nothing",
    [`${JEST}const TEXTS = ["import a from './a'", "require('./b')", "require('./c')"];\n`],
    "as-file",
  ],
])("imports of sources: %s", (_, neighbours, specifier) => {
  expect(styleOf("jest", ...neighbours).specifier).toBe(specifier);
});

test.each([
  ["tests in TypeScript say nothing of JavaScript", "src/a.spec.ts", JEST, "commonjs"],
  ["tests in JavaScript do", "test/a.test.js", 'import { a } from "../src/a.js";\ntest();\n', "esm"],
])("the module system of a test: %s", (_, path, text, modules) => {
  const [testPath, target] = [repoPath("tests/a.test.js"), repoPath("build/a.js")];
  const hints = { line: "jest", testPath, target, text: "exports.a = 1;\n", packageType: "commonjs" } as const;
  expect(toTestStyle(hints, [{ path, text }]).modules).toBe(modules);
});
