import type { RepoPath } from "../../domain/repo-path.ts";
import type { CallbackInvocation } from "../types.ts";
import type { CallbackBehaviour, ValueExpression } from "../values.ts";
import { toExpression } from "./expressions.ts";
import { callsOf, heardCalls, toPlan, withArguments, type Trial } from "./plans.ts";

type Callback = Extract<ValueExpression, { type: "callback" }>;

const SILENT: CallbackBehaviour = { type: "returns", value: toExpression(undefined) };

/** How a callback was called that is an argument itself, in order. */
function callsOfArgument(trial: Trial, step: number, argument: number): readonly CallbackInvocation[] {
  return heardCalls(trial).flatMap(({ one, step: at }) =>
    at === step && one.argument === argument && one.path.length === 0 ? [one] : [],
  );
}

/** The callback with nothing done where it was given nobody to call back; undefined where that never was. */
function silenced({ behaviours, ...rest }: Callback, calls: readonly CallbackInvocation[]): Callback | undefined {
  const at = (index: number): CallbackBehaviour => behaviours[Math.min(index, behaviours.length - 1)] ?? SILENT;
  // The one called back is the last that the callback has a parameter for, else the last that it was given.
  const own = rest.arity === undefined ? -1 : rest.arity - 1;
  const isBare = ({ args }: CallbackInvocation, index: number): boolean =>
    at(index).type === "calls-back" && args[own]?.type !== "function" && args.at(-1)?.type !== "function";
  if (!calls.some(isBare)) return undefined;
  const done = calls.map((one, index) => (isBare(one, index) ? SILENT : at(index)));
  return { ...rest, behaviours: done.every((one) => one === SILENT) ? [] : done };
}

/**
 * The same trial, with callbacks that call back only where there is somebody to call: the probe passes over the others,
 * which in a test would fail.
 */
export function withoutBare(module: RepoPath, trial: Trial): Trial {
  let { scenario } = trial;
  for (const [place, { args }] of callsOf(scenario).entries()) {
    for (const [argument, arg] of args.entries()) {
      const step = trial.places[place] ?? 0;
      const changed = arg.type === "callback" ? silenced(arg, callsOfArgument(trial, step, argument)) : undefined;
      const current = callsOf(scenario)[place]?.args ?? args;
      if (changed !== undefined) scenario = withArguments(scenario, place, current.with(argument, changed));
    }
  }
  return scenario === trial.scenario ? trial : { scenario, ...toPlan(module, scenario), record: trial.record };
}
