import vm from "node:vm";
import { describe, expect, test } from "@jest/globals";
import { findRepairs } from "../../../../src/code/repair/find-candidates.ts";
import { toRepoPath } from "../../../../src/domain/repo-path.ts";
import { searchSlowly } from "../../../../src/propose/embedded/repair/search-slowly.ts";
import type { Search, SearchedFile } from "../../../../src/propose/embedded/repair/search.ts";
import { fakeWorkspace, fixRequest } from "../../../run/fakes.ts";

const SUM = "function sum(list) { let all = 1; for (const n of list) all += n; return all; }\n";
const BOTH = `${SUM}function biggest(list) { let best = 0; for (const n of list) if (n < best) best = n; return best; }\n`;
const CHECK = `
if (sum([1, 2]) !== 3 || sum([]) !== 0) throw "the sum is wrong: " + sum([1, 2]);
if (typeof biggest === "function" && (biggest([1, 3, 2]) !== 3 || biggest([1]) !== 1)) throw "the greatest is wrong: " + biggest([1, 3, 2]);
`;

/** Looks for what makes a script green that stops at the first thing that is wrong. */
async function search(
  text: string,
  budgetMs: number,
  isSound = (): boolean => true,
): Promise<Pick<Search, "patches" | "mistakes" | "tried" | "ms"> & { readonly runs: number }> {
  const path = toRepoPath("src/a.js");
  if (!path.ok) throw new Error(path.problem);
  const file: SearchedFile = { path: path.path, text, candidates: findRepairs("src/a.js", text, { max: 2_000 }) };
  const workspace = fakeWorkspace(
    { "src/a.js": text },
    {
      run: () => {
        try {
          vm.runInNewContext(`${workspace.files.get("src/a.js") ?? text}\n${CHECK}`, {}, { timeout: 500 });
          return { durationMs: 1 };
        } catch (error) {
          return { end: { type: "exited", code: 1 }, stderr: String(error), durationMs: 1 };
        }
      },
    },
  );
  const request = fixRequest("src/a.js", workspace);
  const failing = { command: "sh check.sh", output: "", tests: [] };
  const found = await searchSlowly([file], failing, { request, budgetMs, skip: "none", isSound });
  return { ...found, runs: workspace.commands.length };
}

describe("one run of the command for each candidate", () => {
  test("gives all that make it green, not the first", async () => {
    const { patches, mistakes } = await search(SUM, 60);
    expect(mistakes).toBeUndefined();
    const texts = patches.map(({ after }) => after);
    expect(texts).toContain(SUM.replace("all = 1", "all = 0"));
    expect(texts).toContain(SUM.replace("all += n; return all", "all += n; return all - 1"));
  });

  test("has time for others only as long as a share of its own", async () => {
    const { patches, tried } = await search(SUM, 8);
    expect(patches).toHaveLength(1);
    expect(tried).toBeLessThan(8);
  });

  test("goes on behind what only gets further: several mistakes", async () => {
    const { patches, mistakes = [] } = await search(BOTH, 400);
    expect(patches).toEqual([]);
    expect(mistakes[0]).toHaveLength(1);
    expect(mistakes.map(([first]) => first?.after)).toEqual([
      BOTH.replace("all = 1", "all = 0"),
      BOTH.replace("n < best", "n > best"),
    ]);
    expect(mistakes[1]?.map(({ after }) => after)).toContain(BOTH.replace("n < best", "n >= best"));
  });

  test("costs no run for what the compiler has something against", async () => {
    expect(await search(SUM, 100, () => false)).toMatchObject({ patches: [], tried: 0, runs: 1 });
  });

  test("ends when its time is up", async () => {
    const { patches, tried, runs } = await search(BOTH.replace("all += n", "all += n * n"), 30);
    expect(patches).toEqual([]);
    expect(tried).toBeLessThan(40);
    expect(runs).toBe(tried + 1);
  });
});
