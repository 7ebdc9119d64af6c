import type { SerializedValue } from "../values.ts";
import type { EntryPoint } from "./entry-points.ts";
import { endOf, type Trial } from "./plans.ts";

const KEPT_PER_ENTRY = 60;

/** What the search has seen so far. */
export interface Archive {
  readonly trials: Map<EntryPoint, Trial[]>;
  readonly reached: Set<number>;
  readonly tried: Set<string>;
  count: number;
}

/** The name under which trials count as alike: what was reached, and how it ended. */
function kindOf(trial: Trial): string {
  const outcome = endOf(trial)?.outcome;
  const detail =
    outcome?.type === "returned"
      ? shapeOf(outcome.value)
      : outcome?.type === "threw"
        ? outcome.error.name + outcome.error.message.slice(0, 20)
        : "";
  return `${trial.record.reached.join(" ")} ${outcome?.type ?? ""} ${detail}`;
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

/** Keeps a trial that shows something new; 1 where it reached a point that none did before. */
export function keep(archive: Archive, trial: Trial): number {
  if (!isUseful(trial)) return 0;
  const fresh = trial.record.reached.filter((point) => !archive.reached.has(point));
  for (const point of fresh) archive.reached.add(point);
  const { point } = trial.scenario.call;
  const known = archive.trials.get(point) ?? [];
  const alike = known.filter((other) => kindOf(other) === kindOf(trial)).length;
  if (fresh.length > 0 || (alike < 4 && known.length < KEPT_PER_ENTRY)) archive.trials.set(point, [...known, trial]);
  return fresh.length > 0 ? 1 : 0;
}
