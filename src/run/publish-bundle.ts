import type { Manifest } from "../domain/bundle.ts";
import { ConfigError } from "../domain/errors.ts";
import type { Publication } from "../domain/publication.ts";
import { readsBundles, type Settings } from "../domain/settings.ts";
import type { SumVerdict } from "../domain/sum-verdict.ts";
import type { Task } from "../domain/task.ts";
import type { Workspace, WorkspacePool } from "../ports.ts";
import { countEnds } from "../publish/count-ends.ts";
import { commitMessage } from "../publish/message.ts";
import type { MergedBundle } from "../publish/merge-bundles.ts";
import { renderCount } from "../report/words.ts";
import { renderClaim, takeClaimedOut, type FreeGroup } from "./claims.ts";
import { nameTasks } from "./name-tasks.ts";
import { openBundles } from "./open-bundles.ts";
import { createTold, toPublishGroups, toRequestParts } from "./publish-groups.ts";
import type { PublishedGroup } from "./remember.ts";
import { applyPatches, verifyParts, type VerifyScene } from "./verify-parts.ts";

/** What publish knows for itself, whoever made the bundle. */
export interface PublishScene extends VerifyScene {
  readonly pool: WorkspacePool;
  /** Told what there is to publish, once it has been verified. */
  readonly onVerified?: (bundle: MergedBundle) => void;
  /** Told what became of the tasks that were published together. */
  readonly onGroup?: (group: PublishedGroup) => void;
  /** Asked once the bundles are verified: why their changes may not be published; undefined: they may. */
  readonly admit?: (tasks: readonly Task[]) => Promise<string | undefined>;
  /** When and where the run was, for the commits' trailer. */
  readonly run: string;
}

/**
 * Verifies bundles from scratch, then publishes what they hold: `files` are those of one bundle, or of a directory for
 * each. They are believed in nothing: their digests, their subject, their policy and the tree that their patches make are
 * computed again, and the static gates run again. Throws ConfigError with every reason not to publish.
 */
export async function publishBundle(files: ReadonlyMap<string, string>, scene: PublishScene): Promise<Publication> {
  const bundle = openBundles(files, scene);
  scene.dependencies.events.emit({
    type: "phase",
    phase: "publish",
    detail: toDetail(bundle, scene.settings),
  });
  await confirmOrigin(bundle, scene);
  await using workspace = await scene.pool.create();
  const verified = await verifyParts(bundle, workspace, scene);
  if (bundle.verdict !== undefined) await checkTree(bundle, bundle.verdict, workspace);
  scene.onVerified?.(bundle);
  const barred = await scene.admit?.(verified.map(({ task }) => task));
  if (barred !== undefined) return { type: "none", reason: barred };

  const publications: Publication[] = [];
  const { effective, matcher, dependencies, settings } = scene;
  const { digest, repository, publisherFor } = dependencies;
  const groups = toPublishGroups(bundle.manifest.entries, { effective, matcher, settings, digest });
  const told = createTold(bundle, settings, digest);
  for (const group of groups) {
    const { patches, manifest } = bundle;
    const place = { patches, head: manifest.subject.head, repository, publisher: publisherFor(group.mode), digest };
    const free = await takeClaimedOut(group, place);
    for (const { entry, claim } of free.taken) {
      const publication: Publication = { type: "none", reason: renderClaim(entry, claim) };
      scene.onGroup?.({ tasks: [entry.task], publication, pull: claim.pull });
      publications.push(publication);
    }
    if (free.group.entries.length === 0) continue;
    const publication = await publishGroup(free, { ...bundle, told }, workspace, scene);
    scene.onGroup?.({ tasks: free.group.entries.map(({ task }) => task), publication });
    publications.push(publication);
  }
  const [first, ...others] = publications;
  if (first === undefined) return { type: "none", reason: reasonForNone(bundle.manifest, scene) };
  return others.length === 0 ? first : { type: "several", publications };
}

/** What there is to publish, and where it is from. */
function toDetail(bundle: MergedBundle, settings: Settings): string {
  const changes = `${renderCount(bundle.manifest.entries.length, "accepted change")}, verified again`;
  if (!readsBundles(settings)) return changes;
  const tasks = renderCount(countEnds(bundle).tasks, "task");
  return `${renderCount(bundle.parts.length, "bundle")} with ${tasks} taken in, nothing planned here: ${changes}`;
}

/** Bundles that other jobs have made are of the run that GitHub knows. */
async function confirmOrigin({ parts }: MergedBundle, { dependencies, settings }: PublishScene): Promise<void> {
  if (!readsBundles(settings)) return;
  const stated = parts.flatMap(({ bundle }) => bundle.manifest.run ?? []);
  const confirmed = await dependencies.confirmRun?.(stated);
  for (const message of confirmed?.notes ?? []) dependencies.events.emit({ type: "note", message });
  if (confirmed !== undefined && confirmed.problems.length > 0) throw new ConfigError(confirmed.problems);
}

/** What was run together is what would be published. */
async function checkTree(
  { manifest, patches }: MergedBundle,
  { tree }: SumVerdict,
  workspace: Workspace,
): Promise<void> {
  await workspace.reset();
  await applyPatches(manifest.entries, patches, workspace);
  const made = await workspace.tree();
  if (made === tree) return;
  const message = `the changes that it keeps make the tree ${made}, but ${tree} is what was run`;
  throw new ConfigError([{ place: "verdict", message, remedy: "Nothing was published. Run the jobs again." }]);
}

function reasonForNone(manifest: Manifest, { effective, settings }: PublishScene): string {
  if (manifest.entries.length === 0) return "nothing was accepted";
  if (settings.publish === "none") return "publish (--publish) says none";
  if (effective.source === "none") return "there is no policy file; name a way with publish (--publish)";
  return "the policy says none";
}

async function publishGroup(
  { group, ...claimed }: FreeGroup,
  bundle: MergedBundle & { readonly told: ReturnType<typeof createTold> },
  workspace: Workspace,
  scene: PublishScene,
): Promise<Publication> {
  const { dependencies, run, settings } = scene;
  const { repository, digest } = dependencies;
  const { manifest, patches, reportOf } = bundle;
  const { mode, entries } = group;
  await workspace.reset();
  await applyPatches(entries, patches, workspace);
  const provenanceOf = (task: string): Parameters<typeof commitMessage>[1] => ({
    policySha256: manifest.policy.sha256,
    reportSha256: reportOf.get(task) ?? manifest.reportSha256,
    run,
  });
  const own = { ...manifest, entries, tree: await workspace.tree() };
  return dependencies.publisherFor(mode).publish({
    manifest: own,
    patches,
    messages: new Map(entries.map((entry) => [entry.task, commitMessage(entry, provenanceOf(entry.task))])),
    dryRun: settings.dryRun,
    ...toRequestParts(
      group,
      { ...bundle, ...claimed, manifest: own },
      { ...scene, digest, nameTasks: (ids) => nameTasks(ids, { repository, head: manifest.subject.head, digest }) },
    ),
  });
}
