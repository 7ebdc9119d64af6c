import { callsOf, heardCalls, MOST_WAITED_MS, settledBy, type Trial } from "../../../probe/explore/plans.ts";
import type { Late, ToldEvent } from "../../../probe/types.ts";
import type { CallbackBehaviour, ValueExpression } from "../../../probe/values.ts";
import type { TestStyle } from "./test-style.ts";

/** How a test waits for what goes on behind its call. */
export type LateForm =
  /** Lines in front of everything, and behind the call; both empty where nothing is late. */
  | { readonly type: "waits"; readonly before: readonly string[]; readonly wait: readonly string[] }
  /** The call is over when the callback that is its argument of this index is called. */
  | { readonly type: "callback"; readonly before: readonly string[]; readonly argument: number }
  /** The last thing to be seen is that a callback of some call is called for the last of so many times. */
  | { readonly type: "last"; readonly before: readonly string[]; readonly last: LastCall }
  /** The last thing to be seen is an event of an object. */
  | { readonly type: "event"; readonly before: readonly string[]; readonly told: ToldEvent }
  /** Nothing tells a test when it is over. */
  | { readonly type: "cannot" };

const NOTHING = { type: "waits", before: [], wait: [] } as const;

/** The one callback of the call that is called late, once, and was not called before; undefined where there is none. */
function lastWord({ scenario, places, record }: Trial): number | undefined {
  const own = places.at(-1) ?? 0;
  const [first, ...more] = record.late?.callbacks ?? [];
  if (first === undefined || more.length > 0 || (first.step ?? own) !== own || first.path.length > 0) return undefined;
  const { argument } = first;
  const arg = scenario.call.args[argument];
  const isEarly = record.steps.some(({ callbacks = [] }) => callbacks.some((one) => one.argument === argument));
  const isPlain = arg?.type === "callback" && arg.behaviours.length === 0 && arg.arity === undefined;
  return isPlain && !isEarly ? argument : undefined;
}

type CallbackExpression = Extract<ValueExpression, { type: "callback" }>;

/** A callback by the step that it was passed in and its index among the arguments, and how often it is called in all. */
export interface LastCall {
  readonly step: number;
  readonly argument: number;
  readonly times: number;
  /** What it does at each call; absent: nothing. */
  readonly behaviour?: CallbackBehaviour;
  /** The number of parameters that it is asked for. */
  readonly arity?: number;
}

function does({ behaviours: [behaviour], arity }: CallbackExpression): Pick<LastCall, "behaviour" | "arity"> {
  return { ...(behaviour === undefined ? {} : { behaviour }), ...(arity === undefined ? {} : { arity }) };
}

/** The callback that is called last of all, where a test can tell by it that all is over. */
function lastCall(trial: Trial, { runner }: Pick<TestStyle, "runner">): LastCall | undefined {
  const { scenario, places, record } = trial;
  const heard = heardCalls(trial);
  const found = heard.at(-1);
  const { callbacks = [], ms = 0 } = record.late ?? {};
  if (found === undefined || callbacks.length === 0 || found.one.path.length > 0 || ms > MOST_WAITED_MS)
    return undefined;
  const { step } = found;
  const { argument } = found.one;
  const passed = callsOf(scenario)[places.indexOf(step)]?.args[argument];
  if (passed?.type !== "callback" || passed.behaviours.length > 1) return undefined;
  const times = heard.filter(
    ({ one, step: at }) => at === step && one.argument === argument && one.path.length === 0,
  ).length;
  // Node's stand-in counts a call when it is over, too late for the one that is under way.
  if (times > 1 && runner === "node") return undefined;
  return { step, argument, times, ...does(passed) };
}

/** Timers in a test are the runner's own stand-ins; what a runner calls them. */
export function fakeTimers(
  style: Pick<TestStyle, "runner">,
): { readonly on: string; readonly run: (ms: number) => string; readonly off: string } | undefined {
  switch (style.runner) {
    case "jest":
      return { on: "jest.useFakeTimers()", run: () => "await jest.runAllTimersAsync()", off: "jest.useRealTimers()" };
    case "vitest":
      return { on: "vi.useFakeTimers()", run: () => "await vi.runAllTimersAsync()", off: "vi.useRealTimers()" };
    case "node":
      return { on: "mock.timers.enable()", run: (ms) => `mock.timers.tick(${ms})`, off: "mock.timers.reset()" };
    case "mocha":
      return undefined;
  }
}

/** Whether a test of this style needs the runner's timers. */
export function needsTimers(trial: Trial, style: Pick<TestStyle, "runner">): boolean {
  const form = lateForm(trial, style);
  return form.type === "waits" && form.before.length > 0;
}

/** Whether a test can tell when each call is over whose work the next one waits for. */
function settles(trial: Trial): boolean {
  return callsOf(trial.scenario).every(
    ({ settled }, index) => settled === undefined || settledBy(trial, index) !== undefined,
  );
}

/** The last that is to be seen of work: a callback, or an event of an object. */
function endOfWork(trial: Trial, { told, ms }: Late, style: Pick<TestStyle, "runner">): LateForm {
  const last = lastCall(trial, style);
  if (last !== undefined) return { type: "last", before: [], last };
  return told === undefined || ms > MOST_WAITED_MS ? { type: "cannot" } : { type: "event", before: [], told };
}

/** How a test in this style waits for what is late in a trial. */
export function lateForm(trial: Trial, style: Pick<TestStyle, "runner">): LateForm {
  const { late, effects } = trial.record;
  if (!settles(trial)) return { type: "cannot" };
  if (late === undefined) return NOTHING;
  if (late.work === "unfinished" || late.timers > 0) return { type: "cannot" };
  const argument = lastWord(trial);
  if (argument !== undefined && late.ms <= 1) return { type: "callback", before: [], argument };
  if (late.work === "done") return endOfWork(trial, late, style);
  if (late.ms === 0) {
    const isTimed = (effects.timers?.set ?? 0) > 0 || late.callbacks.length > 0;
    return isTimed ? { ...NOTHING, wait: ["await new Promise((resolve) => setImmediate(resolve))"] } : NOTHING;
  }
  const timers = fakeTimers(style);
  return timers === undefined
    ? { type: "cannot" }
    : { type: "waits", before: [timers.on], wait: [timers.run(late.ms)] };
}
