import type { Trial } from "../../../probe/explore/plans.ts";
import type { TestStyle } from "./test-style.ts";

/** How a test waits for what goes on behind its call. */
export type LateForm =
  /** Lines in front of everything, and behind the call; both empty where nothing is late. */
  | { readonly type: "waits"; readonly before: readonly string[]; readonly wait: readonly string[] }
  /** The call is over when the callback that is its argument of this index is called. */
  | { readonly type: "callback"; readonly before: readonly string[]; readonly argument: number }
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
  return arg?.type === "callback" && arg.behaviours.length === 0 && !isEarly ? argument : undefined;
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

/** How a test in this style waits for what is late in a trial. */
export function lateForm(trial: Trial, style: Pick<TestStyle, "runner">): LateForm {
  const { late, effects } = trial.record;
  if (late === undefined) return NOTHING;
  if (late.work === "unfinished" || late.timers > 0) return { type: "cannot" };
  const argument = lastWord(trial);
  if (argument !== undefined && late.ms <= 1) return { type: "callback", before: [], argument };
  if (late.work === "done") return { type: "cannot" };
  if (late.ms === 0) {
    const isTimed = (effects.timers?.set ?? 0) > 0 || late.callbacks.length > 0;
    return isTimed ? { ...NOTHING, wait: ["await new Promise((resolve) => setImmediate(resolve))"] } : NOTHING;
  }
  const timers = fakeTimers(style);
  return timers === undefined
    ? { type: "cannot" }
    : { type: "waits", before: [timers.on], wait: [timers.run(late.ms)] };
}
