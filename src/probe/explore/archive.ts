import type { CallbackBehaviour, SerializedValue, ValueExpression } from "../values.ts";
import type { EntryPoint } from "./entry-points.ts";
import { callsOf, endOf, madeBy, type Trial } from "./plans.ts";

const KEPT_PER_ENTRY = 60;

/** What the search has seen so far. */
export interface Archive {
  readonly trials: Map<EntryPoint, Trial[]>;
  /** Trials that answer an object of a class without being its constructor, by the name of the class. */
  readonly instances: Map<string, Trial[]>;
  /** Points that a trial reaches which is of use. */
  readonly reached: Set<number>;
  /** Points that any trial reaches. */
  readonly seen: Set<number>;
  readonly tried: Set<string>;
  /** Trials whose comparisons were looked at. */
  readonly compared: Set<Trial>;
  /** Entry points that answered something which can be waited for. */
  readonly waited: Set<EntryPoint>;
  count: number;
  /** What all calls cost so far. */
  effort: number;
}

/** What a search begins with. */
export function emptyArchive(): Archive {
  return {
    trials: new Map(),
    instances: new Map(),
    reached: new Set(),
    seen: new Set(),
    tried: new Set(),
    compared: new Set(),
    waited: new Set(),
    count: 0,
    effort: 0,
  };
}

const kinds = new WeakMap<Trial, string>();

/** The name under which trials count as alike; made once for each. */
function kindOf(trial: Trial): string {
  const kind = kinds.get(trial) ?? nameKind(trial);
  kinds.set(trial, kind);
  return kind;
}

/** What was reached, and how it ended. */
function nameKind(trial: Trial): string {
  const outcome = endOf(trial)?.outcome;
  const { point } = trial.scenario.call;
  const object = madeBy(trial);
  const isMaker = object !== undefined && (point.type === "constructor" || MADE.test(object.type));
  const detail =
    outcome?.type === "returned"
      ? shapeOf(outcome.value)
      : outcome?.type === "threw"
        ? outcome.error.name + outcome.error.message.slice(0, 20)
        : "";
  // What something was made with shows only when it is used.
  const made = isMaker
    ? callsOf(trial.scenario)
        .map(({ args }) => args.map(formOf).join())
        .join("; ")
    : "";
  const late = trial.record.late === undefined ? "" : "late";
  return `${trial.record.reached.join(" ")} ${outcome?.type ?? ""} ${detail} ${made} ${late}`;
}

/** Values that can be called, or that have something to call. */
export const MADE = /^(function|object|instance|opaque)$/u;

function behaviourOf(behaviour: CallbackBehaviour): string {
  if (behaviour.type !== "calls-back") return behaviour.type;
  const { error, value, when } = behaviour;
  return `calls back ${when ?? ""} ${error === undefined ? (value?.type ?? "") : "an error"}`;
}

/** An argument without its contents, and what a callback does. */
function formOf(arg: ValueExpression): string {
  switch (arg.type) {
    case "primitive":
      return typeof arg.value === "string" ? `string ${arg.value === ""}` : typeof arg.value;
    case "array":
      return `array ${Math.min(arg.items.length, 2)}`;
    case "object":
      return `object ${arg.entries.map(([key]) => key).join(" ")}`;
    case "callback":
      return `callback ${arg.behaviours.map(behaviourOf).join(" ")}`;
    default:
      return arg.type;
  }
}

/** A value without its contents: another type or emptiness is another behaviour. */
function shapeOf(value: SerializedValue): string {
  if (value.type === "primitive")
    return typeof value.value === "string"
      ? `string ${value.value === ""}`
      : String(typeof value.value === "boolean" ? value.value : typeof value.value);
  if (value.type === "array") return `array ${Math.min(value.items.length, 2)}`;
  return value.type === "special" ? value.name : value.type;
}

/** Whether a trial came to an end that says something. */
export function isUseful(trial: Trial): boolean {
  const type = endOf(trial)?.outcome.type;
  return type === "returned" || type === "threw";
}

/** Other ways to objects of one class that are kept. */
const KEPT_PER_CLASS = 24;

function keepInstance({ instances }: Archive, trial: Trial): void {
  const object = madeBy(trial);
  const { call, makers, before } = trial.scenario;
  const isShort = makers.length < 2 && before.length === 0 && call.point.type !== "constructor";
  if (!isShort || object?.type !== "instance") return;
  const known = instances.get(object.constructorName) ?? [];
  if (known.length < KEPT_PER_CLASS) instances.set(object.constructorName, [...known, trial]);
}

/**
 * Keeps a trial that shows something new; 1 where it reached a point that none did before. What only trials reach that
 * are of no use to whoever searches (`isGood`) is looked for further.
 */
export function keep(archive: Archive, trial: Trial, isGood: (trial: Trial) => boolean = () => true): number {
  if (!isUseful(trial)) return 0;
  const { reached, seen } = archive;
  const isNew = trial.record.reached.some((point) => !reached.has(point));
  const places = isNew && isGood(trial) ? reached : seen;
  const fresh = trial.record.reached.filter((point) => !places.has(point));
  for (const point of fresh) places.add(point);
  for (const point of trial.record.reached) seen.add(point);
  const { point } = trial.scenario.call;
  const known = archive.trials.get(point) ?? [];
  const isRare = (): boolean => {
    const kind = kindOf(trial);
    return known.filter((other) => kindOf(other) === kind).length < 4;
  };
  if (fresh.length > 0 || (known.length < KEPT_PER_ENTRY && isRare())) {
    archive.trials.set(point, [...known, trial]);
    keepInstance(archive, trial);
  }
  return fresh.length > 0 ? 1 : 0;
}
