import { expect, test } from "@jest/globals";
import { toRepoPath } from "../../../../src/domain/repo-path.ts";
import type { Patch } from "../../../../src/propose/embedded/repair/search.ts";
import { wellTyped } from "../../../../src/propose/embedded/repair/type-filter.ts";

function patches(count: number): readonly Patch[] {
  const path = toRepoPath("a.ts");
  if (!path.ok) throw new Error(path.problem);
  const file = { path: path.path, text: "", candidates: [] };
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
