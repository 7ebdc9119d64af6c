import { expect, test } from "@jest/globals";
import { createBehaviourReader, firstDifference, type Behaviour } from "../../../src/probe/compare/behaviour.ts";
import { createSerializer } from "../../../src/probe/child/serialize.ts";
import { repoPath } from "../plans.ts";
import type { CallbackInvocation, CallPlan, CallRecord, Late, StepRecord } from "../../../src/probe/types.ts";
import type { SerializedError, SerializedValue } from "../../../src/probe/values.ts";

const PLAN: CallPlan = { module: repoPath("src/a.ts"), steps: [] };

function behaviour(value: unknown): Behaviour {
  const outcome = { type: "returned", value: createSerializer().serialize(value) } as const;
  const record: CallRecord = { steps: [{ outcome }], effects: {}, reached: [] };
  return createBehaviourReader(new Map([["Box", new Set(["size"])]]))(record, PLAN);
}

const isSame = (one: unknown, other: unknown): boolean =>
  firstDifference(behaviour(one), behaviour(other)) === undefined;

class Box {
  size: number;
  constructor(size: number) {
    this.size = size;
  }
}
class Crate extends Box {}

test("a private field is hidden in objects of its class, and nowhere else", () => {
  expect(isSame(new Box(1), new Box(2))).toBe(true);
  expect(isSame(new Crate(1), new Crate(2))).toBe(false);
  expect(isSame({ size: 1 }, { size: 2 })).toBe(false);
});

test("long texts and bytes are told apart behind what is kept of them", () => {
  const long = "x".repeat(30_000);
  expect(isSame(`${long}a`, `${long}b`)).toBe(false);
  expect(isSame(`${long}a`, `${long}a`)).toBe(true);
  expect(behaviour(`${long}a`).isCut).toBe(false);
  expect(isSame(new Uint8Array(30_000), new Uint8Array(30_000).fill(1, 29_999))).toBe(false);
});

test.each<readonly [string, unknown]>([
  ["an array of 300 items", Array.from({ length: 300 }, (_, index) => index)],
  ["a set of 300 items", new Set(Array.from({ length: 300 }, (_, index) => index))],
  ["a map of 300 entries", new Map(Array.from({ length: 300 }, (_, index) => [index, index]))],
  ["an object of 300 keys", Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`k${index}`, index]))],
  ["an array twelve deep", Array.from({ length: 12 }).reduce<unknown>((inner) => [inner], 1)],
])("%s was not seen whole", (_, value) => {
  expect(behaviour(value).isCut).toBe(true);
});

test("a text that only looks like it is whole", () => {
  expect(behaviour('{"type":"cut","reason":"items"}').isCut).toBe(false);
});

const ONE: SerializedValue = { type: "primitive", value: 1 };
const TWO: SerializedValue = { type: "primitive", value: 2 };
const PROMISE: SerializedValue = { type: "promise", state: "fulfilled", value: ONE };
const invocation = (value: SerializedValue): CallbackInvocation => ({ argument: 0, path: [], args: [value] });
const thrown = (message: string, code?: string): SerializedError => ({
  name: "RangeError",
  message,
  ...(code === undefined ? {} : { code }),
  value: { type: "error", name: "RangeError", message },
  origin: "module",
});
const returned = (value: SerializedValue): StepRecord => ({ outcome: { type: "returned", value } });
const threw = (error: SerializedError): StepRecord => ({ outcome: { type: "threw", error } });
const late = (callbacks: readonly CallbackInvocation[], ms = 0): Late => ({ callbacks, ms, work: "done", timers: 0 });

type Part = Partial<Pick<CallRecord, "effects" | "late">> & { readonly step?: StepRecord };

function seenOf({ step = returned(ONE), effects = {}, late: behind }: Part): Behaviour {
  const record = { steps: [step], effects, reached: [], ...(behind === undefined ? {} : { late: behind }) };
  return createBehaviourReader(new Map())(record, PLAN);
}

test.each<readonly [string, string, Part, Part]>([
  ["outcome", "another value", {}, { step: returned(TWO) }],
  ["outcome", "a value in the place of an error", { step: threw(thrown("no")) }, {}],
  ["outcome", "another message", { step: threw(thrown("no")) }, { step: threw(thrown("nope")) }],
  ["outcome", "another code", { step: threw(thrown("no", "ENO")) }, { step: threw(thrown("no", "EYES")) }],
  [
    "outcome",
    "a promise that settles otherwise",
    { step: returned(PROMISE) },
    { step: returned({ ...PROMISE, value: TWO }) },
  ],
  ["console output", "another text", {}, { effects: { console: [{ method: "log", text: "x" }] } }],
  ["calls of callbacks", "one call more", {}, { step: { ...returned(ONE), callbacks: [invocation(ONE)] } }],
  [
    "calls of callbacks",
    "another argument",
    { step: { ...returned(ONE), callbacks: [invocation(ONE)] } },
    { step: { ...returned(ONE), callbacks: [invocation(TWO)] } },
  ],
  [
    "order of output and callbacks",
    "the other way round",
    { effects: { order: ["console", "callback"] } },
    { effects: { order: ["callback", "console"] } },
  ],
  [
    "changed arguments",
    "an argument that is changed",
    {},
    { step: { ...returned(ONE), changedArguments: [{ argument: 0, after: ONE }] } },
  ],
  ["object afterwards", "an object that is changed", {}, { step: { ...returned(ONE), changedThis: ONE } }],
  ["unhandled errors", "an error that nobody catches", {}, { effects: { unhandled: [thrown("late")] } }],
  ["files written", "a file", {}, { effects: { files: [{ path: "a.txt", text: "" }] } }],
  ["globals changed", "a global", {}, { effects: { globals: ["Array.prototype.first"] } }],
  ["timers left behind", "a timer", {}, { effects: { timers: { set: 1, left: 1 } } }],
  ["late calls of callbacks", "a call behind the end", {}, { late: late([invocation(ONE)]) }],
  ["late calls of callbacks", "a call at another time", { late: late([], 10) }, { late: late([], 20) }],
])("%s: %s is another behaviour", (aspect, _, before, after) => {
  expect(firstDifference(seenOf(before), seenOf(after))?.aspect).toBe(aspect);
  expect(firstDifference(seenOf(after), seenOf(before))?.aspect).toBe(aspect);
  expect(firstDifference(seenOf(after), seenOf(after))).toBeUndefined();
});

test.each<readonly [string, Part, Part]>([
  [
    "the language's own words for an error",
    { step: threw({ ...thrown("x is not a function"), name: "TypeError" }) },
    { step: threw({ ...thrown("y is not a function"), name: "TypeError" }) },
  ],
  ["whether work was seen going on", {}, { late: late([]) }],
  [
    "the name of the working directory",
    { step: returned({ type: "primitive", value: "/tmp/probe-a1B2c3/work/a" }) },
    { step: returned({ type: "primitive", value: "/tmp/x/probe-ZZZZZZ/work/a" }) },
  ],
])("%s is no behaviour", (_, before, after) => {
  expect(firstDifference(seenOf(before), seenOf(after))).toBeUndefined();
});

test("of work whose end nobody saw only what the steps did is compared, and it proves nothing", () => {
  const open: Part = { late: { ...late([]), work: "unfinished" }, effects: { unhandled: [thrown("late")] } };
  expect(firstDifference(seenOf(open), seenOf({}))).toBeUndefined();
  expect(seenOf(open).isCut).toBe(true);
  expect(firstDifference(seenOf(open), seenOf({ step: returned(TWO) }))?.aspect).toBe("outcome");
});
