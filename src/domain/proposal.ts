import type { Edit } from "./edit.ts";

/** What an engine said that it would do, before it did it. */
export interface ProposedPlan {
  readonly steps: readonly string[];
  readonly files: readonly string[];
  readonly risks: readonly string[];
  /** How it will be seen that it works. */
  readonly verify: string;
}

/** `guess`: something else could have been meant as well, so a test has to have run what was changed. */
export type Confidence = "certain" | "guess";

/** Code of the diagnostic by which a gate says that no test has run what a guess changed. */
export const UNPROVED_GUESS = "unproved-guess";

/** An engine's answer to a task. An engine never throws for any of these. */
export type Proposal =
  | {
      readonly type: "proposed";
      readonly edits: readonly Edit[];
      readonly rationale: string;
      /** Absent where the engine plans nothing. */
      readonly plan?: ProposedPlan;
      /** Absent where the engine does not say how sure it is. */
      readonly confidence?: Confidence;
    }
  /** There is nothing to do, or nothing that this engine can do; not a failure. */
  | { readonly type: "declined"; readonly reason: string }
  /** The answer could not be read or applied. */
  | { readonly type: "malformed"; readonly reason: string }
  /** The engine could not work (endpoint down, over budget). */
  | { readonly type: "failed"; readonly reason: string };
