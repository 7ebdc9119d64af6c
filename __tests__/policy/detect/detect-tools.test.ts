import { describe, expect, test } from "@jest/globals";
import { detectTools } from "../../../src/policy/detect/detect-tools.ts";
import type { Detected } from "../../../src/policy/detect/detect-tools.ts";
import { FACT_FILES } from "../../../src/policy/detect/project.ts";

/** A repository of the named files; a package.json given as data is among them. */
function detect(
  manifest: object | undefined,
  files: readonly string[] = [],
  texts: Readonly<Record<string, string>> = {},
): Detected {
  const all = { ...texts, ...(manifest === undefined ? {} : { "package.json": JSON.stringify(manifest, null, "\t") }) };
  return detectTools({ paths: new Set([...files, ...Object.keys(all)]), texts: new Map(Object.entries(all)) });
}

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
    ["oxlint", dev("oxlint"), [], { lint: "oxlint {files}" }],
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
    ["mocha", dev("mocha"), [], { test: "mocha {tests}" }],
    [
      "mocha with c8",
      dev("mocha", "c8"),
      [],
      { test: "mocha {tests}", coverage: "c8 --reporter=lcov --reports-dir={coverage} mocha {tests}" },
    ],
    [
      "mocha with nyc",
      dev("mocha", "nyc"),
      [],
      { test: "mocha {tests}", coverage: "nyc --reporter=lcov --report-dir={coverage} mocha {tests}" },
    ],
    [
      "node:test",
      { scripts: { test: "node --import tsx --test --watch 'x'".replace(" 'x'", " test/*.ts") } },
      [],
      {
        test: "node --import tsx --test {tests}",
        coverage:
          "node --import tsx --test --experimental-test-coverage --test-reporter=lcov --test-reporter-destination={coverage}/lcov.info {tests}",
      },
    ],
    ["a test script with two commands", { scripts: { test: "node --test && rm x" } }, [], {}],
    ["another test script", { scripts: { test: "node test.js --test" } }, [], {}],
    ["vitest and jest: coverage by the one that tests", dev("vitest", "jest"), [], { test: `${VITEST} {tests}` }],
  ])("%s", (_, manifest, files, expected) => {
    const { commands } = detect(manifest, files);
    expect(Object.fromEntries(Object.entries(commands).map(([name, found]) => [name, found.command.run]))).toEqual(
      expected,
    );
  });

  test("say what they were told from, how to read them and how to mend", () => {
    const { commands } = detect(dev("eslint", "prettier", "jest"), ["eslint.config.js"]);
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
    expect(detect(dev("typescript"), [], { "tsconfig.json": text }).commands.types?.command.run).toBe(
      "tsc --build --noEmit --pretty false",
    );
  });

  test("a part that biome.json switches off is not used", () => {
    const text = '{ "linter": { "enabled": false }, "formatter": { "enabled": true } }';
    expect(Object.keys(detect(dev("@biomejs/biome"), [], { "biome.json": text }).commands)).toEqual(["format"]);
    expect(Object.keys(detect(dev("@biomejs/biome"), [], { "biome.json": "{ // comment\n}" }).commands)).toEqual([
      "lint",
      "format",
    ]);
  });

  test.each([
    [dev("eslint"), [], "eslint is declared, but has no configuration"],
    [dev("eslint=10"), [".eslintrc"], "eslint 10 no longer reads .eslintrc"],
    [dev("typescript"), [], "there is no tsconfig.json"],
    [dev("vitest"), [], "@vitest/coverage-v8"],
    [dev("mocha"), [], "c8"],
    [dev("vitest", "jest"), [], "jest could serve `test`, too; vitest does"],
  ])("what is not used is noted: %j", (manifest, files, note) => {
    expect(detect(manifest, files).notes.join("\n")).toContain(note);
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

describe("package manager", () => {
  test.each<[string, object | undefined, string[], unknown]>([
    ["no package", undefined, [], undefined],
    ["npm", {}, ["package-lock.json"], { name: "npm", from: "package-lock.json", install: ["npm ci"] }],
    ["no lockfile", {}, [], { name: "npm", from: "package.json, without a lockfile", install: ["npm install"] }],
    [
      "pnpm",
      {},
      ["pnpm-lock.yaml"],
      { name: "pnpm", from: "pnpm-lock.yaml", install: ["corepack enable", "pnpm install --frozen-lockfile"] },
    ],
    ["yarn 1", {}, ["yarn.lock"], { name: "yarn", from: "yarn.lock", install: ["yarn install --frozen-lockfile"] }],
    [
      "yarn 4",
      { packageManager: "yarn@4.1.0" },
      ["yarn.lock"],
      { name: "yarn", from: "yarn.lock", install: ["corepack enable", "yarn install --immutable"] },
    ],
    [
      "yarn with its file",
      {},
      ["yarn.lock", ".yarnrc.yml"],
      { name: "yarn", from: "yarn.lock", install: ["corepack enable", "yarn install --immutable"] },
    ],
    [
      "bun",
      {},
      ["bun.lock"],
      { name: "bun", from: "bun.lock", install: ["npm install --global bun@1", "bun install --frozen-lockfile"] },
    ],
    [
      "two lockfiles",
      { packageManager: "pnpm@9" },
      ["package-lock.json", "pnpm-lock.yaml"],
      { name: "pnpm", from: "pnpm-lock.yaml", install: ["corepack enable", "pnpm install --frozen-lockfile"] },
    ],
    [
      "only the field",
      { packageManager: "pnpm@9" },
      [],
      {
        name: "pnpm",
        from: "package.json packageManager",
        install: ["corepack enable", "pnpm install --frozen-lockfile"],
      },
    ],
  ])("%s", (_, manifest, files, expected) => {
    expect(detect(manifest, files).packageManager).toEqual(expected);
  });
});

describe("license", () => {
  test.each([
    [{ license: "MIT" }, {}, { spdx: "MIT", from: "package.json license" }],
    [{ license: "(MIT OR Apache-2.0)" }, {}, { spdx: "(MIT OR Apache-2.0)", from: "package.json license" }],
    [{ license: "UNLICENSED" }, {}, undefined],
    [
      { license: "SEE LICENSE IN LICENSE" },
      { LICENSE: "Apache License\n   Version 2.0, January 2004" },
      { spdx: "Apache-2.0", from: "LICENSE" },
    ],
    [
      {},
      { "LICENSE.md": "Permission is hereby granted, free of charge, to any person obtaining a copy" },
      { spdx: "MIT", from: "LICENSE.md" },
    ],
    [{}, { COPYING: "GNU GENERAL PUBLIC LICENSE\n Version 3" }, { spdx: "GPL-3.0-only", from: "COPYING" }],
    [{}, { LICENSE: "All rights reserved" }, undefined],
  ])("%j %j", (manifest, texts: Record<string, string>, expected) => {
    expect(detect(manifest, [], texts).license).toEqual(expected);
  });

  test("its files are among those whose text is asked for", () => {
    expect(FACT_FILES).toEqual(
      expect.arrayContaining(["package.json", "tsconfig.json", "biome.json", "LICENSE", "COPYING"]),
    );
  });
});

describe("sources and tests", () => {
  test.each([
    [["src/a.ts"], ["**/*.ts"], "src/a.ts"],
    [["lib/a.mjs"], ["**/*.mjs"], "lib/a.mjs"],
    [["tsconfig.json", "lib/a.js"], ["**/*.ts", "**/*.js"], "tsconfig.json and lib/a.js"],
    [[], ["**/*.ts", "**/*.js"], undefined],
    [["types/x.d.ts", "jest.config.ts"], ["**/*.ts", "**/*.js"], undefined],
  ])("sources of %j", (files, globs, from) => {
    const { sources } = detect(undefined, files);
    expect(sources.globs).toEqual(
      expect.arrayContaining([...globs, "!**/*.d.ts", "!**/*.test.*", "!**/node_modules/**"]),
    );
    expect(sources.globs.includes("**/*.js")).toBe(globs.some((glob) => glob.endsWith("js")));
    expect(sources.from).toBe(from);
  });

  test.each([
    [[], "{dir}/{name}.test.{ext}", undefined],
    [["__tests__/a.test.ts"], "{dir}/__tests__/{name}.test.{ext}", "__tests__/a.test.ts"],
    [["src/a.spec.ts", "src/a.ts"], "{dir}/{name}.spec.{ext}", "src/a.spec.ts"],
    [["lib/a.test.js"], "{dir}/{name}.test.{ext}", "lib/a.test.js"],
    [["test/a.test.js"], "test/{name}.test.{ext}", "test/a.test.js"],
    [["tests/a.spec.js"], "tests/{name}.spec.{ext}", "tests/a.spec.js"],
  ])("tests of %j go to %s", (files, template, from) => {
    expect(detect(undefined, files).tests).toEqual({ templates: [template], ...(from === undefined ? {} : { from }) });
  });
});
