import { expect, test } from "@jest/globals";
import type { EntryPoint } from "../../../../src/probe/explore/entry-points.ts";
import { toPlan, type Trial } from "../../../../src/probe/explore/plans.ts";
import { fitting } from "../../../../src/propose/embedded/tests/fit-limits.ts";
import type { RenderedCase } from "../../../../src/propose/embedded/tests/render-file.ts";
import { repoPath } from "../../temp-workspace.ts";

const POINT: EntryPoint = {
  ...{ name: "f", type: "function", path: ["f"], parameters: [], returns: { type: "unknown" }, result: "plain" },
  literals: { strings: [], numbers: [], matching: [], names: [] },
};

function caseOf(suite: string, title: string, lines: number): RenderedCase {
  const scenario = { makers: [], before: [], call: { point: POINT, args: [] } };
  const trial: Trial = {
    ...{ scenario, record: { steps: [], effects: {}, reached: [] } },
    ...toPlan(repoPath("f.js"), scenario),
  };
  return { suite, title, trial, lines };
}

const SMALL = caseOf("a", "small", 4);
const LARGE = caseOf("a", "large", 40);
const RICH = caseOf("a", "rich", 8);
const OTHER = caseOf("b", "other", 5);
const ALL = [SMALL, LARGE, RICH, OTHER];
const WORTH = new Map([
  [SMALL.trial, 2],
  [LARGE.trial, 12],
  [RICH.trial, 9],
  [OTHER.trial, 0],
]);

test.each([
  ["all where there is room", 61, ["small", "large", "rich", "other"]],
  ["the best of each suite first, then what shows most for its lines", 21, ["small", "rich", "other"]],
  ["one of each suite where there is room for no more", 17, ["rich", "other"]],
  ["what there is room for", 7, ["other"]],
  ["nothing where there is room for nothing", 3, []],
] as const)("%s", (_, most, titles) => {
  const kept = fitting(ALL, WORTH, most);
  expect(ALL.filter(({ trial }) => kept.has(trial)).map(({ title }) => title)).toEqual(titles);
});
