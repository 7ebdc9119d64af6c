import type { CallPlan } from "../types.ts";

/** One behaviour that is another afterwards: how to see it, and both. */
export interface Difference {
  /** What differs: `outcome`, `console output`, `exports`, … */
  readonly aspect: string;
  /** Absent where loading the module alone shows it. */
  readonly plan?: CallPlan;
  /** The call as source text. */
  readonly call: string;
  readonly before: string;
  readonly after: string;
}

/** How much was looked at. */
export interface ComparisonFigures {
  /** Exported functions, constructors, methods and getters. */
  readonly functions: number;
  /** Sequences of calls that were run on both versions and say something. */
  readonly calls: number;
  /** Sequences that say nothing: refused by the fence, endless, crashed. */
  readonly mute: number;
  /** Sequences that do not behave the same twice on the same version. */
  readonly unsteady: number;
  /** Statements, branches and functions reached, of all, by version. */
  readonly beforeReached: number;
  readonly beforePoints: number;
  readonly afterReached: number;
  readonly afterPoints: number;
  /** The same of the code in question. */
  readonly inQuestion: number;
  readonly inQuestionReached: number;
  /** Small changes to the code in question, and how many of them the calls would have shown. */
  readonly mutants: number;
  readonly noticed: number;
}

/** A place in question that no comparable call reaches. */
export interface UnreachedPlace {
  readonly version: "before" | "after";
  /** 1-based. */
  readonly line: number;
}

/** What comparing two versions of a module brought. */
export type Comparison =
  | {
      readonly type: "compared";
      readonly differences: readonly Difference[];
      readonly figures: ComparisonFigures;
      readonly unreached: readonly UnreachedPlace[];
      readonly refused: readonly string[];
    }
  /** Nothing can be said. */
  | { readonly type: "impossible"; readonly reason: string };
