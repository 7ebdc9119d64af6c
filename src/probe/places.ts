import type { GraphModule } from "../code/module-graph.ts";
import type { CallRecord, Effects, StepRecord } from "./types.ts";
import type { SerializedError } from "./values.ts";

/** Turns the places in errors from the text that was run into those of the repository. */
export function createPlaceMap(root: string, modules: readonly GraphModule[]): (record: CallRecord) => CallRecord {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const mapError = (error: SerializedError): SerializedError => {
    if (error.place === undefined) return error;
    const { path, line } = error.place;
    const lines = byPath.get(path)?.lines;
    const name = path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
    return { ...error, place: { path: name, line: lines?.[line - 1] ?? line } };
  };
  const mapStep = (step: StepRecord): StepRecord =>
    step.outcome.type === "threw" ? { ...step, outcome: { type: "threw", error: mapError(step.outcome.error) } } : step;
  const mapEffects = (effects: Effects): Effects =>
    effects.unhandled === undefined ? effects : { ...effects, unhandled: effects.unhandled.map(mapError) };
  return (record) => ({ ...record, steps: record.steps.map(mapStep), effects: mapEffects(record.effects) });
}
