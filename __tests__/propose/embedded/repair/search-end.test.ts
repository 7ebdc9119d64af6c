import { describe, expect, test } from "@jest/globals";
import type { RepairCandidate } from "../../../../src/code/repair/repair-candidate.ts";
import { endOf, mostOf } from "../../../../src/propose/embedded/repair/search-end.ts";

const ONE: RepairCandidate = {
  id: 1,
  template: "literal",
  parts: [],
  prior: 1,
  line: 1,
  description: "",
  when: "call",
};
const listOf = (length: number): { readonly candidates: readonly RepairCandidate[] } => ({
  candidates: Array.from({ length }, () => ONE),
});
const DONE = { left: false, escaped: false };

describe("how a search ended", () => {
  test.each([
    ["whole", [10, 10], [DONE, DONE], { single: 0, mistakes: 1 }, "complete"],
    ["some had no turn", [10], [DONE, { ...DONE, left: true }], { single: 0, mistakes: 1 }, "cut short"],
    ["out of reach", [10], [{ ...DONE, escaped: true }], { single: 0, mistakes: 1 }, "cut short"],
    ["candidates cut away", [mostOf(2), 10], [DONE], { single: 0, mistakes: 1 }, "cut short"],
    ["as many in one file of one", [mostOf(2)], [DONE], { single: 0, mistakes: 1 }, "complete"],
    ["a hunk taken back instead of one edit", [10], [DONE], { single: 1, mistakes: 1 }, "complete"],
    ["a hunk taken back instead of several edits", [10], [DONE], { single: 1, mistakes: 2 }, "cut short"],
    [
      "some that run at load had no turn",
      [10],
      [DONE],
      { single: 0, mistakes: 1, loading: { left: true } },
      "cut short",
    ],
    ["several mistakes", [10], [DONE], { single: 0, mistakes: 2 }, "complete"],
  ])("%s", (_, lengths, worked, found, end) => {
    expect(endOf(lengths.map(listOf), worked, { loading: { left: false }, ...found })).toBe(end);
  });
});
