import { describe, expect, test } from "@jest/globals";
import type { RepairCandidate } from "../../../../src/code/repair/repair-candidate.ts";
import { isCertain, type Known } from "../../../../src/propose/embedded/repair/is-certain.ts";
import type { Patch } from "../../../../src/propose/embedded/repair/search.ts";
import { repoPath } from "../../../probe/plans.ts";

const edit: RepairCandidate = {
  id: 1,
  template: "operator",
  parts: [],
  prior: 0.5,
  line: 1,
  description: "",
  when: "call",
};

function patchOf(edits: number): Patch {
  const candidates = Array.from({ length: edits }, () => edit);
  return { file: { path: repoPath("a.js"), text: "", candidates: [] }, candidates, after: "", prior: 0.5 };
}

const sure: Known = { found: { end: "complete", patches: [patchOf(1), patchOf(1)] }, groups: 1 };

describe("whether a repair is certain", () => {
  test("one behaviour is left, everything had its turn, nothing is suspicious", () => {
    expect(isCertain(sure, { labels: [] })).toBe(true);
  });

  test.each<[string, Known]>([
    ["several behaviours", { ...sure, groups: 2 }],
    ["a search that ended early", { ...sure, found: { ...sure.found, end: "cut short" } }],
    ["several edits for one mistake", { ...sure, found: { ...sure.found, patches: [patchOf(2)] } }],
    [
      "several edits for one of several mistakes",
      { ...sure, found: { ...sure.found, patches: [], mistakes: [[patchOf(1)], [patchOf(2)]] } },
    ],
    [
      "more patches than are compared",
      { ...sure, found: { ...sure.found, patches: Array.from({ length: 61 }, () => patchOf(1)) } },
    ],
    [
      "a test that was written for it",
      {
        ...sure,
        reproduction: { path: patchOf(1).file.path, text: "", call: "f()", error: "TypeError" },
      },
    ],
  ])("not with %s", (_, known) => {
    expect(isCertain(known, { labels: [] })).toBe(false);
  });

  test("not with anything suspicious about it", () => {
    expect(isCertain(sure, { labels: ["only deletes"] })).toBe(false);
  });

  test("several mistakes of one edit each can be", () => {
    const found = { ...sure.found, patches: [], mistakes: [[patchOf(1)], [patchOf(1)]] };
    expect(isCertain({ ...sure, found }, { labels: [] })).toBe(true);
  });
});
