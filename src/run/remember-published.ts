import type { BundleEntry } from "../domain/bundle.ts";
import { DEFAULT_BUDGET } from "../domain/model-policy.ts";
import { toRepoPath } from "../domain/repo-path.ts";
import type { RunCount, RunState, TriedTask } from "../domain/run-state.ts";
import type { Settings } from "../domain/settings.ts";
import { toTaskId } from "../plan/plan-tasks.ts";
import { parseStated } from "../publish/parse-stated.ts";
import type { RunDependencies } from "./dependencies.ts";
import { writeMemory } from "./memory.ts";
import { openBundles } from "./open-bundles.ts";
import { toTerms, type Prepared } from "./prepare.ts";
import { toPublishedEnd, type PublishedGroup } from "./remember.ts";
import { toCounted } from "./tally.ts";

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
 * how much was taken on and spent. That is stated by jobs that executed code, so it counts with what the policy allows
 * each of them at most; that a task was rejected is not believed at all.
 */
export async function rememberPublished(published: Published, dependencies: PublishedDependencies): Promise<void> {
  const { prepared, startedAt, files, settings } = published;
  const { manifest, reportTexts } = openBundles(files, { settings, dependencies });
  const count = toCount(prepared, reportTexts);
  const counted = prepared.day === undefined ? undefined : toCounted(count, startedAt, dependencies);
  const tried = await toPublished(manifest.entries, published, dependencies);
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

async function toPublished(
  entries: readonly BundleEntry[],
  { prepared, groups }: Published,
  dependencies: PublishedDependencies,
): Promise<RunState["tried"]> {
  const { repository, digest, clock } = dependencies;
  const [at, terms] = [clock.now().toISOString(), toTerms(prepared, dependencies)];
  const tried: [string, TriedTask][] = [];
  for (const { task, kind, target, paths } of entries) {
    const end = toPublishedEnd(groups.find(({ tasks }) => tasks.includes(task)));
    const checked = toRepoPath(target);
    if (end === undefined || !checked.ok) continue;
    const text = await repository.readText(prepared.subject.head, target);
    if (text === undefined) continue;
    const beside = paths.includes(target) ? {} : { beside: true as const };
    // The name of a task is what it is about, whatever a bundle calls it.
    const id = toTaskId(digest, kind, checked.path);
    tried.push([id, { ...end, ...beside, target, text: digest(text), terms, at, reason: "" }]);
  }
  return Object.fromEntries(tried);
}
