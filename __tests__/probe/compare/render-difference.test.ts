import { expect, test } from "@jest/globals";
import { renderPlan, renderRecord } from "../../../src/probe/compare/render-difference.ts";
import type { CallbackInvocation, CallRecord, Step, StepOutcome, StepRecord } from "../../../src/probe/types.ts";
import type { SerializedValue } from "../../../src/probe/values.ts";
import { repoPath } from "../plans.ts";

const ONE: SerializedValue = { type: "primitive", value: 1 };
const TWO: SerializedValue = { type: "primitive", value: 2 };
const RETURNED: StepRecord = { outcome: { type: "returned", value: ONE } };
const callback = (value: SerializedValue): CallbackInvocation => ({ argument: 0, path: [], args: [value] });

function record(step: StepRecord, more: Partial<CallRecord> = {}): CallRecord {
  return { steps: [step], effects: {}, reached: [], ...more };
}

const exported = (...path: readonly string[]) => ({ base: "exports", path }) as const;
const of = (step: number, ...path: readonly string[]) => ({ base: "step", step, path }) as const;

test.each<readonly [string, readonly Step[]]>([
  ["grade(1)", [{ type: "call", on: exported("grade"), args: [ONE] }]],
  ["subject(1, 2)", [{ type: "call", on: exported(), args: [ONE, TWO] }]],
  [
    "r1 = new Shop.Cart(1); r2 = r1.add(2); r3 = await r2; r4 = r1.size",
    [
      { type: "construct", on: exported("Shop", "Cart"), args: [ONE] },
      { type: "call", on: of(0, "add"), args: [TWO] },
      { type: "await", step: 1 },
      { type: "get", on: of(0, "size") },
    ],
  ],
  [
    "r1 = list(); r2 = [...r1]; r3 = r1.size = 2; r4 = what r1 offers; r5 = r1 when all is over; r6 = 50 ms pass; r7 = each(r1.first)",
    [
      { type: "call", on: exported("list"), args: [] },
      { type: "collect", step: 0, limit: 10 },
      { type: "set", on: of(0, "size"), value: TWO },
      { type: "describe", step: 0 },
      { type: "rest", step: 0 },
      { type: "advance", ms: 50 },
      { type: "call", on: exported("each"), args: [{ type: "step", step: 0, path: ["first"] }] },
    ],
  ],
])("the call of a reproduction: %s", (expected, steps) => {
  expect(renderPlan({ module: repoPath("src/a.ts"), steps })).toBe(expected);
});

const error = (name: string): StepOutcome => ({
  type: "threw",
  error: { name, message: 'no "x"', value: ONE, origin: "module" },
});

test.each<readonly [string, StepOutcome]>([
  ["1", { type: "returned", value: ONE }],
  [`throws RangeError: 'no "x"'`, error("RangeError")],
  ["throws 1", error("")],
  ["a promise that never settles", { type: "pending" }],
  ["does not come to an end", { type: "timed-out", guard: "ticks" }],
  ["ends the process with exit code 3", { type: "exited", code: 3 }],
  ["crashes the process (out of memory)", { type: "crashed", reason: "out of memory" }],
  ["is refused network", { type: "denied", what: "network" }],
  ["is not possible: no such export", { type: "impossible", reason: "no such export" }],
  ["is not run", { type: "skipped" }],
])("the end of a call: %s", (expected, outcome) => {
  expect(renderRecord(record({ outcome }), "outcome")).toBe(expected);
});

test("steps behind the one that ended a plan are not told", () => {
  const steps = [RETURNED, { outcome: { type: "pending" } }, { outcome: { type: "skipped" } }] as const;
  expect(renderRecord({ steps, effects: {}, reached: [] }, "outcome")).toBe("1; a promise that never settles");
});

test.each<readonly [string, string, CallRecord, string]>([
  [
    "console output",
    'prints ["a","b"]',
    record(RETURNED, {
      effects: {
        console: [
          { method: "log", text: "a" },
          { method: "error", text: "b" },
        ],
      },
    }),
    "prints []",
  ],
  [
    "calls of callbacks",
    "calls callback(1), callback(2)",
    record({ ...RETURNED, callbacks: [callback(ONE), callback(TWO)] }),
    "calls no callback",
  ],
  [
    "late calls of callbacks",
    "calls callback(2) late, all is over after 40 ms",
    record(RETURNED, { late: { callbacks: [callback(TWO)], ms: 40, work: "done", timers: 0 } }),
    "calls no callback late, all is over after 0 ms",
  ],
  [
    "order of output and callbacks",
    "does callback, console",
    record(RETURNED, { effects: { order: ["callback", "console"] } }),
    "does ",
  ],
  [
    "changed arguments",
    "argument 2 is now 1",
    record({ ...RETURNED, changedArguments: [{ argument: 1, after: ONE }] }),
    "the arguments are as before",
  ],
  ["object afterwards", "2", record({ ...RETURNED, changedThis: TWO }), "the object is as before"],
  [
    "unhandled errors",
    "unhandled: Error: late",
    record(RETURNED, {
      effects: { unhandled: [{ name: "Error", message: "late", value: ONE, origin: "module" }] },
    }),
    "unhandled: nothing",
  ],
  [
    "files written",
    'writes [{"path":"a.txt","text":"x"}]',
    record(RETURNED, { effects: { files: [{ path: "a.txt", text: "x" }] } }),
    "writes []",
  ],
  [
    "globals changed",
    "changes Array.prototype.first",
    record(RETURNED, { effects: { globals: ["Array.prototype.first"] } }),
    "changes nothing",
  ],
  [
    "timers left behind",
    "leaves 1 timers",
    record(RETURNED, { effects: { timers: { set: 2, left: 1 } } }),
    "leaves 0 timers",
  ],
])("what differs besides the end of a call: %s: %s", (aspect, expected, seen, plain) => {
  expect(renderRecord(seen, aspect)).toBe(expected);
  expect(renderRecord(record(RETURNED), aspect)).toBe(plain);
});

test("what is very long is cut", () => {
  const long = record({ outcome: { type: "returned", value: { type: "primitive", value: "x".repeat(1_000) } } });
  expect(renderRecord(long, "outcome")).toHaveLength(401);
});
