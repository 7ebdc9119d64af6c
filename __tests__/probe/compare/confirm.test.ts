import { expect, test } from "@jest/globals";
import { createBehaviourReader } from "../../../src/probe/compare/behaviour.ts";
import { confirm } from "../../../src/probe/compare/confirm.ts";
import type { ComparisonScene, VersionName } from "../../../src/probe/compare/pair.ts";
import type { CallPlan, CallRecord, Prober } from "../../../src/probe/types.ts";
import { repoPath } from "../plans.ts";

const MODULE = repoPath("src/a.ts");

function planOf(value: number): CallPlan {
  const args = [{ type: "primitive", value }] as const;
  return { module: MODULE, steps: [{ type: "call", on: { base: "exports", path: ["f"] }, args }] };
}

function recordOf(value: number | string): CallRecord {
  return { steps: [{ outcome: { type: "returned", value: { type: "primitive", value } } }], effects: {}, reached: [] };
}

/** What a call of `f` gives, by version and by how often that version ran it. */
type Answers = (argument: number, version: VersionName, times: number) => number | string;

function confirmAll(values: readonly number[], answer: Answers): ReturnType<typeof confirm> {
  let version: VersionName = "after";
  const times = new Map<string, number>();
  const run = (plans: readonly CallPlan[]): Promise<readonly CallRecord[]> =>
    Promise.resolve(
      plans.map((plan) => {
        const value = values.find((one) => JSON.stringify(planOf(one)) === JSON.stringify(plan)) ?? Number.NaN;
        const key = `${version} ${value}`;
        times.set(key, (times.get(key) ?? 0) + 1);
        return recordOf(answer(value, version, times.get(key) ?? 0));
      }),
    );
  const unused = (): Promise<never> => Promise.reject(new Error("nobody asks"));
  const others = { describe: unused, points: unused, judge: unused, standIns: unused, [Symbol.asyncDispose]: unused };
  const prober: Prober = { run, ...others };
  const scene: ComparisonScene = {
    workspace: { root: "", run: unused },
    module: MODULE,
    before: "",
    after: "",
    use: (name) => {
      version = name;
      return Promise.resolve();
    },
    inQuestion: () => true,
    signal: new AbortController().signal,
    used: () => 0,
    read: createBehaviourReader(new Map()),
  };
  const pairs = values.map((value) => {
    const [before, after] = [recordOf("seen"), recordOf("seen otherwise")];
    return { plan: planOf(value), before, after, verdict: "differs" } as const;
  });
  return confirm(prober, scene, pairs);
}

test("a difference that lasts is told as the call and what either version did, the shortest first", async () => {
  const found = await confirmAll([12_345, 7, 123], (value, version) => (version === "before" ? value : value + 1));
  expect(found).toMatchObject({ unsteady: 0, isCut: false });
  expect(found.differences.map(({ call, aspect, before, after }) => [call, aspect, before, after])).toEqual([
    ["f(7)", "outcome", "7", "8"],
    ["f(123)", "outcome", "123", "124"],
    ["f(12345)", "outcome", "12345", "12346"],
  ]);
});

test.each<readonly [string, VersionName]>([
  ["the untouched version", "before"],
  ["the changed version", "after"],
])("what %s does not do the same twice is no difference and is counted", async (_, unsteady) => {
  const found = await confirmAll([1, 2], (value, version, times) => (version === unsteady ? value + times : value));
  expect(found).toEqual({ differences: [], unsteady: 2, isCut: false });
});

test("what was left over from other calls is no difference", async () => {
  expect(await confirmAll([1], (value) => value)).toEqual({ differences: [], unsteady: 0, isCut: false });
});
