import type { ProposedPlan } from "../../domain/proposal.ts";
import { toRepoPath } from "../../domain/repo-path.ts";
import type { Task } from "../../domain/task.ts";

/** Why a plan cannot be carried out under the policy; undefined where it can. */
export function checkPlan(plan: ProposedPlan, task: Task): string | undefined {
  if (plan.steps.length === 0) return "the plan has no steps";
  if (plan.files.length === 0) return "the plan names no file that it will write";
  for (const name of plan.files) {
    const path = toRepoPath(name.replace(/^\.\//u, ""));
    if (path.ok && task.writable.includes(path.path)) continue;
    return `the plan writes ${JSON.stringify(name.slice(0, 200))}, which this task may not write. It may write ${task.writable.join(", ")}`;
  }
  return undefined;
}
