import vm from "node:vm";
import { describe, expect, test } from "@jest/globals";
import { findRepairs } from "../../../../src/code/repair/find-candidates.ts";
import { searchAtLoad, type LoadSearch } from "../../../../src/propose/embedded/repair/search-at-load.ts";
import type { SearchedFile } from "../../../../src/propose/embedded/repair/search.ts";
import { fakeWorkspace, fixRequest } from "../../../run/fakes.ts";
import { repoPath } from "../../temp-workspace.ts";

const TEXT =
  "const RATE = 3;\nconst OTHER = 7;\nfunction double(n) {\n  return n * RATE;\n}\nmodule.exports = { RATE, double };\n";

/** Looks for edits of what runs at load, where line 4 is run by what failed. */
async function search(
  budgetMs: number,
  {
    isSound = () => true,
    text = TEXT,
    command = "npx jest",
  }: { readonly isSound?: () => boolean; readonly text?: string; readonly command?: string } = {},
): Promise<LoadSearch & { readonly runs: number }> {
  const path = repoPath("src/a.js");
  const file: SearchedFile = { path, text, candidates: findRepairs(path, text, { max: 2_000 }) };
  const workspace = fakeWorkspace(
    { "src/a.js": text },
    {
      run: () => {
        const value: unknown = vm.runInNewContext(`const module = {};${workspace.files.get(path) ?? text}\ndouble(4)`);
        return value === 8 ? { durationMs: 1 } : { end: { type: "exited", code: 1 }, durationMs: 1 };
      },
    },
  );
  const request = { ...fixRequest("src/a.js", workspace), failing: { command, output: "", tests: [] } };
  const reached = [{ file: 0, line: 4, failed: 1, passed: 0 }];
  const failing = { command: "npx jest", output: "", tests: [] };
  const found = await searchAtLoad([file], [{ reached }], failing, { request, budgetMs, isSound });
  return { ...found, runs: workspace.commands.length };
}

describe("candidates of code that runs at load", () => {
  test("are tried where what failed may depend on them, and no others", async () => {
    const { patches, left, tried, runs } = await search(1_000);
    expect(patches.map(({ after }) => after)).toEqual([TEXT.replace("RATE = 3", "RATE = 2")]);
    expect(left).toBe(false);
    expect(runs).toBe(tried);
    const constants = findRepairs("src/a.js", TEXT, { max: 2_000 }).filter(({ when }) => when === "load");
    expect(tried).toBe(constants.filter(({ line }) => line === 1).length);
    expect(tried).toBeLessThan(constants.length);
  });

  test("are said to be left where the time was up", async () => {
    const { left, tried } = await search(1);
    expect(left).toBe(true);
    expect(tried).toBe(2);
  });

  test("cost no run where the runner's process could make their values anew", async () => {
    const text = TEXT.replace("{ RATE, double }", "{ double }");
    expect(await search(1_000, { text })).toMatchObject({ patches: [], tried: 0, left: false });
  });

  test("are left where a test stands in for the command", async () => {
    expect(await search(1_000, { command: "node --test" })).toMatchObject({ tried: 0, left: true, runs: 0 });
  });

  test("cost no run where the compiler has something against them", async () => {
    expect(await search(1_000, { isSound: () => false })).toMatchObject({
      patches: [],
      tried: 0,
      left: false,
      runs: 0,
    });
  });
});
