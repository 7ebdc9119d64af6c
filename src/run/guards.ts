import type { Plan, Skip } from "../domain/plan.ts";
import type { EffectivePolicy } from "../domain/policy.ts";
import { MAX_RUNS_A_DAY, type RunCount } from "../domain/run-state.ts";
import { DEFAULT_CAPS, type CapsPolicy } from "../domain/schedule-policy.ts";
import type { Settings } from "../domain/settings.ts";
import type { RunDependencies } from "./dependencies.ts";
import type { Memory } from "./memory.ts";

/** Whether a policy counts anything by the day. */
export function isCounted(caps: CapsPolicy | undefined): boolean {
  return caps?.runs !== undefined || caps?.tasks !== undefined || caps?.usd !== undefined;
}

/** The red command that fixes are to come from; undefined where none was named or no fix is asked for. */
export function failingOf(
  { failing, tasks }: Pick<Settings, "failing" | "tasks">,
  { effective }: { readonly effective: Pick<EffectivePolicy, "policy"> },
): string | undefined {
  return (tasks ?? effective.policy.tasks).includes("fix") ? failing : undefined;
}

/** A job that works on tasks which a plan has chosen: the plan has looked at memory and caps for it. */
export function isShard({ phase, only }: Pick<Settings, "phase" | "only">): boolean {
  return phase === "propose" && only !== undefined;
}

/** The day of a moment, UTC: `2026-11-26`. */
export function toDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** Runs that start runs end here: why nothing is done, where the latest commits are Assay's own. */
export async function readDepth(
  head: string,
  caps: CapsPolicy | undefined,
  { history }: Pick<RunDependencies, "history">,
): Promise<string | undefined> {
  const { depth: most } = caps ?? DEFAULT_CAPS;
  const past = await history?.();
  const depth = (await past?.depth(head)) ?? 0;
  if (depth < most) return (await past?.isCutOff(head)) === true ? cutOff(depth, most) : undefined;
  if (depth === 1) return "the commit was made by Assay itself, so there is nothing to do (caps.depth in the policy)";
  return `the last ${depth} runs on this branch were Assay's own, and the policy allows ${most} (caps.depth)`;
}

/** What cannot be counted counts as full. */
function cutOff(depth: number, most: number): string {
  const seen = depth === 1 ? "the last run on this branch was" : `the last ${depth} runs on this branch were`;
  return `${seen} Assay's own, and the clone ends there, so whether it is more than the ${most} that the policy allows (caps.depth) is not known: fetch the whole history (actions/checkout with fetch-depth: 0, or git fetch --unshallow)`;
}

/** What the runs of a day have taken on, by run; or why that is not known. */
export type DayCounts =
  | { readonly type: "known"; readonly runs: Readonly<Record<string, RunCount>> }
  | { readonly type: "unknown"; readonly reason: string };

/** How many tasks the day's caps leave room for, and why no more. */
interface Room {
  readonly tasks: number;
  readonly detail: string;
}

/** The counts of the day of a moment, without those of one run. */
export function toDayCounts(memory: Memory, at: Date, run?: string): DayCounts {
  if (!memory.ok) return { type: "unknown", reason: memory.reason };
  if (memory.partial !== undefined) return { type: "unknown", reason: memory.partial };
  const runs = Object.entries(memory.state.days[toDay(at)] ?? {}).filter(([key]) => key !== run);
  return { type: "known", runs: Object.fromEntries(runs) };
}

/** What cannot be counted counts as full: a cap that is lifted by a fault is none. */
export function readRoom(caps: CapsPolicy, day: DayCounts): Room {
  if (day.type === "unknown") {
    const detail = `what runs have done today cannot be read (${day.reason}), so the caps of the policy count as reached`;
    return { tasks: 0, detail };
  }
  const counts = Object.values(day.runs);
  const tasks = counts.reduce((sum, one) => sum + one.tasks, 0);
  const usd = counts.reduce((sum, one) => sum + one.usd, 0);
  const worked = counts.filter((one) => one.tasks > 0).length;
  if (counts.length >= MAX_RUNS_A_DAY) {
    return { tasks: 0, detail: `${counts.length} runs were counted today, and more than that cannot be told apart` };
  }
  if (caps.runs !== undefined && worked >= caps.runs) {
    const detail = `${worked} runs have worked today, and the policy allows ${caps.runs} a day (caps.runs)`;
    return { tasks: 0, detail };
  }
  if (caps.usd !== undefined && usd >= caps.usd) {
    const open = counts.some(({ ended }) => ended === undefined) ? ", or may be by runs that have not ended" : "";
    const detail = `$${usd.toFixed(2)} was spent today${open}, and the policy allows $${caps.usd} a day (caps.usd)`;
    return { tasks: 0, detail };
  }
  if (caps.tasks === undefined) return { tasks: Number.POSITIVE_INFINITY, detail: "" };
  const detail = `${tasks} tasks were taken on today, and the policy allows ${caps.tasks} a day (caps.tasks)`;
  return { tasks: Math.max(0, caps.tasks - tasks), detail };
}

/** What the day's caps leave of a plan. */
export function capPlan(plan: Plan, caps: CapsPolicy | undefined, day: DayCounts): Plan {
  if (caps === undefined || plan.tasks.length === 0) return plan;
  const { tasks: room, detail } = readRoom(caps, day);
  const skips = plan.tasks
    .slice(room)
    .map(({ target, kind }): Skip => ({ path: target, kind, reason: "daily-cap", detail }));
  return { tasks: plan.tasks.slice(0, room), skips: [...plan.skips, ...skips] };
}
