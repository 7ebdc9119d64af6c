import type { FileChange } from "./change.ts";
import type { EngineName } from "./engine-name.ts";
import type { Choice, Confidence, ProposedPlan, Suspicion } from "./proposal.ts";
import type { Task } from "./task.ts";

/** A proposal applied to the untouched tree, at an attempt. */
export interface Candidate {
  readonly task: Task;
  /** 1-based. */
  readonly attempt: number;
  readonly engine: EngineName;
  readonly rationale: string;
  /** How sure the engine was; absent where it did not say. */
  readonly confidence?: Confidence;
  /** What else would have done, where the check leaves it open. */
  readonly choice?: Choice;
  /** What looks like a mistake in the code that is there; absent: nothing. */
  readonly suspicions?: readonly Suspicion[];
  readonly files: readonly FileChange[];
  /** What the engine said that it would do; absent where it plans nothing. */
  readonly plan?: ProposedPlan;
}
