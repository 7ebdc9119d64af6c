import { describe, expect, test } from "@jest/globals";
import { detectTools } from "../../../src/policy/detect/detect-tools.ts";
import { detectIn } from "./facts.ts";

function dev(...names: readonly string[]): { devDependencies: Record<string, string> } {
  return {
    devDependencies: Object.fromEntries(
      names.map((text): [string, string] => {
        const [name = "", range = "^1.0.0"] = text.split("=");
        return [name, range];
      }),
    ),
  };
}

const JEST =
  "jest --ci --json --outputFile={report} --coverage --coverageReporters=lcov --coverageDirectory={coverage} {tests}";
const MOCHA = "mocha --reporter=json --reporter-option=output={report} {tests}";
const C8 = `c8 --reporter=lcovonly --reports-dir={coverage} --temp-directory="$TMPDIR/c8" ${MOCHA}`;
const NYC = `nyc --cache=false --reporter=lcovonly --report-dir={coverage} --temp-dir="$TMPDIR/nyc" ${MOCHA}`;
const NODE_TEST =
  "node --import tsx --test --test-reporter=junit --test-reporter-destination={report} " +
  "--experimental-test-coverage --test-reporter=lcov --test-reporter-destination={coverage}";
const BUN_TEST =
  "bun test --reporter=junit --reporter-outfile={report} --coverage --coverage-reporter=lcov --coverage-dir={coverage}";
const VITEST = "vitest run --reporter=json --outputFile={report}";

