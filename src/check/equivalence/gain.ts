import type { FileMetrics } from "../../code/metrics/measure-file.ts";
import { changedMeasures } from "../../code/metrics/measures.ts";
import type { Figures } from "../../domain/gate.ts";

/** Metrics of all changed files together, with what each is called in the report. */
export interface Gain {
  /** `cognitive: "12 → 9"` for each metric that is not the same before and after. */
  readonly figures: Figures;
  readonly improved: readonly string[];
}

/** Which metrics are better; what stays the same is not told. */
export function toGain(before: FileMetrics, after: FileMetrics): Gain {
  const changed = changedMeasures(before, after);
  return {
    figures: Object.fromEntries(changed.map((one) => [one.figure, `${one.before} → ${one.after}`])),
    improved: changed.filter((one) => one.after < one.before).map(({ figure }) => figure),
  };
}
