import { describe, expect, test } from "@jest/globals";
import { findRepairs } from "../../../../src/code/repair/find-candidates.ts";
import { applyRepair } from "../../../../src/code/repair/repair-candidate.ts";
import { rank, scoreOf } from "../../../../src/propose/embedded/repair/choose.ts";
import type { Patch, Search } from "../../../../src/propose/embedded/repair/search.ts";
import { fakeWorkspace, fixRequest } from "../../../run/fakes.ts";
import { repoPath } from "../../temp-workspace.ts";

const TEXT = "function f(a, b) {\n  if (a > b) return a;\n  b += 1;\n  return b;\n}\n";

/** A patch of a file of its own, so that nothing has to be run to rank it. */
function patchOf(name: string, description: string, prior: number): Patch {
  const path = repoPath(name);
  const candidates = findRepairs(path, TEXT, { max: 20_000 });
  const candidate = candidates.find((one) => one.description === description);
  if (candidate === undefined) throw new Error(`no candidate ${description}`);
  const file = { path, text: TEXT, candidates };
  return { file, candidates: [candidate], after: applyRepair(TEXT, candidate.parts), prior };
}

async function ranked(...patches: readonly Patch[]): Promise<readonly string[]> {
  const search: Search = {
    files: patches.map(({ file }) => file),
    patches,
    calls: [],
    failing: [],
    suspects: [],
    tried: 1,
    ms: 1,
    how: "in the test runner's own process",
    end: "complete",
  };
  const found = await rank(search, fixRequest("src/a.js", fakeWorkspace({})));
  return found.map(({ patch }) => patch.file.path);
}

describe("plausible patches", () => {
  test("the likelier one comes first", async () => {
    const one = patchOf("a.js", "`a > b` → `a >= b`", 0.2);
    const other = patchOf("b.js", "`a > b` → `a >= b`", 0.8);
    expect(await ranked(one, other)).toEqual(["b.js", "a.js"]);
  });

  test("what smells of overfitting comes last, however likely it is", async () => {
    const deletes = patchOf("a.js", "`b += 1;` → nothing", 0.99);
    const constant = patchOf("b.js", "`a > b` → `true`", 0.99);
    const honest = patchOf("c.js", "`a > b` → `a >= b`", 0.01);
    const [first, ...others] = await ranked(deletes, constant, honest);
    expect(first).toBe("c.js");
    expect([...others].sort()).toEqual(["a.js", "b.js"]);
  });

  test("of two as likely, the one that writes less comes first", async () => {
    const long = patchOf("a.js", "`a > b` → `a > b && a.length === 0`", 0.3);
    const short = patchOf("b.js", "`a > b` → `a >= b`", 0.3);
    expect(await ranked(long, short)).toEqual(["b.js", "a.js"]);
  });

  test("of two that are alike, the one comes first that changes less beside the failing cases", () => {
    const patch = patchOf("a.js", "`a > b` → `a >= b`", 0.3);
    const scores = [0.1, 0.4, undefined, 0.9].map((changed) => scoreOf(patch, 0, changed));
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(new Set(scores).size).toBe(4);
    expect(scoreOf(patch, 0.6, 0.4)).toBeGreaterThan(scoreOf(patch, 0, 0.4));
  });
});
