import { GITHUB_LIMITS } from "../domain/github-limits.ts";
import type { Matrix, Shard } from "../domain/matrix.ts";
import type { Plan, Skip } from "../domain/plan.ts";
import type { Task, TaskKind } from "../domain/task.ts";

/** What jobs are made of. */
export interface ShardInput {
  readonly plan: Plan;
  /** Most jobs that are wanted. */
  readonly most: number;
  /** Bytes of a task's target; 0 where it does not exist yet. */
  readonly bytesOf: (task: Task) => number;
}

/** The plan without what no job could be told of, and its jobs. */
export interface ShardedPlan {
  readonly plan: Plan;
  readonly matrix: Matrix;
}

/**
 * What a task of a kind costs, in units that only compare: starting on it, and each KiB of its target. Tests are
 * explored, run again and again and tried on mutants; docs are written and compared.
 */
const COSTS: Readonly<Record<TaskKind, { readonly start: number; readonly perKiB: number }>> = {
  tests: { start: 10, perKiB: 4 },
  scaffold: { start: 6, perKiB: 1 },
  refactor: { start: 6, perKiB: 1 },
  fix: { start: 4, perKiB: 1 },
  docs: { start: 2, perKiB: 0.5 },
};

/** What a task is expected to cost, compared with others. */
export function expectedCost(kind: TaskKind, bytes: number): number {
  const { start, perKiB } = COSTS[kind];
  return start + (perKiB * bytes) / 1024;
}

/** The tasks that there is room for in what is handed from job to job, and the others as skips. */
function fit(tasks: readonly Task[]): { readonly kept: readonly Task[]; readonly skips: readonly Skip[] } {
  let room: number = GITHUB_LIMITS.matrixText - 64 * GITHUB_LIMITS.matrixJobs;
  const kept = tasks.filter(({ id }) => {
    room -= id.length + 1;
    return room >= 0;
  });
  const detail = `a matrix has room for ${kept.length} tasks (${GITHUB_LIMITS.matrixText} characters)`;
  const skips = tasks
    .slice(kept.length)
    .map(({ target, kind }): Skip => ({ path: target, kind, reason: "task-limit", detail }));
  return { kept, skips };
}

/**
 * Tasks in at most `most` jobs that are expected to take about the same: the costliest first, each to the job with the
 * least to do so far (R. L. Graham, Bounds on Multiprocessing Timing Anomalies, 1969: at most a third longer than the
 * best there is). The same plan gives the same jobs; tasks of a job stay in the plan's order.
 */
export function toShards({ plan, most, bytesOf }: ShardInput): ShardedPlan {
  const { kept, skips } = fit(plan.tasks);
  const count = Math.min(most, GITHUB_LIMITS.matrixJobs, kept.length);
  const jobs = Array.from({ length: count }, () => ({ cost: 0, places: [] as number[] }));
  const costs = kept.map((task, place) => ({ place, cost: expectedCost(task.kind, bytesOf(task)) }));
  for (const { place, cost } of costs.toSorted((a, b) => b.cost - a.cost || a.place - b.place)) {
    const [first, ...others] = jobs;
    if (first === undefined) break;
    let least = first;
    for (const job of others) if (job.cost < least.cost) least = job;
    least.places.push(place);
    least.cost += cost;
  }
  const include = jobs.map(({ places }, index): Shard => {
    const own = new Set(places);
    const ids = kept.filter((_, place) => own.has(place)).map(({ id }) => id);
    return { shard: index + 1, only: ids.join(",") };
  });
  return { plan: { tasks: kept, skips: [...plan.skips, ...skips] }, matrix: { include } };
}

/** One job for work that is found out only by executing something. */
export const WHOLE: Matrix = { include: [{ shard: 1, only: "" }] };

/** A plan with a skip for each task that a job was told to take on and that is not in it. */
export function tellMissing(plan: Plan, only: readonly string[] | undefined): Plan {
  const planned = new Set(plan.tasks.map(({ id }) => id));
  const missing = (only ?? []).filter((id) => !planned.has(id));
  const skips = missing.map((id): Skip => {
    const detail = `the task ${id} was asked for (only), but it is none of this commit's plan`;
    return { reason: "not-selected", detail };
  });
  return skips.length === 0 ? plan : { ...plan, skips: [...plan.skips, ...skips] };
}
