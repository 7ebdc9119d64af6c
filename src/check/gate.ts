import type { FileChange } from "../domain/change.ts";
import type { GateAnswer, GateName, GateSetting } from "../domain/gate.ts";
import type { Policy } from "../domain/policy.ts";
import type { RepoPath } from "../domain/repo-path.ts";
import type { Task } from "../domain/task.ts";
import type { Workspace } from "../ports.ts";
import type { Baseline } from "./baseline.ts";
import type { ToolRunner } from "./tool-runner.ts";

/** What is judged: one candidate, or all accepted edits together. */
export interface GateSubject {
  readonly scope: "candidate" | "sum";
  /** One task for a candidate; for the sum those whose edits are in it. */
  readonly tasks: readonly Task[];
  /** Sorted by path; each path once. */
  readonly files: readonly FileChange[];
}

/** Everything that a gate may look at. Gates that are static use no more than `subject`, `policy` and `setting`. */
export interface GateContext {
  readonly subject: GateSubject;
  readonly policy: Policy;
  /** The gate's own level and thresholds, the rule's over the policy's. */
  readonly setting: GateSetting;
  /** The glob of the protected set that covers a path; undefined where none does. */
  readonly protectedBy: (path: RepoPath) => string | undefined;
  /** The subject is applied in it. */
  readonly workspace: Workspace;
  /** What the tools said of the untouched tree. */
  readonly baseline: Baseline;
  /** Runs the repository's tools on the subject; the same run twice costs once. */
  readonly tools: ToolRunner;
  readonly signal: AbortSignal;
}

/** A named check that a candidate must pass. One file each in `gates/`, all of this shape. */
export interface Gate {
  readonly name: GateName;
  /** `executes` means that it runs the repository's tools, which may run the candidate's code. */
  readonly cost: "static" | "executes";
  /** Answers for every candidate; may throw only for a bug, which the runner reports as `errored`. */
  check(context: GateContext): Promise<GateAnswer> | GateAnswer;
}
