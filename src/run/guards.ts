import type { Skip } from "../domain/plan.ts";
import type { RunState } from "../domain/run-state.ts";
import { DEFAULT_CAPS, type CapsPolicy } from "../domain/schedule-policy.ts";
import type { Plan } from "../domain/plan.ts";
import type { RunDependencies } from "./dependencies.ts";

/** Whether a policy counts anything by the day. */
export function isCounted(caps: CapsPolicy | undefined): boolean {
  return caps?.runs !== undefined || caps?.tasks !== undefined || caps?.usd !== undefined;
}

/** The day of a moment, UTC: `2026-11-26`. */
export function toDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** Runs that start runs end here: why nothing is done, where the latest commits are Assay's own. */
export async function readDepth(
  head: string,
  caps: CapsPolicy | undefined,
  { history }: RunDependencies,
): Promise<string | undefined> {
  const { depth: most } = caps ?? DEFAULT_CAPS;
  const depth = (await (await history?.())?.depth(head)) ?? 0;
  if (depth < most) return undefined;
  if (depth === 1) return "the commit was made by Assay itself, so there is nothing to do (caps.depth in the policy)";
  return `the last ${depth} runs on this branch were Assay's own, and the policy allows ${most} (caps.depth)`;
}

/** What the day's caps leave of a plan. */
export function capPlan(plan: Plan, caps: CapsPolicy | undefined, day: Readonly<RunState["days"][string]>): Plan {
  if (caps === undefined || plan.tasks.length === 0) return plan;
  const counts = Object.values(day);
  const tasks = counts.reduce((sum, one) => sum + one.tasks, 0);
  const usd = counts.reduce((sum, one) => sum + one.usd, 0);
  const room = caps.tasks === undefined ? plan.tasks.length : Math.max(0, caps.tasks - tasks);
  const spent = caps.usd !== undefined && usd >= caps.usd;
  const full = caps.runs !== undefined && counts.filter((one) => one.tasks > 0).length >= caps.runs;
  const kept = spent || full ? 0 : room;
  const detail = full
    ? `${counts.length} runs have worked today, and the policy allows ${caps.runs} a day (caps.runs)`
    : spent
      ? `$${usd.toFixed(2)} was spent today, and the policy allows $${caps.usd} a day (caps.usd)`
      : `${tasks} tasks were taken on today, and the policy allows ${caps.tasks} a day (caps.tasks)`;
  const skips = plan.tasks
    .slice(kept)
    .map(({ target, kind }): Skip => ({ path: target, kind, reason: "daily-cap", detail }));
  return { tasks: plan.tasks.slice(0, kept), skips: [...plan.skips, ...skips] };
}
