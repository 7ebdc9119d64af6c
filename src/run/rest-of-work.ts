import type { SkipReason } from "../domain/plan.ts";
import type { RestOfWork } from "../domain/pull-request.ts";
import { toRepoPath } from "../domain/repo-path.ts";
import type { Settings } from "../domain/settings.ts";
import { TASK_KINDS } from "../domain/task.ts";
import { toTaskId } from "../plan/plan-tasks.ts";
import { parseEnds } from "../publish/parse-ends.ts";

/** What keeps a task from being looked at in one run, and says nothing about whether it is wanted. */
const KEPT: ReadonlySet<string> = new Set<SkipReason>([
  "task-limit",
  "daily-cap",
  "not-hot",
  "not-selected",
  "no-engine",
  "writable-taken",
]);

/**
 * What a run says about work that it does not bring: for pull requests that hold such work already. `reportTexts`: the
 * reports of the run's shards; what one of them was kept from another may have judged.
 */
export function toRestOfWork(
  reportTexts: readonly string[],
  { all, hotspots, paths, tasks, only }: Settings,
  digest: (text: string) => string,
): RestOfWork {
  const ends = reportTexts.map(parseEnds);
  const settled = new Set(ends.flatMap(({ judged }) => judged));
  const skipped = ends.flatMap(({ skips }) => skips.filter(({ reason }) => KEPT.has(reason)));
  const kept = skipped.flatMap(({ path, kind }) => {
    const checked = toRepoPath(path);
    const kinds = kind === undefined ? TASK_KINDS : [kind];
    return checked.ok ? kinds.map((one) => toTaskId(digest, one, checked.path)) : [];
  });
  const heldBack = new Set([...ends.flatMap(({ unjudged }) => unjudged), ...kept].filter((id) => !settled.has(id)));
  const isNarrowed = paths.length > 0 || tasks !== undefined || only !== undefined;
  const looked = isNarrowed ? "selection" : all || hotspots === true ? "everything" : "changes";
  return { settled: [...settled], heldBack: [...heldBack], looked };
}
