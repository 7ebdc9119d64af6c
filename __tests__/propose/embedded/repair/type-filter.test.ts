import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { toRepoPath } from "../../../../src/domain/repo-path.ts";
import type { Patch } from "../../../../src/propose/embedded/repair/search.ts";
import { createTypeFilter, wellTyped } from "../../../../src/propose/embedded/repair/type-filter.ts";
import { fakeWorkspace } from "../../../run/fakes.ts";

function fileOf(name: string, text: string): Patch["file"] {
  const checked = toRepoPath(name);
  if (!checked.ok) throw new Error(checked.problem);
  return { path: checked.path, text, candidates: [] };
}

function patches(count: number): readonly Patch[] {
  const file = fileOf("a.ts", "");
  return Array.from({ length: count }, (_, index) => ({
    file,
    candidates: [],
    after: String(index),
    prior: 1 / (index + 1),
  }));
}

test("only well-typed patches are left, in their order", () => {
  const kept = wellTyped(patches(6), ({ after }) => Number(after) % 2 === 1);
  expect(kept.map(({ after }) => after)).toEqual(["1", "3", "5"]);
});

test("where none is well-typed all are left, for the gates to say so", () => {
  expect(wellTyped(patches(3), () => false)).toHaveLength(3);
});

test("the likeliest of many are checked, and the others are not needed", () => {
  let asked = 0;
  const kept = wellTyped(patches(250), () => (asked += 1) > 0);
  expect(asked).toBe(100);
  expect(kept).toHaveLength(100);
});

test("a patch is asked of the repository's own compiler, file by file; JavaScript is not", async () => {
  const root = mkdtempSync(path.join(tmpdir(), "assay-filter-"));
  try {
    const text = "export const f = (a: number): number => a + 1;\n";
    const options = { strict: true, noEmit: true, lib: ["es2022"], types: [] };
    writeFileSync(path.join(root, "tsconfig.json"), JSON.stringify({ compilerOptions: options, include: ["*.ts"] }));
    for (const name of ["a.ts", "b.ts"]) writeFileSync(path.join(root, name), text);
    const isSound = await createTypeFilter({ workspace: { ...fakeWorkspace({}), root } });
    const [a, b, js] = ["a.ts", "b.ts", "c.js"].map((name) => fileOf(name, text));
    if (a === undefined || b === undefined || js === undefined) throw new Error("there is no file");
    const [good, bad] = [text.replace("a + 1", "a - 1"), text.replace("a + 1", "a.length")];
    expect(isSound({ file: a, after: good })).toBe(true);
    expect(isSound({ file: a, after: bad })).toBe(false);
    expect(isSound({ file: a, after: good, beside: [{ file: b, candidates: [], after: bad }] })).toBe(false);
    expect(isSound({ file: js, after: bad })).toBe(true);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
