import type { CallPlan, CallRecord, Step, StepRecord, Target } from "../types.ts";
import type { ValueExpression } from "../values.ts";
import type { RepoPath } from "../../domain/repo-path.ts";
import type { EntryPoint } from "./entry-points.ts";

/** One call with its arguments, and what was called on the same object before. */
export interface Call {
  readonly point: EntryPoint;
  readonly args: readonly ValueExpression[];
}

/** A sequence that ends in the call that a test is about; for methods the making of the object comes first. */
export interface Scenario {
  /** Constructor arguments; absent where no object is made. */
  readonly made?: readonly ValueExpression[];
  /** Method calls on the object before the one in question. */
  readonly before: readonly Call[];
  readonly call: Call;
}

/** A scenario with what it did. */
export interface Trial {
  readonly scenario: Scenario;
  readonly plan: CallPlan;
  readonly record: CallRecord;
  /** Index of the step whose end the test is about: the call itself, or what follows from it. */
  readonly focus: number;
}

const COLLECT_LIMIT = 20;

function follow(point: EntryPoint, step: number): readonly Step[] {
  if (point.result === "promise") return [{ type: "await", step }];
  return point.result === "iterator" ? [{ type: "collect", step, limit: COLLECT_LIMIT }] : [];
}

function onObject(call: Call, object: number): Step {
  const on: Target = { base: "step", step: object, path: [call.point.member ?? ""] };
  return call.point.type === "getter" ? { type: "get", on } : { type: "call", on, args: call.args };
}

/** The steps of a scenario. A promise or iterator of the last call is followed to its end. */
export function toPlan(module: RepoPath, scenario: Scenario): { readonly plan: CallPlan; readonly focus: number } {
  const { call, before, made } = scenario;
  const { point, args } = call;
  const steps: Step[] = [];
  const on: Target = { base: "exports", path: point.path };
  if (point.type === "function") steps.push({ type: "call", on, args });
  else if (point.type === "constructor") steps.push({ type: "construct", on, args });
  else {
    steps.push({ type: "construct", on, args: made ?? [] });
    for (const earlier of before) {
      const index = steps.push(onObject(earlier, 0)) - 1;
      steps.push(...follow(earlier.point, index));
    }
    steps.push(onObject(call, 0));
  }
  const focus = steps.length - 1;
  const after = follow(point, focus);
  return { plan: { module, steps: [...steps, ...after] }, focus: focus + after.length };
}

/** The step of the call itself; {@link Trial.focus} may be the one that awaits it. */
export function callStep(trial: Trial): StepRecord | undefined {
  const { steps } = trial.plan;
  const index = steps.findLastIndex(({ type }) => type === "call" || type === "construct" || type === "get");
  return trial.record.steps[index];
}

/** How the scenario ended. */
export function endOf(trial: Trial): StepRecord | undefined {
  return trial.record.steps.find(({ outcome }) => outcome.type !== "returned") ?? trial.record.steps[trial.focus];
}
