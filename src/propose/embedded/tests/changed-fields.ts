import { callStep, type Trial } from "../../../probe/explore/plans.ts";
import type { SerializedValue } from "../../../probe/values.ts";

type Fields = readonly (readonly [string, SerializedValue])[];

/** What an object was last seen as before the call of a trial; empty where it was not seen. */
function fieldsBefore({ scenario, places, record }: Trial): Fields {
  const { makers, before } = scenario;
  // The step in front of the next call: of a maker that answers a promise it is the one that waits for it.
  const made = record.steps[(places[makers.length] ?? 0) - 1]?.outcome;
  const start = made?.type === "returned" ? made.value : undefined;
  const later = before.map((_, index) => record.steps[places[makers.length + index] ?? -1]?.changedThis);
  const seen = later.findLast((state) => state !== undefined) ?? start;
  return seen?.type === "instance" || seen?.type === "object" ? seen.entries : [];
}

/** Fields of an object, by names that a test can write, that the call of a trial has given another value, and the value. */
export function changedFields(trial: Trial): Fields {
  const after = callStep(trial)?.changedThis;
  if (after?.type !== "instance") return [];
  const before = new Map(fieldsBefore(trial).map(([key, value]) => [key, JSON.stringify(value)]));
  return after.entries.filter(([key, value]) => /^[a-z]\w*$/iu.test(key) && before.get(key) !== JSON.stringify(value));
}
