import type { Candidate } from "../domain/candidate.ts";
import type { Policy, PublishMode } from "../domain/policy.ts";
import { DEFAULT_REPAIR } from "../domain/repair-policy.ts";
import type { Settings } from "../domain/settings.ts";

/** Whether an accepted change mends a failing check in a way that may not be the one that is meant. */
export function isOpenRepair(
  { task, confidence }: Pick<Candidate, "task" | "confidence">,
  failure: "failing check" | "none",
): boolean {
  return failure === "failing check" && task.kind === "fix" && confidence === "guess";
}

/**
 * How a repair is published that may not be the one that is meant: by the policy's `repair.ambiguous`, and never by more
 * than its rule allows. A terminal has no pull request to suggest anything on.
 */
export function toCautiousMode(
  mode: PublishMode,
  { repair = DEFAULT_REPAIR }: Pick<Policy, "repair">,
  { ci }: Pick<Settings, "ci">,
): PublishMode {
  if (mode === "none" || repair.ambiguous === "publish") return mode;
  const isLocal = mode === "patch" || mode === "worktree" || !ci;
  return repair.ambiguous === "patch" || isLocal ? "patch" : "suggestions";
}

/** Whether an entry of a bundle asks for no more than it may: less can always be done with a change. */
export function isLess(asked: PublishMode, allowed: PublishMode): boolean {
  if (allowed === "none" || asked === allowed) return asked === allowed;
  return asked === "patch" || (asked === "suggestions" && (allowed === "commit" || allowed === "pull-request"));
}
