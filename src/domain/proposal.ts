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

/** Another change that the failing check would have been content with, and that behaves otherwise. */
export interface Alternative {
  readonly path: string;
  /** 1-based line of its first edit. */
  readonly line: number;
  /** One line: what stands there and what would. */
  readonly description: string;
  /** Unified diff against the untouched tree. */
  readonly patch: string;
  /** A call that tells it from the proposed change, with what it comes to; absent where none was found. */
  readonly differs?: { readonly call: string; readonly proposed: string; readonly alternative: string };
}

/** What a failing check leaves open: behaviours, the proposed one among them, of which it does not say which is meant. */
export interface Choice {
  /** At least 2. */
  readonly groups: number;
  /** One of each other behaviour, likeliest first; a few where there are many. */
  readonly alternatives: readonly Alternative[];
}

/** Behaviour that looks like a mistake in the code: told, and held on to by no test. */
export interface Suspicion {
  readonly path: string;
  /** 1-based: where the error comes from, else where the function begins. */
  readonly line: number;
  /** The call that shows it, as code. */
  readonly call: string;
  /** What it does: `gives NaN for ordinary arguments`. */
  readonly what: string;
}

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
      /** Present where the check is content with changes that behave differently. */
      readonly choice?: Choice;
      /** What was found out about the code besides; absent: nothing. */
      readonly suspicions?: readonly Suspicion[];
    }
  /** There is nothing to do, or nothing that this engine can do; not a failure. */
  | { readonly type: "declined"; readonly reason: string }
  /** The answer could not be read or applied. */
  | { readonly type: "malformed"; readonly reason: string }
  /**
   * The engine could not work. `passing`: for a reason that has nothing to do with the task (key refused, endpoint down,
   * the run's budget used up); `lasting`: it would not with the same task another time either.
   */
  | { readonly type: "failed"; readonly reason: string; readonly cause: "passing" | "lasting" };
