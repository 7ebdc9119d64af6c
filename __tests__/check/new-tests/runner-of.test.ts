import { describe, expect, test } from "@jest/globals";
import { runnerOf } from "../../../src/check/new-tests/runner-of.ts";

const scripts = {
  test: "jest",
  unit: "NODE_ENV=test mocha --recursive",
  esm: "node --experimental-vm-modules node_modules/jest/bin/jest.js",
  env: "cross-env CI=1 vitest run",
  local: "./node_modules/.bin/jest",
  both: "eslint . && jest",
  built: "jest",
  prebuilt: "tsc",
  make: "make check",
};
const tools = {
  read: (path: string) => Promise.resolve(path === "package.json" ? JSON.stringify({ scripts }) : undefined),
};

describe("the runner of a test command", () => {
  test.each([
    ["npx jest --ci", "jest", "npx jest --ci"],
    ["npm test", "jest", "npx jest"],
    ["npm t", "jest", "npx jest"],
    ["npm test -- --ci", "jest", "npx jest --ci"],
    ["yarn test --ci", "jest", "npx jest --ci"],
    ["npm run unit", "mocha", "NODE_ENV=test npx mocha --recursive"],
    ["pnpm esm", "jest", "node --experimental-vm-modules node_modules/jest/bin/jest.js"],
    ["npm run env", "vitest", "npx cross-env CI=1 vitest run"],
    ["npm run local", "jest", "./node_modules/.bin/jest"],
  ])("%s is %s: %s", async (line, runner, direct) => {
    expect(await runnerOf(line, tools)).toEqual({ line: direct, runner });
  });

  test.each([
    "npm run both",
    "npm run built",
    "npm run make",
    "npm run nothing",
    "make check",
    "sh test.sh",
    undefined,
  ])("%s names none", async (line) => {
    expect(await runnerOf(line, tools)).toBeUndefined();
  });

  test("a package.json that is none names none", async () => {
    expect(await runnerOf("npm test", { read: () => Promise.resolve("{") })).toBeUndefined();
    expect(await runnerOf("npm test", { read: () => Promise.resolve(undefined) })).toBeUndefined();
  });
});
