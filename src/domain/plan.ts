import type { Task, TaskKind } from "./task.ts";

export const SKIP_REASONS = [
  "deleted",
  "submodule",
  "symlink",
  "binary",
  "lfs-pointer",
  "too-large",
  "unsupported-name",
  "not-utf8",
  "protected",
  "no-rule",
  "rule-has-no-task",
  "not-selected",
  "no-writable-path",
  "nothing-to-fill-in",
  "writable-taken",
  "task-limit",
  "daily-cap",
  "not-hot",
  "tried",
  "package-stays",
  "no-engine",
  "no-changes",
  "unborn-branch",
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** Something that was left out, and why. */
export interface Skip {
  /** The path, escaped where it is not valid UTF-8; absent where the whole run is meant. */
  readonly path?: string;
  readonly kind?: TaskKind;
  readonly reason: SkipReason;
  /** The reason in words, with the figures and the remedy. */
  readonly detail: string;
}

/** All tasks of a run and everything that was left out. */
export interface Plan {
  readonly tasks: readonly Task[];
  readonly skips: readonly Skip[];
}
