import type { RepoPath } from "../../domain/repo-path.ts";
import type { KnownRunner } from "./runner-line.ts";

/** Name in front of the tests of a mutant in the report. */
export function mutantSuite(id: number): string {
  return `mutant ${id}:`;
}

/** Loop turns and function entries of one mutant's tests after which it counts as endless. */
const TICKS = 3_000_000;

/** What the switched target asks for, and what begins and ends a mutant. */
const HEAD = `
const state = { id: 0, ticks: 0 };
globalThis.__assayActive = 0;
globalThis.__assayTick = () => {
  state.ticks += 1;
  if (state.ticks > ${TICKS}) throw new Error("endless");
};
globalThis.__assayHit = [];
const begin = (id) => { globalThis.__assayActive = id; state.ticks = 0; };
const end = () => { globalThis.__assayActive = 0; };
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
 * anew with the mutant switched on, while they are loaded and while their tests run. Undefined for runners that it
 * cannot be written for.
 */
export function harnessText(
  runner: KnownRunner,
  testPath: RepoPath,
  ids: readonly number[],
  modules: "esm" | "commonjs",
): string | undefined {
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
      if (modules === "esm") return undefined;
      return `${nocheck}${HEAD}const [before, after] = [beforeAll, afterAll];\nfor (const id of ${list}) {${register(`jest.isolateModules(() => { require(${file}); });`)}\n}\n`;
    case "vitest":
      return `${nocheck}import { afterAll as after, beforeAll as before, describe, test, vi } from "vitest";\n${HEAD}for (const id of ${list}) {${register(`vi.resetModules(); await import(${file});`)}\n}\n`;
    case "mocha":
      if (modules === "esm") return undefined;
      return `${nocheck}${HEAD}const test = it;\nfor (const id of ${list}) {${register(`for (const key of Object.keys(require.cache)) if (!key.includes("node_modules") && key !== __filename) delete require.cache[key]; require(${file});`)}\n}\n`;
    case "node":
      return undefined;
  }
}
