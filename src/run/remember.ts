import type { Publication } from "../domain/publication.ts";
import type { Report } from "../domain/report.ts";
import type { RunCount, RunState, TriedTask } from "../domain/run-state.ts";
import type { Task } from "../domain/task.ts";
import { flattenPublication } from "../report/flatten-publication.ts";
import { EMPTY_STATE } from "../publish/run-state.ts";
import type { RunDependencies } from "./dependencies.ts";
import { toDay } from "./guards.ts";
import { writeMemory } from "./memory.ts";

/** What became of tasks that were published together. */
export interface PublishedGroup {
  readonly tasks: readonly string[];
  readonly publication: Publication;
}

interface Remembered {
  readonly report: Report;
  readonly terms: string;
  readonly groups: readonly PublishedGroup[];
  readonly startedAt: Date;
}

const MAX_REASON = 200;

type End = Pick<TriedTask, "end" | "reason" | "pull">;

function toEnd(task: string, { report, groups }: Remembered): End | undefined {
  const outcome = report.outcomes.find((one) => one.task.id === task);
  if (outcome === undefined) return undefined;
  if (outcome.type !== "accepted") return { end: outcome.type, reason: outcome.reason };
  const group = groups.find(({ tasks }) => tasks.includes(task));
  for (const one of group === undefined ? [] : flattenPublication(group.publication)) {
    if (one.type === "pull-request") return { end: "proposed", reason: "", pull: one.number };
    if (one.type === "commit") return { end: "published", reason: "" };
  }
  // Not published, for whatever reason: the next run may.
  return undefined;
}

/** Leaves for later runs what became of each task, and of how much was taken on and spent. */
export async function rememberRun(remembered: Remembered, dependencies: RunDependencies): Promise<void> {
  const { report, terms, startedAt } = remembered;
  const day = toDay(remembered.startedAt);
  const tried: [string, TriedTask][] = [];
  for (const { task } of report.outcomes) {
    const end = toEnd(task.id, remembered);
    const text = await textOf(task, report, dependencies);
    if (end === undefined || text === undefined) continue;
    const reason = Array.from(end.reason.replaceAll(/\s+/gu, " ")).slice(0, MAX_REASON).join("");
    tried.push([task.id, { ...end, reason, target: task.target, text, terms, day }]);
  }
  const { days } = countRun({ tasks: report.outcomes.length, usd: report.spending.usd }, startedAt, dependencies);
  await writeMemory(dependencies, { ...EMPTY_STATE, tried: Object.fromEntries(tried), days });
}

async function textOf(
  task: Task,
  { subject }: Report,
  { repository, digest }: RunDependencies,
): Promise<string | undefined> {
  const text = await repository.readText(subject.head, task.target);
  return text === undefined ? undefined : digest(text);
}

/** Counts a run that is about to work, so that one that is killed is counted too. */
export async function rememberStart(tasks: number, startedAt: Date, dependencies: RunDependencies): Promise<void> {
  await writeMemory(dependencies, countRun({ tasks, usd: 0 }, startedAt, dependencies));
}

/** What one run took on, for the day's counts. */
function countRun(count: RunCount, startedAt: Date, { runKey }: RunDependencies): RunState {
  return { ...EMPTY_STATE, days: { [toDay(startedAt)]: { [runKey ?? startedAt.toISOString()]: count } } };
}
