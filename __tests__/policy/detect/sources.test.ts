import { describe, expect, test } from "@jest/globals";
import { FACT_FILES } from "../../../src/policy/detect/project.ts";
import { detectIn } from "./facts.ts";

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
    expect(detectIn(manifest, files).packageManager).toEqual(expected);
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
    expect(detectIn(manifest, [], texts).license).toEqual(expected);
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
    const { sources } = detectIn(undefined, files);
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
    expect(detectIn(undefined, files).tests).toEqual({
      templates: [template],
      ...(from === undefined ? {} : { from }),
    });
  });
});
