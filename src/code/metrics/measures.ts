import type { FileMetrics } from "./measure-file.ts";

/** A measure of a file, as it is called. */
export interface Measure {
  readonly key: keyof FileMetrics;
  /** Name among the figures of the report. */
  readonly figure: string;
  /** For a sentence. */
  readonly words: string;
}

/** In the order in which they are worth it: what nothing needs goes before what is hard to read. */
export const MEASURES: readonly Measure[] = [
  { key: "dead", figure: "dead", words: "declarations that nothing reads and statements that nothing reaches" },
  { key: "duplicatedLines", figure: "duplicated_lines", words: "lines that stand in the file twice" },
  { key: "cyclomatic", figure: "cyclomatic", words: "paths through the most divided function" },
  { key: "longestFunction", figure: "longest_function", words: "lines of the longest function" },
  { key: "cognitive", figure: "cognitive", words: "cognitive complexity of the whole file" },
  { key: "dated", figure: "dated", words: "forms for which the language has a clearer one" },
];

/** A measure that is not the same before and after; less is better. */
export interface MeasureChange extends Measure {
  readonly before: number;
  readonly after: number;
}

/** The measures that differ, in their order. */
export function changedMeasures(before: FileMetrics, after: FileMetrics): readonly MeasureChange[] {
  return MEASURES.filter(({ key }) => before[key] !== after[key]).map((measure) => ({
    ...measure,
    before: before[measure.key],
    after: after[measure.key],
  }));
}
