import { expect, test } from "@jest/globals";
import type { EntryPoint } from "../../../../src/probe/explore/entry-points.ts";
import { toPlan, type Trial } from "../../../../src/probe/explore/plans.ts";
import { ownersOf } from "../../../../src/propose/embedded/tests/owners.ts";
import { repoPath } from "../../temp-workspace.ts";

function entry(name: string, start: number, end: number): EntryPoint {
  const literals = { strings: [], numbers: [], matching: [], names: [] };
  const base = { name, type: "function", path: [name], parameters: [], result: "plain", literals } as const;
  return { ...base, returns: { type: "unknown" }, range: { start, end } };
}

function trialOf(point: EntryPoint, ...reached: readonly number[]): Trial {
  const scenario = { makers: [], before: [], call: { point, args: [] } };
  return { scenario, ...toPlan(repoPath("a.js"), scenario), record: { steps: [], effects: {}, reached } };
}

test("code belongs to the innermost entry point that reaches it; what only others reach is anybody's", () => {
  const [outer, inner, other] = [entry("outer", 0, 90), entry("inner", 10, 50), entry("other", 100, 120)];
  const point = (id: number, start: number) =>
    ({ id, type: "statement", start, end: start + 2, line: 1, endLine: 1 }) as const;
  const points = [point(0, 5), point(1, 20), point(2, 30), point(3, 110)];
  const trials = [trialOf(outer, 0, 1), trialOf(inner, 1), trialOf(other, 2)];
  expect([...ownersOf(points, [outer, inner, other], trials)]).toEqual([
    [0, outer],
    [1, inner],
  ]);
});
