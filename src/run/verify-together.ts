/** The phase `verify`: the changes of several bundles, run together before anybody may publish them. */
import { runBaseline } from "../check/baseline.ts";
import type { BundleEntry } from "../domain/bundle.ts";
import { ConfigError } from "../domain/errors.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { SumVerdict } from "../domain/sum-verdict.ts";
import type { Task } from "../domain/task.ts";
import type { Workspace, WorkspacePool } from "../ports.ts";
import type { MergedBundle } from "../publish/merge-bundles.ts";
import { toDropped } from "../publish/sum-verdict.ts";
import { MANIFEST_FILE } from "../publish/to-bundle.ts";
import type { AcceptedOutcome } from "./check-sum.ts";
import { combine, type Combined } from "./combine.ts";
import { createInstalledPackages } from "./installed.ts";
import { createLastAccepted } from "./last-accepted.ts";
import type { Meter } from "./meter.ts";
import { openBundles } from "./open-bundles.ts";
import type { Prepared } from "./prepare.ts";
import type { Proposed } from "./propose-all.ts";
import { applyPatches, readFiles, toTask, verifyParts, type VerifyScene } from "./verify-parts.ts";

interface TogetherScene extends VerifyScene {
  readonly prepared: Prepared;
  readonly pool: WorkspacePool;
  readonly meter: Meter;
  /** Aborted when the user cancels or the policy's time is up. */
  readonly signal: AbortSignal;
}

/** What came of it: the tasks are those of the bundles, whatever would be planned now. */
export interface Together extends Proposed {
  readonly tasks: readonly Task[];
  readonly verdict: SumVerdict;
}

/**
 * Runs the gates on the changes of all bundles together; where they fail, looks for a large set that holds. The bundles are
 * believed in nothing, as by publish, and nothing of them is changed. Throws ConfigError where they cannot be believed.
 */
export async function verifyTogether(files: ReadonlyMap<string, string>, scene: TogetherScene): Promise<Together> {
  const { prepared, settings, dependencies, pool, meter, signal } = scene;
  const bundle = openBundles(files, scene);
  await using workspace = meter.watch(await pool.create());
  await verifyParts(bundle, workspace, scene);
  const accepted = await toAccepted(bundle, workspace, scene);
  const tasks = accepted.map(({ task }) => task);
  await workspace.reset();
  const { events } = dependencies;
  events.emit({ type: "phase", phase: "baseline", detail: "the repository's own checks on the untouched tree" });
  const { policy } = prepared.effective;
  const failing = settings.failing === undefined ? {} : { failing: settings.failing };
  const baseline = await runBaseline({ workspace, policy, tasks, ...failing, events, signal });
  const installed = createInstalledPackages(dependencies.installed);
  const check = { scene, baseline, installed, signal, lastAccepted: createLastAccepted() };
  const combined = await combine(accepted, workspace, check);
  dependencies.signal.throwIfAborted();
  return { ...combined, baseline, tasks, verdict: toVerdict(combined, bundle, dependencies.digest, files) };
}

/** Each change as it was accepted by the job that made it, with the files as its patch makes them. */
async function toAccepted(
  { manifest, patches }: MergedBundle,
  workspace: Workspace,
  scene: TogetherScene,
): Promise<readonly AcceptedOutcome[]> {
  const found: AcceptedOutcome[] = [];
  for (const entry of manifest.entries) {
    const placed = toTask(entry, scene);
    if (placed === undefined) throw new ConfigError([unplaced(entry)]);
    await workspace.reset();
    await applyPatches([entry], patches, workspace);
    const changes = await readFiles(entry, workspace, scene);
    const { engine, rationale } = entry;
    const candidate = { task: placed.task, attempt: 1, engine, rationale, files: changes };
    const patch = patches.get(entry.task) ?? "";
    found.push({ type: "accepted", task: placed.task, candidate, patch, gates: [], attempts: [] });
  }
  return found;
}

function unplaced({ patch, kind, target }: BundleEntry): ConfigError["problems"][number] {
  const message = `no rule of the policy allows ${kind} of ${target}`;
  return { place: patch, message, remedy: "Make a new bundle with assay propose." };
}

function toVerdict(
  { outcomes, tree }: Combined,
  { parts }: MergedBundle,
  digest: (text: string) => string,
  files: ReadonlyMap<string, string>,
): SumVerdict {
  const idsOf = (ends: readonly Outcome[]): readonly string[] => ends.map(({ task }) => task.id).toSorted();
  const manifests = parts.map(({ name }) => files.get(name === "" ? MANIFEST_FILE : `${name}/${MANIFEST_FILE}`) ?? "");
  const dropped = outcomes.flatMap((outcome) => {
    if (outcome.type === "accepted") return [];
    return [toDropped(outcome.task.id, outcome.reason, outcome.fault === undefined ? "gates" : "fault")];
  });
  return {
    schema: "assay/verdict@1",
    bundles: manifests.map(digest).toSorted(),
    kept: idsOf(outcomes.filter(({ type }) => type === "accepted")),
    dropped: dropped.toSorted((a, b) => (a.task < b.task ? -1 : 1)),
    tree,
  };
}
