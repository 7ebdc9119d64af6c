import type { RepoPath } from "../../domain/repo-path.ts";
import { HANG_MS, harnessHead, type HarnessPlan } from "./harness-head.ts";
import type { KnownRunner } from "./runner-line.ts";

/** A file that is laid beside a test file while mutants are tried. */
export interface HarnessFile {
  readonly path: string;
  readonly text: string;
}

/** Loads all but packages anew. */
const FORGET =
  'for (const key of Object.keys(require.cache)) if (!key.includes("node_modules") && key !== __filename) delete require.cache[key];';

/**
 * A test file that is imported registers its tests where mocha's globals put them: these put them under their mutant.
 * The target stays loaded; a mutant is on while its tests run.
 */
const MOCHA_MODULES = `
const real = { describe: globalThis.describe, it: boundedTest(globalThis.it), test: boundedTest(globalThis.it) };
const within = (id, title, body) =>
  real.describe("mutant " + id + ": " + title, function () {
    before(() => begin(id));
    // A mutant has as many of these as the file has suites: none of them is its end.
    after(() => (whole.includes(id) ? finish(id) : end()));
    const own = { describe: globalThis.describe, it: globalThis.it, test: globalThis.test };
    Object.assign(globalThis, real);
    body.call(this);
    Object.assign(globalThis, own);
  });
const suite = (id) => Object.assign((title, body) => within(id, title, body), { skip: real.describe.skip, only: real.describe });
const alone = (id) => Object.assign((title, body) => within(id, "", () => real.it(title, body)), { skip: real.it.skip, only: real.it });
`;

/** A sibling of a test file that the runner takes for a test as well. */
export function harnessPath(testPath: RepoPath): string {
  const slash = testPath.lastIndexOf("/") + 1;
  const base = testPath.slice(slash);
  const marked = base.replace(/\.(?=(?:test|spec)\.)/u, ".assay-mutants.");
  return `${testPath.slice(0, slash)}${marked === base ? `assay-mutants-${base}` : marked}`;
}

/** Registers the tests of a mutant; `id` is in scope. */
function registered(load: string): string {
  return `
  if (isLate(id, 0.5)) continue;
  describe("mutant " + id + ":", ${load.includes("await") ? "async " : ""}() => {
    before(() => begin(id));
    after(() => finish(id));
    begin(id);
    try {
      ${load}
    } catch (error) {
      realTest("loads", () => broken(id, error));
    }
    end();
  });
`;
}

/** Behind the head: names of hooks and tests, then one pass for each mutant. */
function bodyText(runner: KnownRunner, file: string, modules: "esm" | "commonjs"): string {
  const again = `await import(${file} + "?mutant=" + id);`;
  const anew = registered(modules === "esm" ? again : `${FORGET} require(${file});`);
  switch (runner) {
    case "jest": {
      const isolated = registered(`jest.isolateModules(() => { require(${file}); });`);
      return `const [before, after, realTest] = [beforeAll, afterAll, test];
jest.setTimeout(${HANG_MS + 2_000});
globalThis.it = globalThis.test = boundedTest(realTest);
for (const id of ids) {${isolated}}`;
    }
    case "vitest":
      return `vi.setConfig({ testTimeout: ${HANG_MS} });
for (const id of ids) {${registered(`vi.resetModules(); await import(${file});`)}}`;
    case "mocha":
      if (modules === "esm")
        return `${MOCHA_MODULES}for (const id of ids) {
  if (isLate(id, 0.5)) continue;
  Object.assign(state, { id, count: 0 });
  globalThis.describe = suite(id);
  globalThis.it = globalThis.test = alone(id);
  ${again}
}
Object.assign(globalThis, real);`;
      return `const realTest = it;
globalThis.it = globalThis.test = boundedTest(realTest);
for (const id of ids) {${anew}}`;
    case "node":
      return `for (const id of ids) {${anew}}`;
  }
}

function importsText(runner: KnownRunner, modules: "esm" | "commonjs"): string {
  if (runner === "vitest")
    return 'import { afterAll as after, beforeAll as before, describe, test as realTest, vi } from "vitest";\n';
  if (runner !== "node") return "";
  return modules === "esm"
    ? 'import { after, before, describe, test as realTest } from "node:test";\n'
    : 'const { after, before, describe, test: realTest } = require("node:test");\n';
}

/**
 * A test file that runs the tests of another once for every mutant, in one process: each time both files are loaded
 * anew with the mutant switched on, while they are loaded and while their tests run. Jest's native modules take more than
 * one file: see `jest-modules-harness.ts`.
 */
export function harnessText(
  runner: KnownRunner,
  testPath: RepoPath,
  { modules, ...plan }: HarnessPlan & { readonly modules: "esm" | "commonjs" },
): string {
  const file = JSON.stringify(`./${testPath.slice(testPath.lastIndexOf("/") + 1)}`);
  const [imports, head] = [importsText(runner, modules), harnessHead(plan)];
  return `// @ts-nocheck\n/* eslint-disable */\n${imports}${head}${bodyText(runner, file, modules)}\n`;
}
