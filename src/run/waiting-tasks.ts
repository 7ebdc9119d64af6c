import type { Plan } from "../domain/plan.ts";
import type { EffectivePolicy, PublishMode } from "../domain/policy.ts";
import type { Settings } from "../domain/settings.ts";
import type { Matcher } from "../policy/match.ts";
import { createApprovalTest } from "../policy/approval-needed.ts";
import { publishModeOf } from "./task-rule.ts";

/** What is written on GitHub; the rest stays on this machine and waits for nobody. */
const ON_GITHUB: readonly PublishMode[] = ["commit", "pull-request", "suggestions"];

/** The plan with the yes that each task can need, by all that it may write: what it does write is known at its end. */
export function withApprovals(
  plan: Plan,
  scene: { readonly effective: EffectivePolicy; readonly matcher: Matcher; readonly settings: Settings },
): Plan {
  const { policy } = scene.effective;
  if (policy.approval === undefined) return plan;
  const needs = createApprovalTest(policy);
  const tasks = plan.tasks.map((task) => {
    if (!ON_GITHUB.includes(publishModeOf(task, scene))) return task;
    const needed = needs({ kind: task.kind, paths: [task.target, ...task.writable] });
    return needed === undefined ? task : { ...task, approval: needed.asks.by };
  });
  return { ...plan, tasks };
}
