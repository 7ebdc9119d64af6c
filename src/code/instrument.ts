import type ts from "typescript";
import type { CoveragePoint } from "./coverage-point.ts";
import { createInsertions } from "./insertions.ts";
import { mark, type Instrumentation, type InstrumentOptions } from "./instrument-marks.ts";
import { parseCode } from "./source.ts";

export type { CoveragePoint } from "./coverage-point.ts";
export type { InstrumentOptions } from "./instrument-marks.ts";

/** A text with counters, and what they count. */
export interface Instrumented {
  /**
   * The text with counters, on the same lines. It wants three names in scope: `__assayHit` (an array that gets 1 at a
   * point's id), `__assayTick` (called at every function entry and loop turn; may throw to end an endless run) and
   * `__assayCompare(offset, operator, left, right)`, which answers the comparison.
   */
  readonly text: string;
  readonly points: readonly CoveragePoint[];
  /** The original's syntax tree, without doc comments. */
  readonly source: ts.SourceFile;
}

/**
 * Puts counters into a TypeScript or JavaScript text, before it is transpiled: what is counted has the offsets of the
 * original. Statements, functions and branches are those of istanbul. A text with syntax errors gives no useful answer.
 */
export function instrument(path: string, text: string, options: InstrumentOptions): Instrumented {
  const source = parseCode(path, text);
  const state: Instrumentation = { source, insertions: createInsertions(), options, points: [], branches: 0 };
  mark(state, source);
  return { text: state.insertions.apply(text), points: state.points, source };
}
