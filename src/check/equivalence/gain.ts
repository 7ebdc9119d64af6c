import type { FileMetrics } from "../../code/metrics/measure-file.ts";
import type { Figures } from "../../domain/gate.ts";

/** Metrics of all changed files together, with what each is called in the report. */
export interface Gain {
  /** `cognitive: "12 → 9"` for each metric that is not the same before and after. */
  readonly figures: Figures;
  readonly improved: readonly string[];
}

const TITLES: readonly (readonly [keyof FileMetrics, string])[] = [
  ["cognitive", "cognitive"],
  ["cyclomatic", "cyclomatic"],
  ["longestFunction", "longest_function"],
  ["duplicatedLines", "duplicated_lines"],
  ["dead", "dead"],
  ["dated", "dated"],
];

/** Which metrics are better; what stays the same is not told. */
export function toGain(before: FileMetrics, after: FileMetrics): Gain {
  const changed = TITLES.filter(([key]) => before[key] !== after[key]);
  return {
    figures: Object.fromEntries(changed.map(([key, title]) => [title, `${before[key]} → ${after[key]}`])),
    improved: changed.filter(([key]) => after[key] < before[key]).map(([, title]) => title),
  };
}
