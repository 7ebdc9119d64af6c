import type { RepoPath } from "../../domain/repo-path.ts";
import { EMPTIED } from "../../code/mutate/emptied.ts";
import type { KnownRunner } from "./runner-line.ts";

/** A file that is laid beside a test file while mutants are tried. */
export interface HarnessFile {
  readonly path: string;
  readonly text: string;
}

/** Name in front of the tests of a mutant in the report. */
export function mutantSuite(id: number): string {
  return `mutant ${id}:`;
}

/** Loop turns and function entries of one mutant's tests after which it counts as endless. */
const TICKS = 3_000_000;

/** Milliseconds that one test of a mutant may take: it waits for something that never comes. */
export const HANG_MS = 4_000;

/** What the switched target asks for, and what begins and ends a mutant. */
export const HARNESS_HEAD = `
const state = { id: 0, ticks: 0, all: [0, ${EMPTIED}] };
globalThis.__assayActive = 0;
globalThis.__assayTick = () => {
  state.ticks += 1;
  if (state.ticks > ${TICKS}) throw new Error("endless");
};
globalThis.__assayHit = [];
const setReal = setTimeout;
let isNoticed = false;
/** A test that hangs has noticed its mutant; the others need not hang as well. */
const bounded = (body) => typeof body !== "function" || body.length > 0 ? body : async function () {
  if (isNoticed && !state.all.includes(state.id)) return;
  try {
    await Promise.race([
      body.call(this),
      new Promise((_, reject) => setReal(() => reject(new Error("endless: nothing settled")), ${HANG_MS}).unref?.()),
    ]);
  } catch (error) {
    isNoticed = String(error).includes("endless: nothing settled");
    throw error;
  }
};
const boundedTest = (real) => Object.assign((title, body, ...rest) => real(title, bounded(body), ...rest), real);
const begin = (id) => { state.id = id; isNoticed = false; globalThis.__assayActive = id; state.ticks = 0; };
const end = () => { globalThis.__assayActive = 0; };
`;

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
    after(end);
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

/**
 * A test file that runs the tests of another once for every mutant, in one process: each time both files are loaded
 * anew with the mutant switched on, while they are loaded and while their tests run. Jest's native modules take more than
 * one file: see `jest-modules-harness.ts`.
 */
export function harnessText(
  runner: KnownRunner,
  testPath: RepoPath,
  ids: readonly number[],
  modules: "esm" | "commonjs",
): string {
  const file = JSON.stringify(`./${testPath.slice(testPath.lastIndexOf("/") + 1)}`);
  const list = JSON.stringify(ids);
  const nocheck = "// @ts-nocheck\n/* eslint-disable */\n";
  const register = (load: string): string => `
  describe("mutant " + id + ":", ${load.includes("await") ? "async " : ""}() => {
    before(() => begin(id));
    after(end);
    begin(id);
    try {
      ${load}
    } catch (error) {
      test("loads", () => { throw error; });
    }
    end();
  });`;
  switch (runner) {
    case "jest":
      return `${nocheck}${HARNESS_HEAD}const [before, after] = [beforeAll, afterAll];\njest.setTimeout(${HANG_MS + 2_000});\nglobalThis.it = globalThis.test = boundedTest(test);\nfor (const id of ${list}) {${register(`jest.isolateModules(() => { require(${file}); });`)}\n}\n`;
    case "vitest":
      return `${nocheck}import { afterAll as after, beforeAll as before, describe, test, vi } from "vitest";\n${HARNESS_HEAD}vi.setConfig({ testTimeout: ${HANG_MS} });\nfor (const id of ${list}) {${register(`vi.resetModules(); await import(${file});`)}\n}\n`;
    case "mocha":
      if (modules === "esm")
        return `${nocheck}${HARNESS_HEAD}${MOCHA_MODULES}for (const id of ${list}) {
  globalThis.describe = suite(id);
  globalThis.it = globalThis.test = alone(id);
  await import(${file} + "?mutant=" + id);
}
Object.assign(globalThis, real);
`;
      return `${nocheck}${HARNESS_HEAD}const test = it;\nglobalThis.it = globalThis.test = boundedTest(test);\nfor (const id of ${list}) {${register(`${FORGET} require(${file});`)}\n}\n`;
    case "node":
      if (modules === "esm")
        return `${nocheck}import { after, before, describe, test } from "node:test";\n${HARNESS_HEAD}for (const id of ${list}) {${register(`await import(${file} + "?mutant=" + id);`)}\n}\n`;
      return `${nocheck}const { after, before, describe, test } = require("node:test");\n${HARNESS_HEAD}for (const id of ${list}) {${register(`${FORGET} require(${file});`)}\n}\n`;
  }
}
