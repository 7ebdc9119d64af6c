import type { TaskKind } from "./task.ts";

/**
 * How somebody who may write says yes. The later the stricter: a label is put on by anybody who may write, an approving
 * review is not given by the author of the pull request, an environment's reviewers are named by its settings.
 */
export const APPROVAL_WAYS = ["label", "review", "environment"] as const;
export type ApprovalWay = (typeof APPROVAL_WAYS)[number];

/** Changes of one class of risk, and how a yes is given to them before they are published on GitHub. */
export type ApprovalClass = {
  readonly tasks: readonly TaskKind[];
  /** Globs in order; a leading `!` takes paths out again. Absent: every path. */
  readonly paths?: readonly string[];
} & (
  | { readonly by: Exclude<ApprovalWay, "environment"> }
  /** A GitHub environment, whose protection rules say who is asked. */
  | { readonly by: "environment"; readonly environment: string }
);
