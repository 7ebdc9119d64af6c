import type { CallbackInvocation, CallPlan, CallRecord, Step, StepRecord, Target, ToldEvent } from "../types.ts";
import type { SerializedValue, ValueExpression } from "../values.ts";
import type { RepoPath } from "../../domain/repo-path.ts";
import type { EntryPoint } from "./entry-points.ts";

/** One call with its arguments, and what was called on the same object before. */
export interface Call {
  readonly point: EntryPoint;
  readonly args: readonly ValueExpression[];
  /** What it begins is waited for before the next call. */
  readonly settled?: "yes";
}

/** A switch among the module's exports, and what it is set to before everything else. */
export interface Setting {
  readonly path: readonly string[];
  readonly value: boolean;
}

/** A sequence that ends in the call that a test is about; for methods the making of the object comes first. */
export interface Scenario {
  /** What makes the object, outermost first: each call is on the value of the one before. Empty where none is made. */
  readonly makers: readonly Call[];
  /** Method calls on the object before the one in question. */
  readonly before: readonly Call[];
  readonly call: Call;
  /** What the call answers is waited for, though only its `then` tells that it can be. Calls on it work on it as it is. */
  readonly awaited?: "yes";
  /** Absent: the module is as it was loaded. */
  readonly settings?: readonly Setting[];
}

/** A scenario with what it did. */
export interface Trial {
  readonly scenario: Scenario;
  readonly plan: CallPlan;
  readonly record: CallRecord;
  /** Index of the step whose end the test is about: the call itself, or what follows from it. */
  readonly focus: number;
  /** Index of the step of each call: of the makers, of those before, of the call itself. */
  readonly places: readonly number[];
}

const COLLECT_LIMIT = 20;

function follow(point: EntryPoint, step: number): readonly Step[] {
  if (point.result === "promise") return [{ type: "await", step }];
  return point.result === "iterator" ? [{ type: "collect", step, limit: COLLECT_LIMIT }] : [];
}

function onObject(call: Call, object: number): Step {
  const { member } = call.point;
  const on: Target = { base: "step", step: object, path: member === undefined ? [] : [member] };
  return call.point.type === "getter" ? { type: "get", on } : { type: "call", on, args: call.args };
}

/** Whether a test waits for what the last call of a scenario answers. */
export function isAwaited({ call, awaited }: Scenario): boolean {
  return call.point.result === "promise" || awaited === "yes";
}

/** The scenario with another end: what its call answers is waited for, or left as it is. */
export function ending({ makers, before, call, settings }: Scenario, end: "awaited" | "left"): Scenario {
  const kept = settings === undefined ? {} : { settings };
  return { makers, before, call, ...kept, ...(end === "awaited" ? { awaited: "yes" } : {}) };
}

/** The steps of a scenario. A promise or iterator of the last call is followed to its end. */
export function toPlan(
  module: RepoPath,
  scenario: Scenario,
): { readonly plan: CallPlan; readonly focus: number; readonly places: readonly number[] } {
  const { call, before, makers, awaited, settings = [] } = scenario;
  const steps: Step[] = [];
  const places: number[] = [];
  for (const { path, value } of settings) {
    steps.push({ type: "set", on: { base: "exports", path }, value: { type: "primitive", value } });
  }
  let object: number | undefined;
  const add = (made: Call): void => {
    const index = steps.push(object === undefined ? onExports(made) : onObject(made, object)) - 1;
    places.push(index);
    steps.push(...follow(made.point, index));
  };
  const settle = ({ settled }: Call): void => {
    if (settled === "yes") steps.push({ type: "rest", step: object ?? 0 });
  };
  for (const maker of makers) {
    add(maker);
    object = steps.length - 1;
    settle(maker);
  }
  for (const earlier of before) {
    add(earlier);
    settle(earlier);
  }
  add(call);
  if (awaited === "yes") steps.push({ type: "await", step: steps.length - 1 });
  return { plan: { module, steps }, focus: steps.length - 1, places };
}

function onExports({ point, args }: Call): Step {
  const on: Target = { base: "exports", path: point.path };
  return { type: point.type === "constructor" ? "construct" : "call", on, args };
}

/** The step of the call itself; {@link Trial.focus} may be the one that awaits it. */
export function callStep(trial: Trial): StepRecord | undefined {
  return trial.record.steps[trial.places.at(-1) ?? 0];
}

/** How the scenario ended. */
export function endOf(trial: Trial): StepRecord | undefined {
  return trial.record.steps.find(({ outcome }) => outcome.type !== "returned") ?? trial.record.steps[trial.focus];
}

/** Whether the call answers something that is waited for, and that is rejected. */
export function isRejected(trial: Trial): boolean {
  const isAnswered = callStep(trial)?.outcome.type === "returned";
  return isAnswered && isAwaited(trial.scenario) && endOf(trial)?.outcome.type === "threw";
}

/** What further calls work on: the value that the scenario's call answers, as a maker of objects. */
export function madeBy(trial: Trial): SerializedValue | undefined {
  const end = trial.scenario.awaited === "yes" ? callStep(trial) : endOf(trial);
  return end?.outcome.type === "returned" ? end.outcome.value : undefined;
}

/** Callbacks that were called from the call on, until its end was there. */
export function heardBy({ record, places }: Trial): readonly CallbackInvocation[] {
  return record.steps.slice(places.at(-1) ?? 0).flatMap(({ callbacks = [] }) => callbacks);
}

/** All calls of callbacks in their order, late ones too, each with the step that the callback was passed in. */
export function heardCalls({
  record,
  places,
}: Trial): readonly { readonly one: CallbackInvocation; readonly step: number }[] {
  const own = places.at(-1) ?? 0;
  const early = record.steps.flatMap(({ callbacks = [] }, at) =>
    callbacks.map((one) => ({ one, step: one.step ?? at })),
  );
  return [...early, ...(record.late?.callbacks ?? []).map((one) => ({ one, step: one.step ?? own }))];
}

/** Virtual milliseconds that a test may wait for by itself. */
export const MOST_WAITED_MS = 20;

/** Whether something tells, soon enough, that what goes on behind a call is over. */
export function canSettle(late: CallRecord["late"]): boolean {
  return late?.told !== undefined && late.told.ms <= MOST_WAITED_MS;
}

/** How a test knows that what a call of a scenario began is over, by the call's index among {@link callsOf}; undefined: it cannot. */
export function settledBy({ plan, places, record }: Trial, index: number): ToldEvent | undefined {
  const at = plan.steps.findIndex(({ type }, step) => type === "rest" && step > (places[index] ?? 0));
  const told = record.steps[at]?.told;
  return told === undefined || told.ms > MOST_WAITED_MS ? undefined : told;
}

/** All calls of a scenario in their order. */
export function callsOf({ makers, before, call }: Scenario): readonly Call[] {
  return [...makers, ...before, call];
}

/** The scenario with other arguments for one of its calls, by its index among {@link callsOf}. */
export function withArguments(scenario: Scenario, index: number, args: readonly ValueExpression[]): Scenario {
  const { makers, before, call, ...rest } = scenario;
  const changed = (kept: Call, at: number): Call => (at === index ? { ...kept, args } : kept);
  return {
    makers: makers.map(changed),
    before: before.map((kept, at) => changed(kept, makers.length + at)),
    call: changed(call, makers.length + before.length),
    ...rest,
  };
}
