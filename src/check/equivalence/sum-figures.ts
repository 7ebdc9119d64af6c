import type { Figures } from "../../domain/gate.ts";
import type { ComparisonFigures } from "../../probe/compare/comparison.ts";

/** The figures of all changed modules together. */
export type Sum = ComparisonFigures;

export const NO_FIGURES: Sum = {
  functions: 0,
  calls: 0,
  mute: 0,
  unsteady: 0,
  beforeReached: 0,
  beforePoints: 0,
  afterReached: 0,
  afterPoints: 0,
  inQuestion: 0,
  inQuestionReached: 0,
  mutants: 0,
  noticed: 0,
};

/** Adds the figures of one module. */
export function addFigures(sum: Sum, own: ComparisonFigures): Sum {
  return {
    functions: sum.functions + own.functions,
    calls: sum.calls + own.calls,
    mute: sum.mute + own.mute,
    unsteady: sum.unsteady + own.unsteady,
    beforeReached: sum.beforeReached + own.beforeReached,
    beforePoints: sum.beforePoints + own.beforePoints,
    afterReached: sum.afterReached + own.afterReached,
    afterPoints: sum.afterPoints + own.afterPoints,
    inQuestion: sum.inQuestion + own.inQuestion,
    inQuestionReached: sum.inQuestionReached + own.inQuestionReached,
    mutants: sum.mutants + own.mutants,
    noticed: sum.noticed + own.noticed,
  };
}

function share(part: number, whole: number): string {
  return whole === 0 ? "100 %" : `${Math.floor((100 * part) / whole)} %`;
}

/** What the report shows. */
export function toFigures(sum: Sum): Figures {
  return {
    functions: sum.functions,
    calls: sum.calls,
    covered_before: share(sum.beforeReached, sum.beforePoints),
    covered_after: share(sum.afterReached, sum.afterPoints),
    changed_code_reached: `${sum.inQuestionReached} of ${sum.inQuestion}`,
    small_changes_noticed: `${sum.noticed} of ${sum.mutants}`,
    ...(sum.mute === 0 ? {} : { calls_without_answer: sum.mute }),
    ...(sum.unsteady === 0 ? {} : { calls_not_repeatable: sum.unsteady }),
  };
}
