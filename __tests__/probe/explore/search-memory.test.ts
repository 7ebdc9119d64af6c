import { describe, expect, test } from "@jest/globals";
import { repoPath } from "../../propose/temp-workspace.ts";
import { emptyArchive, keep } from "../../../src/probe/explore/archive.ts";
import type { EntryPoint } from "../../../src/probe/explore/entry-points.ts";
import { openEntries } from "../../../src/probe/explore/open-entries.ts";
import { toPlan, type Trial } from "../../../src/probe/explore/plans.ts";
import type { SerializedValue, ValueExpression } from "../../../src/probe/values.ts";

const literals = { strings: [], numbers: [], matching: [], names: [] };

function entryOf(name: string, range?: { readonly start: number; readonly end: number }): EntryPoint {
  return {
    ...{
      name,
      type: "function",
      path: [name],
      parameters: [],
      returns: { type: "unknown" },
      result: "plain",
      literals,
    },
    ...(range === undefined ? {} : { range }),
  };
}

function trialOf(
  point: EntryPoint,
  reached: readonly number[],
  value: SerializedValue,
  ...args: ValueExpression[]
): Trial {
  const scenario = { makers: [], before: [], call: { point, args } };
  const record = { steps: [{ outcome: { type: "returned", value } }], effects: {}, reached } as const;
  return { scenario, ...toPlan(repoPath("a.js"), scenario), record };
}

const callback = (...types: readonly ("returns" | "throws")[]): ValueExpression => ({
  type: "callback",
  behaviours: types.map((type) =>
    type === "throws"
      ? { type, error: { type: "primitive", value: 1 } }
      : { type, value: { type: "primitive", value: 1 } },
  ),
});

describe("what is kept", () => {
  const made: SerializedValue = { type: "function", name: "", kind: "function", arity: 0 };

  test("what something was made with tells makers apart, though they reach the same", () => {
    const archive = emptyArchive();
    const make = entryOf("make");
    for (let round = 0; round < 9; round += 1) keep(archive, trialOf(make, [1], made, callback("returns")));
    for (let round = 0; round < 9; round += 1) keep(archive, trialOf(make, [1], made, callback("throws")));
    expect(archive.trials.get(make)).toHaveLength(8);
  });

  test("what only a useless trial reaches is still looked for, though the trial is kept once", () => {
    const archive = emptyArchive();
    const make = entryOf("make");
    const bad = trialOf(make, [1, 2], made);
    const isGood = (trial: Trial): boolean => trial !== bad;
    expect(keep(archive, bad, isGood)).toBe(1);
    expect([...archive.reached]).toEqual([]);
    expect(keep(archive, bad, isGood)).toBe(0);
    expect(keep(archive, trialOf(make, [2], made), isGood)).toBe(1);
    expect([...archive.reached]).toEqual([2]);
    expect(archive.trials.get(make)).toContain(bad);
  });

  test("other ways to an object of a class are known by its name", () => {
    const archive = emptyArchive();
    const from = entryOf("from");
    keep(archive, trialOf(from, [1], { type: "instance", constructorName: "Cart", entries: [] }));
    keep(archive, trialOf(from, [2], { type: "primitive", value: 1 }));
    expect([...archive.instances].map(([name, { length }]) => [name, length])).toEqual([["Cart", 1]]);
  });
});

describe("where the search goes on", () => {
  const point = (id: number, start: number) =>
    ({ id, type: "statement", start, end: start + 1, line: 1, endLine: 1 }) as const;
  const [near, direct, round, idle] = [
    entryOf("near", { start: 0, end: 10 }),
    entryOf("direct", { start: 20, end: 30 }),
    entryOf("round", { start: 40, end: 50 }),
    entryOf("idle", { start: 60, end: 70 }),
  ];
  const entries = [near, direct, round, idle];
  const helper = { start: 100, end: 200 };
  const inputs = { functions: [helper].map((range) => ({ ...codeOf(), ...range })) };
  const answer: SerializedValue = { type: "primitive", value: 1 };

  function codeOf() {
    return { name: "helper", parameters: [], returns: { type: "unknown" }, literals } as const;
  }

  test("code of an entry point, and the shortest ways into helpers", () => {
    const points = [point(0, 5), point(1, 25), point(2, 45), point(3, 65), point(4, 110), point(5, 120)];
    const archive = emptyArchive();
    keep(archive, trialOf(direct, [1, 4], answer));
    keep(archive, trialOf(round, [1, 2, 4], answer));
    keep(archive, trialOf(idle, [3], answer));
    const open = openEntries({ points, entries, inputs }, archive);
    expect(open.near.map(({ name }) => name)).toEqual(["near", "direct", "round"]);
    expect(open.far).toEqual([]);
  });

  test("what an object does by itself is heard of by whoever listens to it", () => {
    const on: EntryPoint = { ...entryOf("near#on"), type: "method", member: "on", receiver: near, listens: "yes" };
    const other: EntryPoint = { ...on, name: "idle#on", receiver: idle };
    const open = openEntries({ points: [point(0, 5)], entries: [...entries, on, other], inputs }, emptyArchive());
    expect(open.near.map(({ name }) => name)).toEqual(["near", "near#on"]);
  });

  test("a function within an entry point's code is also tried by way of whoever calls it", () => {
    const inner = { functions: [{ start: 4, end: 8 }].map((range) => ({ ...codeOf(), ...range })) };
    const archive = emptyArchive();
    keep(archive, trialOf(round, [7], answer));
    const points = [point(7, 5), point(8, 6)];
    expect(openEntries({ points, entries, inputs: inner }, archive).near.map(({ name }) => name)).toEqual([
      "near",
      "round",
    ]);
  });

  test("a helper that nothing has entered may be reached from anywhere", () => {
    const archive = emptyArchive();
    const open = openEntries({ points: [point(0, 110)], entries, inputs }, archive);
    expect([open.near, open.far]).toEqual([[], entries]);
  });

  test("what stands outside of all functions is left alone, and nothing is left at the end", () => {
    const archive = emptyArchive();
    expect(openEntries({ points: [point(0, 300)], entries, inputs }, archive)).toEqual({ near: [], far: [] });
    archive.reached.add(1);
    expect(openEntries({ points: [point(1, 5)], entries, inputs }, archive)).toEqual({ near: [], far: [] });
  });
});
