import type { Settings } from "../domain/settings.ts";
import { toShards, WHOLE, type ShardedPlan } from "../plan/to-shards.ts";
import type { PlanDocument } from "../report/to-report-json.ts";
import type { RunDependencies } from "./dependencies.ts";
import { failingOf } from "./guards.ts";
import { prepare, type Prepared } from "./prepare.ts";

/** Jobs of a matrix in CI where nothing is said; in a terminal nobody has asked for any. */
const DEFAULT_SHARDS = 8;

/** The phase `plan`: what would be worked on, and by which jobs of a matrix. Executes nothing, writes nothing. */
export async function runPlan(settings: Settings, dependencies: RunDependencies): Promise<PlanDocument> {
  const prepared = await prepare(settings, dependencies);
  const { subject, effective, halted } = prepared;
  const { version, events } = dependencies;
  if (halted !== undefined) events.emit({ type: "note", message: `Nothing is planned: ${halted}` });
  return { version, subject, policy: effective, ...(await shareOut(prepared, settings, dependencies)) };
}

async function shareOut(
  { plan, subject, effective, halted }: Prepared,
  settings: Settings,
  { repository }: RunDependencies,
): Promise<ShardedPlan> {
  // What a red command is about is known only after it has run, and a plan runs nothing.
  if (halted === undefined && failingOf(settings, { effective }) !== undefined) return { plan, matrix: WHOLE };
  const bytes = new Map<string, number>();
  for (const target of new Set(plan.tasks.map((task) => task.target))) {
    bytes.set(target, (await repository.readText(subject.head, target))?.length ?? 0);
  }
  const most = settings.shards ?? (settings.ci ? DEFAULT_SHARDS : 1);
  return toShards({ plan, most, bytesOf: ({ target }) => bytes.get(target) ?? 0 });
}
