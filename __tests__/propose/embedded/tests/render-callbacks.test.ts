import { expect, test } from "@jest/globals";
import { repoPath } from "../../temp-workspace.ts";
import type { EntryPoint } from "../../../../src/probe/explore/entry-points.ts";
import { toPlan, type Call, type Trial } from "../../../../src/probe/explore/plans.ts";
import type { CallbackInvocation, CallRecord, StepRecord } from "../../../../src/probe/types.ts";
import type { CallbackBehaviour, SerializedValue, ValueExpression } from "../../../../src/probe/values.ts";
import { renderFile } from "../../../../src/propose/embedded/tests/render-file.ts";
import type { TestStyle } from "../../../../src/propose/embedded/tests/test-style.ts";
import { toTitles } from "../../../../src/propose/embedded/tests/titles.ts";

const STYLE: TestStyle = {
  ...({ runner: "jest", assertions: "expect", word: "test", modules: "commonjs", language: "javascript" } as const),
  ...({ quote: '"', semicolon: ";", indent: "  ", width: 120, specifier: "none" } as const),
};
const NOTHING: SerializedValue = { type: "special", name: "undefined" };
const FUNCTION: SerializedValue = { type: "function", name: "", kind: "function", arity: 1 };
const value = (one: number | boolean | null): ValueExpression & SerializedValue => ({ type: "primitive", value: one });
const callback = (...behaviours: readonly CallbackBehaviour[]): ValueExpression => ({ type: "callback", behaviours });
const handing = (one: number): CallbackBehaviour => ({ type: "calls-back", value: value(one) });

function entry(name: string, parameter: string, more: Partial<EntryPoint> = {}): EntryPoint {
  const made = { name: parameter, optional: "no", rest: "no", source: "guessed", value: { type: "unknown" } } as const;
  return {
    ...{ name, type: "function", path: ["pump"], parameters: [made], returns: { type: "unknown" }, result: "plain" },
    ...{ literals: { strings: [], numbers: [], matching: [], names: [] } },
    ...more,
  };
}

const PUMP = entry("pump", "read");
const NEXT = entry("pump()()", "cb", { type: "method", receiver: PUMP });

/** `pump(read)` and so many calls of what it answers. */
function trial(read: ValueExpression, steps: readonly Partial<StepRecord>[], more: Partial<CallRecord> = {}): Trial {
  const call: Call = { point: NEXT, args: [callback()] };
  const before = steps.slice(1).map(() => call);
  const scenario = { makers: [{ point: PUMP, args: [read] }], before, call };
  const made: StepRecord = { outcome: { type: "returned", value: FUNCTION } };
  const records = steps.map((step): StepRecord => ({ outcome: { type: "returned", value: NOTHING }, ...step }));
  return {
    ...{ scenario, ...toPlan(repoPath("pump.js"), scenario) },
    record: { steps: [made, ...records], effects: {}, reached: [], ...more },
  };
}

const heard = (step: number, ...args: readonly SerializedValue[]): CallbackInvocation => ({
  ...{ step, argument: 0, path: [], args },
});

function render(...trials: readonly Trial[]): string {
  const paths = { target: repoPath("pump.js"), testPath: repoPath("pump.test.js") };
  return renderFile({ ...paths, style: STYLE, targetModules: "commonjs", trials, files: "none" }).text;
}

test("what a callback was called with in earlier calls stands among its calls too", () => {
  const text = render(
    trial(callback(handing(1)), [
      { callbacks: [heard(0, FUNCTION), heard(1, value(null), value(1))] },
      { callbacks: [heard(0, FUNCTION), heard(2, value(null), value(1))] },
    ]),
  );
  expect(text).toContain("expect(read.mock.calls).toEqual([[expect.any(Function)], [expect.any(Function)]]);");
  expect(text).toContain("expect(cb2.mock.calls).toEqual([[null, 1]]);");
});

test("a function that calls back later is written so, and one that hands on another one", () => {
  const read = callback({ type: "calls-back", value: callback(handing(2)), when: "later" });
  const late = { callbacks: [heard(0, FUNCTION), heard(1, value(null))], ms: 0, work: "none", timers: 0 } as const;
  const text = render(trial(read, [{}], { late }));
  expect(text).toContain(
    "(...args) => queueMicrotask(() => args.at(-1)(null, jest.fn((...args) => args.at(-1)(null, 2))))",
  );
  expect(text).toContain("await new Promise((resolve) => setImmediate(resolve));");
});

test("an answer that was passed in is compared with that very function", () => {
  const passing = trial(callback(), [
    { outcome: { type: "returned", value: FUNCTION }, passedOn: { step: 1, argument: 0 } },
  ]);
  expect(render(passing)).toContain("expect(made(cb)).toBe(cb);");
  expect(toTitles([passing])).toEqual(["returns cb"]);
});

test("titles tell what a function does that is passed in, and which call it is", () => {
  const calls = { callbacks: [heard(0, FUNCTION)] };
  const failing = callback({ type: "calls-back", error: { type: "error", name: "Error", message: "broken" } });
  const titles = toTitles([
    trial(callback(handing(1)), [calls]),
    trial(failing, [calls]),
    trial(callback(handing(1)), [calls, calls]),
  ]);
  expect(titles).toEqual([
    "calls read when read calls back 1 on a new object",
    "calls read when read calls back an error",
    "calls read on the second call",
  ]);
});

test("titles of calls without arguments tell what their object was made with, where nothing shorter tells them apart", () => {
  const own = (...args: readonly ValueExpression[]): Trial => {
    const scenario = { makers: [{ point: PUMP, args }], before: [], call: { point: NEXT, args: [] } };
    const step: StepRecord = { outcome: { type: "returned", value: value(1) } };
    return {
      ...{ scenario, ...toPlan(repoPath("pump.js"), scenario) },
      record: { steps: [step, step], effects: {}, reached: [] },
    };
  };
  const titles = toTitles([own(value(1), value(2)), own(value(1), value(3)), own(value(4), value(2))]);
  expect(titles.every((title) => !title.endsWith("for "))).toBe(true);
  expect(toTitles([own(value(1)), own(value(1))])).toEqual(["returns 1 on pump(1)", "returns 1 on pump(1) (2)"]);
});
