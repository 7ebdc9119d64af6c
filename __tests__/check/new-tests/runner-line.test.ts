import { expect, test } from "@jest/globals";
import { knownRunner, variantLine } from "../../../src/check/new-tests/runner-line.ts";

const JEST =
  "npx jest --ci --json --outputFile={report} --coverage --coverageReporters=lcov --coverageDirectory={coverage} {tests}";

test("jest runs one file in random order, without coverage, in other surroundings", () => {
  expect(variantLine(JEST, "jest", { seed: 3, env: { TZ: "UTC" } }, ["tests/a b.test.ts"])).toBe(
    "TZ=UTC npx jest --ci --json --outputFile={report} --runTestsByPath 'tests/a b.test.ts' --randomize --seed=3",
  );
});

test("a name is taken word for word", () => {
  expect(variantLine("jest {tests}", "jest", { only: "f returns [1]" }, ["a.test.js"])).toContain(
    String.raw`--testNamePattern='^f returns \[1\]$'`,
  );
});

test("mocha sheds its coverage tool", () => {
  const line = "c8 --reporter=lcovonly --reports-dir={coverage} mocha --reporter=json";
  expect(variantLine(line, "mocha", {}, ["test/a.js"])).toBe("mocha --reporter=json test/a.js");
});

test.each([
  ["npx vitest run {tests}", "vitest"],
  ["node node_modules/jest/bin/jest.js", "jest"],
  ["mocha", "mocha"],
  ["node --test", "node"],
  ["tsx --test --test-reporter=tap {tests}", "node"],
  ["make check", undefined],
])("%s names %s", (line, runner) => {
  expect(knownRunner(line)).toBe(runner);
});
