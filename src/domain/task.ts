import type { ApprovalWay } from "./approval.ts";
import type { RepoPath } from "./repo-path.ts";

export const TASK_KINDS = ["tests", "docs", "fix", "refactor", "scaffold"] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** What the ids of tasks look like: the kind, and ten hexadecimal digits. */
export const TASK_ID = new RegExp(`^(?:${TASK_KINDS.join("|")})-[0-9a-f]{10}$`, "u");

/** What is to be built, in words that are no file of the repository: a specification, or an issue's text. */
export interface Asked {
  readonly text: string;
  /** Where the text is from, for people. */
  readonly from: string;
}

/** One piece of work on one target. */
export interface Task {
  /** `<kind>-<10 hex digits>`; the same for the same kind and target in every run. */
  readonly id: string;
  readonly kind: TaskKind;
  readonly target: RepoPath;
  /** The paths that the task may write; disjoint between the tasks of a plan. */
  readonly writable: readonly RepoPath[];
  /** Why this is work: for example "changed on feature since main". */
  readonly reason: string;
  /** Index into the policy's rules of the rule that asked for it. */
  readonly rule: number;
  /** Absent: the target itself says what there is to do. */
  readonly asked?: Asked;
  /** The `package.json` of a package that is written as ES modules, all of its files together; absent: it is about the target alone. */
  readonly moves?: RepoPath;
  /** The strictest yes that what it may write can need before it is published on GitHub; absent: none. */
  readonly approval?: ApprovalWay;
}
