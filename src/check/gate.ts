import type { FileChange } from "../domain/change.ts";
import type { GateAnswer, GateName } from "../domain/gate.ts";
import type { GateSetting, Policy } from "../domain/policy.ts";
import type { Confidence } from "../domain/proposal.ts";
import type { RepoPath } from "../domain/repo-path.ts";
import type { Task } from "../domain/task.ts";
import type { Clock, Workspace } from "../ports.ts";
import type { Baseline } from "./baseline.ts";
import type { CopyIndex } from "./license/copy-index.ts";
import type { ToolRunner } from "./tool-runner.ts";

/** What is judged: one candidate, or all accepted edits together. */
export interface GateSubject {
  readonly scope: "candidate" | "sum";
  /** One task for a candidate; for the sum those whose edits are in it. */
  readonly tasks: readonly Task[];
  /** Sorted by path; each path once. */
  readonly files: readonly FileChange[];
  /** How sure the engine was of a candidate; absent where it did not say, and for the sum. */
  readonly confidence?: Confidence;
  /** Of a candidate: all tests are asked for, and not those that reach its files; absent: the latter. */
  readonly tests?: "whole";
}

/** The third-party code beside the repository's own: what its package manager installed, and folders of copied code. */
export interface InstalledPackages {
  /**
   * Text of one file below the tree's root whose path has a segment of installed or vendored code, such as
   * `node_modules/x/package.json`; follows the links of package managers; undefined where there is none or it is no text.
   */
  read(path: string): Promise<string | undefined>;
  /** Files directly in such a folder; empty where there is none. */
  list(path: string): Promise<readonly string[]>;
  /** Fingerprints of the installed sources; built once per lockfile. Absent: copied text cannot be told. */
  copies(): Promise<CopyIndex | undefined>;
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
  /** The check that is red now and has to become green, as a shell line of the user's; absent where none was named. */
  readonly failing?: string;
  /** For gates that search as long as they may. */
  readonly clock?: Clock;
  /** The job's own environment, whose secret values must not appear in a candidate; never handed to a command. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** What the installed third-party packages say of themselves; absent where the run has no access to them. */
  readonly installed?: InstalledPackages;
}

/** As much of the context as static gates use. */
export interface StaticContext extends Pick<GateContext, "subject" | "environment" | "installed"> {
  readonly policy: Pick<Policy, "license" | "secrets">;
  readonly workspace: Pick<Workspace, "read">;
}

/** A named check that a candidate must pass. One file each in `gates/`, all of this shape. */
export interface Gate {
  readonly name: GateName;
  /** `executes` means that it runs the repository's tools, which may run the candidate's code. */
  readonly cost: "static" | "executes";
  /** `files`: within an attempt the answer depends on the subject's files alone, so it need not be asked twice. */
  readonly goesBy?: "files";
  /** Whether there is anything for it to say about this subject; where not it is not listed at all. Absent: always. */
  isAbout?(context: Pick<GateContext, "subject" | "failing">): boolean;
  /** Answers for every candidate; may throw only for a bug, which the runner reports as `errored`. */
  check(context: GateContext): Promise<GateAnswer> | GateAnswer;
}