describe("commands", () => {
  test.each<[string, object, string[], Record<string, string>]>([
    ["nothing", {}, [], {}],
    ["eslint, flat", dev("eslint"), ["eslint.config.mjs"], { lint: "eslint --format json {files}" }],
    ["eslint 8, legacy", dev("eslint=^8.57.0"), [".eslintrc.json"], { lint: "eslint --format json {files}" }],
    [
      "eslint 9, legacy",
      dev("eslint=~9.1.0"),
      [".eslintrc"],
      { lint: "ESLINT_USE_FLAT_CONFIG=false eslint --format json {files}" },
    ],
    ["eslint 10, legacy", dev("eslint=10.0.0"), [".eslintrc.cjs"], {}],
    [
      "eslint 8, in package.json",
      { ...dev("eslint=8"), eslintConfig: {} },
      [],
      { lint: "eslint --format json {files}" },
    ],
    ["eslint without a configuration", dev("eslint"), [], {}],
    ["a configuration without eslint", {}, ["eslint.config.js"], {}],
    ["biome", dev("@biomejs/biome"), [], { lint: "biome lint {files}", format: "biome format {files}" }],
    ["oxlint", dev("oxlint"), [], { lint: "oxlint --format=checkstyle {files}" }],
    [
      "biome from 2.4 on",
      dev("@biomejs/biome=^2.4.0"),
      [],
      {
        lint: "biome lint --reporter=checkstyle --max-diagnostics=none {files}",
        format: "biome format {files}",
      },
    ],
    [
      "eslint before biome and oxlint",
      dev("eslint", "oxlint", "@biomejs/biome"),
      ["eslint.config.ts"],
      { lint: "eslint --format json {files}", format: "biome format {files}" },
    ],
    [
      "prettier before biome",
      dev("prettier", "@biomejs/biome"),
      [],
      { lint: "biome lint {files}", format: "prettier --check {files}" },
    ],
    ["tsc", dev("typescript"), ["tsconfig.json"], { types: "tsc --noEmit --pretty false" }],
    ["typescript 7", dev("typescript=^7.0.0"), ["tsconfig.json"], { types: "tsc --noEmit --pretty false" }],
    [
      "the preview of typescript 7",
      dev("@typescript/native-preview"),
      ["tsconfig.json"],
      { types: "tsgo --noEmit --pretty false" },
    ],
    ["typescript without tsconfig.json", dev("typescript"), [], {}],
    ["tsconfig.json without typescript", {}, ["tsconfig.json"], {}],
    ["jest", dev("jest"), [], { test: JEST, coverage: JEST }],
    ["jest among the dependencies", { dependencies: { jest: "30" } }, [], { test: JEST, coverage: JEST }],
    [
      "jest with modules",
      { ...dev("jest"), scripts: { test: "node --experimental-vm-modules node_modules/jest/bin/jest.js" } },
      [],
      {
        test: `NODE_OPTIONS=--experimental-vm-modules ${JEST}`,
        coverage: `NODE_OPTIONS=--experimental-vm-modules ${JEST}`,
      },
    ],
    ["vitest", dev("vitest"), [], { test: `${VITEST} {tests}` }],
    [
      "vitest with coverage",
      dev("vitest", "@vitest/coverage-v8"),
      [],
      {
        test: `${VITEST} --coverage.enabled --coverage.reporter=lcov --coverage.reportsDirectory={coverage} {tests}`,
        coverage: `${VITEST} --coverage.enabled --coverage.reporter=lcov --coverage.reportsDirectory={coverage} {tests}`,
      },
    ],
    ["mocha", dev("mocha=^11.0.0"), [], { test: MOCHA }],
    ["an old mocha", dev("mocha=~9.1"), [], { test: "mocha {tests}" }],
    ["mocha with c8", dev("mocha=^11.0.0", "c8"), [], { test: C8, coverage: C8 }],
    ["mocha with nyc", dev("mocha=11", "nyc"), [], { test: NYC, coverage: NYC }],
    [
      "node:test",
      { scripts: { test: "node --import tsx --test --watch test/*.ts" } },
      [],
      { test: `${NODE_TEST} test/*.ts`, coverage: `${NODE_TEST} test/*.ts` },
    ],
    [
      "node:test without files",
      { scripts: { test: "node --import tsx --test" } },
      [],
      { test: `${NODE_TEST} {tests}`, coverage: `${NODE_TEST} {tests}` },
    ],
    ["bun test", { scripts: { test: "bun test --bail" } }, [], { test: BUN_TEST, coverage: BUN_TEST }],
    ["bun test of a longer name", { scripts: { test: "bun tests" } }, [], {}],
    [
      "node:test with an environment, quotes and another program",
      { scripts: { test: `cross-env NODE_ENV=test tsx --test "test/**/*.test.ts" 'x y.ts'` } },
      [],
      Object.fromEntries(
        ["test", "coverage"].map((name) => [
          name,
          `NODE_ENV=test tsx ${NODE_TEST.replace(/^node --import tsx /u, "")} "test/**/*.test.ts" 'x y.ts'`,
        ]),
      ),
    ],
    [
      "several runners: the one that the test script names",
      {
        ...dev("vitest", "jest", "mocha=11"),
        scripts: { test: "npm run build && node ./node_modules/mocha/bin/mocha.js" },
      },
      [],
      { test: MOCHA },
    ],
    ["a test script with two commands", { scripts: { test: "node --test && rm x" } }, [], {}],
    ["another test script", { scripts: { test: "node test.js --test" } }, [], {}],
    ["vitest and jest: coverage by the one that tests", dev("vitest", "jest"), [], { test: `${VITEST} {tests}` }],
  ])("%s", (_, manifest, files, expected) => {
    const { commands } = detectIn(manifest, files);
    expect(Object.fromEntries(Object.entries(commands).map(([name, found]) => [name, found.command.run]))).toEqual(
      expected,
    );
  });

  test("say what they were told from, how to read them and how to mend", () => {
    const { commands } = detectIn(dev("eslint", "prettier", "jest"), ["eslint.config.js"]);
    expect(commands.lint).toEqual({
      tool: "eslint",
      from: "package.json devDependencies.eslint and eslint.config.js",
      command: { run: "eslint --format json {files}", format: "eslint-json", fix: "eslint --fix {files}" },
    });
    expect(commands.format?.command).toEqual({
      run: "prettier --check {files}",
      format: "exit-code",
      fix: "prettier --write {files}",
    });
    expect(commands.test?.command.format).toBe("jest-json");
    expect(commands.coverage?.command).toEqual({ run: JEST, format: "lcov" });
  });

  test("a tsconfig.json that only points at projects is built", () => {
    const text = '{ // projects\n "files": [], "references": [{ "path": "./a" }] }';
    expect(detectIn(dev("typescript"), [], { "tsconfig.json": text }).commands.types?.command.run).toBe(
      "tsc --build --noEmit --pretty false",
    );
  });

  test("a part that biome.json switches off is not used", () => {
    const text = '{ "linter": { "enabled": false }, "formatter": { "enabled": true } }';
    expect(Object.keys(detectIn(dev("@biomejs/biome"), [], { "biome.json": text }).commands)).toEqual(["format"]);
    const withComments = '{\n  // why\n  "formatter": { "enabled": false }\n}';
    expect(Object.keys(detectIn(dev("@biomejs/biome"), [], { "biome.jsonc": withComments }).commands)).toEqual([
      "lint",
    ]);
    expect(Object.keys(detectIn(dev("@biomejs/biome"), [], { "biome.json": "{ // comment\n}" }).commands)).toEqual([
      "lint",
      "format",
    ]);
  });

  test("what a tool that serves nothing is short of is not noted", () => {
    expect(detectIn(dev("jest", "mocha")).notes.map(({ text }) => text)).toEqual([
      "mocha could serve `test`, too; jest does",
    ]);
  });

  test.each([
    [dev("eslint"), [], "eslint is declared, but has no configuration"],
    [dev("eslint=10"), [".eslintrc"], "eslint 10 no longer reads .eslintrc"],
    [dev("typescript"), [], "there is no tsconfig.json"],
    [dev("vitest"), [], "@vitest/coverage-v8"],
    [dev("mocha"), [], "c8"],
    [dev("vitest", "jest"), [], "jest could serve `test`, too; vitest does"],
    [{ scripts: { test: "tsc && node --test" } }, [], "runs node --test among other things"],
    [{ workspaces: ["packages/*"] }, [], "not detected (package.json workspaces): name them in commands"],
    [{}, ["pnpm-workspace.yaml"], "not detected (pnpm-workspace.yaml)"],
  ])("what is not used is noted: %j", (manifest, files, note) => {
    expect(
      detectIn(manifest, files)
        .notes.map(({ text }) => text)
        .join("\n"),
    ).toContain(note);
  });

  test.each([
    "",
    "not json",
    "[]",
    "null",
    "{",
    '{"devDependencies": []}',
    '{"devDependencies": {"jest": 1}}',
    "[".repeat(9_999),
  ])("a package.json of %j counts as empty", (text) => {
    const detected = detectTools({ paths: new Set(["package.json"]), texts: new Map([["package.json", text]]) });
    expect(detected.commands).toEqual({});
    expect(detected.license).toBeUndefined();
  });
});
