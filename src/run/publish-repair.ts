/** The repair of a failure of CI, in the job that may write: what holds for the whole run is asked here once more. */
import type { RepairEnd } from "../domain/ci-repair.ts";
import type { Publication } from "../domain/publication.ts";
import type { Settings } from "../domain/settings.ts";
import type { Task } from "../domain/task.ts";
import type { RunDependencies } from "./dependencies.ts";
import { openBundles } from "./open-bundles.ts";
import { openTally } from "./open-tally.ts";
import type { Prepared } from "./prepare.ts";
import { withholdSecrets } from "./withhold-secrets.ts";

/** What is told of a failure of CI besides what was published. */
export interface StatedRepair {
  readonly head: string;
  /** Why this job has published nothing, whatever lay in the bundle. */
  readonly reason?: string;
  /** What the job that executed code says; absent: it was not asked. */
  readonly stated?: RepairEnd;
}

interface RepairPlace {
  readonly settings: Settings;
  readonly prepared: Prepared;
}

/**
 * Asks whether the day has room for the changes of a verified bundle, and counts them, in one write: why they may not be
 * published; undefined where they may. What the job that made them was told of the day may not hold any more.
 */
export function createAdmission(
  { settings, prepared, startedAt }: RepairPlace & { readonly startedAt: Date },
  dependencies: RunDependencies,
): (tasks: readonly Task[]) => Promise<string | undefined> {
  return async (tasks) => {
    if (tasks.length === 0) return undefined;
    const tally = await openTally({ settings, ready: prepared, startedAt }, dependencies);
    const { plan } = await tally.takeOn({ ...prepared, plan: { tasks, skips: [] } });
    if (plan.tasks.length === tasks.length) return undefined;
    return plan.skips.find(({ reason }) => reason === "daily-cap")?.detail ?? "the caps of the day are reached";
  };
}

/** What is told where a bundle has been verified, whatever has become of it. */
export async function toStated(
  publication: Publication,
  { files, settings, prepared }: RepairPlace & { readonly files: ReadonlyMap<string, string> },
  dependencies: RunDependencies,
): Promise<StatedRepair> {
  const { manifest } = openBundles(files, { settings, dependencies });
  const { head } = prepared.subject;
  const isRefused = publication.type === "none" && manifest.entries.length > 0;
  const own = isRefused ? { reason: publication.reason } : {};
  if (manifest.repair === undefined) return { head, ...own };
  return { head, ...own, stated: await withholdSecrets(manifest.repair, dependencies) };
}
