import type { BundleEntry } from "../domain/bundle.ts";
import type { Matrix } from "../domain/matrix.ts";
import { DEFAULT_BUDGET } from "../domain/model-policy.ts";
import { toRepoPath } from "../domain/repo-path.ts";
import type { RunCount } from "../domain/run-state.ts";
import type { Settings } from "../domain/settings.ts";
import { toTaskId } from "../plan/plan-tasks.ts";
import { shardOf } from "../publish/match-shards.ts";
import type { MergedBundle, NamedBundle } from "../publish/merge-bundles.ts";
import { parseRefused, type RefusedTask } from "../publish/parse-ends.ts";
import { parseMatrix } from "../publish/parse-matrix.ts";
import { parseStated } from "../publish/parse-stated.ts";
import { renderCount } from "../report/words.ts";
import type { RunDependencies } from "./dependencies.ts";
import { writeMemory } from "./memory.ts";
import { openBundles } from "./open-bundles.ts";
import { toTerms, type Prepared } from "./prepare.ts";
import { toPublishedEnd, toReason, toTriedTasks, type EndedTask, type PublishedGroup } from "./remember.ts";
import { toCounted } from "./tally.ts";
import { ruleOfWork, type Work } from "./task-rule.ts";

type PublishedDependencies = Pick<RunDependencies, "digest" | "version" | "state" | "events" | "clock" | "runKey"> & {
  readonly repository: Pick<RunDependencies["repository"], "readText">;
};

/** What came of a bundle that other jobs made. */
interface Published {
  readonly prepared: Prepared;
  readonly settings: Settings;
  /** Of the bundles, which have been verified. */
  readonly files: ReadonlyMap<string, string>;
  readonly groups: readonly PublishedGroup[];
  readonly startedAt: Date;
}

/**
 * What the job that may write leaves for later runs, of a run that is split into jobs: what it has published itself, and
 * what was tried and refused, and how much was taken on and spent. The latter two are stated by jobs that executed code:
 * what was spent counts with what the policy allows each of them at most, and a refusal where the task is one of the job's
 * own. Code that is tried can make its own candidate fail in any case, and a refusal holds only until file, policy or
 * engines change.
 */
export async function rememberPublished(published: Published, dependencies: PublishedDependencies): Promise<void> {
  const { prepared, startedAt, files, settings } = published;
  const { manifest, reportTexts, parts, dropped } = openBundles(files, { settings, dependencies });
  const count = toCount(prepared, reportTexts);
  const counted = prepared.day === undefined ? undefined : toCounted(count, startedAt, dependencies);
  const ended = [
    ...toRefused(parts, published, dependencies),
    ...toDroppedTasks(dropped, dependencies),
    ...toPublished(manifest.entries, published, dependencies),
  ];
  const place = { head: prepared.subject.head, terms: toTerms(prepared, dependencies) };
  const tried = await toTriedTasks(ended, place, dependencies);
  if (counted === undefined && Object.keys(tried).length === 0) return;
  await writeMemory(dependencies, { schema: "assay/state@1", days: {}, ...counted, tried });
}

function toCount({ effective: { policy } }: Prepared, reportTexts: readonly string[]): RunCount {
  const most = { tasks: policy.limits.tasks, usd: (policy.budget ?? DEFAULT_BUDGET).usd };
  let [tasks, usd] = [0, 0];
  for (const text of reportTexts) {
    const stated = parseStated(text) ?? most;
    tasks += Math.min(most.tasks, stated.tasks);
    usd += Math.min(most.usd, stated.usd);
  }
  return { tasks, usd, ended: true };
}

/** The name of a task is what it is about, whatever a bundle calls it; undefined where that is no path. */
function idOf({ kind, target }: Work, { digest }: PublishedDependencies): string | undefined {
  const checked = toRepoPath(target);
  return checked.ok ? toTaskId(digest, kind, checked.path) : undefined;
}

function toPublished(
  entries: readonly BundleEntry[],
  { groups }: Published,
  dependencies: PublishedDependencies,
): readonly EndedTask[] {
  return entries.flatMap((entry): readonly EndedTask[] => {
    const { task, target, paths } = entry;
    const end = toPublishedEnd(groups.find(({ tasks }) => tasks.includes(task)));
    const id = idOf(entry, dependencies);
    if (end === undefined || id === undefined) return [];
    const beside = paths.includes(target) ? {} : { beside: true as const };
    return [{ id, target, end: { ...end, ...beside, reason: "" } }];
  });
}

/** What holds alone and not together: a verdict on it as any other, which holds until file, policy or engines change. */
function toDroppedTasks(dropped: MergedBundle["dropped"], dependencies: PublishedDependencies): readonly EndedTask[] {
  return dropped.flatMap((one): readonly EndedTask[] => {
    const id = idOf(one, dependencies);
    if (one.because !== "gates" || id === undefined) return [];
    return [{ id, target: one.target, end: { end: "rejected", reason: toReason(one.reason) } }];
  });
}

/** Which of the tasks that came to nothing are believed: those of the one shard that its other tasks are of, too. */
function believed(
  { bundle }: NamedBundle,
  refused: readonly RefusedTask[],
  matrix: Matrix | undefined,
): readonly RefusedTask[] {
  if (matrix === undefined) return refused;
  const tasks = [...bundle.manifest.entries.map(({ task }) => task), ...refused.map(({ id }) => id)];
  return shardOf({ tasks }, matrix) === undefined ? [] : refused;
}

/** What the jobs have tried and refused: under the name that each task has by what it is about, and only what there is. */
function toRefused(
  parts: readonly NamedBundle[],
  { prepared, settings }: Published,
  dependencies: PublishedDependencies,
): readonly EndedTask[] {
  const matrix = settings.matrix === undefined ? undefined : parseMatrix(settings.matrix);
  const accepted = new Set(parts.flatMap(({ bundle }) => bundle.manifest.entries.map(({ task }) => task)));
  const ended: EndedTask[] = [];
  let unbelieved = 0;
  for (const part of parts) {
    const refused = parseRefused(part.bundle.reportText);
    const own = believed(part, refused, matrix);
    unbelieved += refused.length - own.length;
    for (const task of own) {
      const { id, kind, target, end, reason } = task;
      const isOwn = idOf(task, dependencies) === id && ruleOfWork(task, prepared)?.rule.tasks.includes(kind) === true;
      if (isOwn && !accepted.has(id)) ended.push({ id, target, end: { end, reason: toReason(reason) } });
    }
  }
  if (unbelieved > 0) {
    const message = `${renderCount(unbelieved, "refused task")} of no one shard: what is said of them is not remembered`;
    dependencies.events.emit({ type: "note", message });
  }
  return ended;
}
