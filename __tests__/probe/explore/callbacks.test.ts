import { expect, test } from "@jest/globals";
import { repoPath } from "../../propose/temp-workspace.ts";
import type { FunctionSketch } from "../../../src/code/inputs/type-sketch.ts";
import { emptyArchive, keep } from "../../../src/probe/explore/archive.ts";
import { handedValue, handingOn, randomlyCallingBack } from "../../../src/probe/explore/calling-back.ts";
import type { EntryPoint } from "../../../src/probe/explore/entry-points.ts";
import { toExpression } from "../../../src/probe/explore/expressions.ts";
import { pairs } from "../../../src/probe/explore/pairs.ts";
import { toPlan, type Call, type Trial } from "../../../src/probe/explore/plans.ts";
import { createRandom } from "../../../src/probe/explore/random.ts";
import { withoutBare } from "../../../src/probe/explore/without-bare.ts";
import type { CallbackInvocation, StepRecord } from "../../../src/probe/types.ts";
import type { CallbackBehaviour, SerializedValue, ValueExpression } from "../../../src/probe/values.ts";

const FILE = repoPath("pump.js");
const NOTHING: SerializedValue = { type: "special", name: "undefined" };
const FUNCTION: SerializedValue = { type: "function", name: "", kind: "function", arity: 1 };
const returned = (value: SerializedValue, callbacks?: readonly CallbackInvocation[]): StepRecord => ({
  outcome: { type: "returned", value },
  ...(callbacks === undefined ? {} : { callbacks }),
});

function entry(name: string, more: Partial<EntryPoint> = {}): EntryPoint {
  return {
    ...{ name, type: "function", path: ["pump"], parameters: [], returns: { type: "unknown" }, result: "plain" },
    ...{ literals: { strings: [], numbers: [], matching: [], names: [] } },
    ...more,
  };
}

const PUMP = entry("pump");
const NEXT = entry("pump()()", { type: "method", receiver: PUMP });
const STOP = entry("pump().stop", { type: "method", member: "stop", receiver: PUMP });

function trial(calls: readonly [Call, Call], steps: readonly StepRecord[], reached: readonly number[] = [1]): Trial {
  const scenario = { makers: [calls[0]], before: [], call: calls[1] };
  return { scenario, ...toPlan(FILE, scenario), record: { steps, effects: {}, reached } };
}

const END: Extract<CallbackBehaviour, { type: "calls-back" }> = { type: "calls-back", error: toExpression(true) };
const handing = (value: ValueExpression): CallbackBehaviour => ({ type: "calls-back", value });
const callback = (...behaviours: readonly CallbackBehaviour[]): ValueExpression => ({ type: "callback", behaviours });

const READING: FunctionSketch = {
  ...{ type: "function", parameters: [], returns: { type: "unknown" } },
  handed: [
    { type: "union", options: [{ type: "literal", value: "stop" }, { type: "boolean" }] },
    { type: "array", item: { type: "number" } },
  ],
};

test("a function hands on what its own callback is made for, and then the end; errors that are compared with too", () => {
  const list: ValueExpression = { type: "array", items: [] };
  const made = handingOn(READING, [list]);
  expect(handedValue(READING)).toEqual({ type: "array", item: { type: "number" } });
  expect(made).toContainEqual(callback(handing(list), END));
  expect(made).toContainEqual(callback({ type: "calls-back", error: toExpression("stop") }));
  expect(made).toContainEqual(callback({ type: "calls-back", value: list, when: "later" }, { ...END, when: "later" }));
  expect(handingOn({ type: "function", parameters: [], returns: { type: "unknown" } }, [list])).toEqual([]);
});

test("at random it calls back, fails and is silent, at once and later", () => {
  const random = createRandom(5);
  const made = Array.from({ length: 200 }, () => JSON.stringify(randomlyCallingBack(() => toExpression(1), random)));
  for (const part of ["later", "returns", "broken", '"value":1']) expect(made.join(" ")).toContain(part);
});

test("a callback calls back only where it was given somebody to call", () => {
  const heard = (...args: readonly SerializedValue[]): CallbackInvocation => ({ argument: 0, path: [], args });
  const next = { point: NEXT, args: [callback(handing(toExpression(1)), END)] };
  const made = { point: PUMP, args: [] };
  const bare = (calls: readonly CallbackInvocation[]): ValueExpression | undefined =>
    withoutBare(FILE, trial([made, next], [returned(FUNCTION), returned(NOTHING, calls)])).scenario.call.args[0];
  expect(bare([heard(FUNCTION), heard(FUNCTION)])).toEqual(next.args[0]);
  expect(bare([heard(NOTHING), heard()])).toEqual(callback());
  expect(bare([heard(NOTHING), heard(FUNCTION)])).toEqual(callback({ type: "returns", value: NOTHING as never }, END));
});

test("two calls in a row: each behind another of the same function and behind its neighbours'", () => {
  const archive = emptyArchive();
  const made = { point: PUMP, args: [] };
  const calls = [1, 2].map((value) => ({ point: NEXT, args: [toExpression(value)] }));
  for (const [index, next] of calls.entries())
    keep(archive, trial([made, next], [returned(FUNCTION), returned(NOTHING)], [index]));
  const stop = { point: STOP, args: [] };
  keep(archive, trial([made, stop], [returned(FUNCTION), returned(NOTHING)], [9]));
  const found = pairs(archive, [PUMP, NEXT, STOP]);
  const values = found.map(({ before, call }) => [before[0]?.args[0] ?? "stop", call.args[0] ?? "stop"]);
  for (const first of [1, 2])
    for (const second of [1, 2]) expect(values).toContainEqual([toExpression(first), toExpression(second)]);
  expect(values).toContainEqual(["stop", toExpression(2)]);
  expect(values).toContainEqual([toExpression(1), "stop"]);
});

test("what a chain was made with tells its ends apart, at every link", () => {
  const archive = emptyArchive();
  const silent = { point: PUMP, args: [callback()] };
  const answering = { point: PUMP, args: [callback(END)] };
  const next = { point: NEXT, args: [] };
  for (const made of [silent, answering])
    for (let round = 0; round < 9; round += 1)
      keep(archive, trial([made, next], [returned(FUNCTION), returned(FUNCTION)]));
  expect(archive.trials.get(NEXT)).toHaveLength(8);
});
