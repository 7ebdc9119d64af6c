/** The phase `verify`: the changes of several bundles, run together before anybody may publish them. */
import { runBaseline, type Baseline } from "../check/baseline.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { SumVerdict } from "../domain/sum-verdict.ts";
import type { Task } from "../domain/task.ts";
import type { WorkspacePool } from "../ports.ts";
import type { MergedBundle } from "../publish/merge-bundles.ts";
import { toDropped } from "../publish/sum-verdict.ts";
import { byText } from "../publish/to-bundle.ts";
import type { AcceptedOutcome } from "./check-sum.ts";
import { combine, type Combined } from "./combine.ts";
import { createInstalledPackages } from "./installed.ts";
import { createLastAccepted } from "./last-accepted.ts";
import type { Meter } from "./meter.ts";
import { openBundles } from "./open-bundles.ts";
import type { Prepared } from "./prepare.ts";
import { verifyParts, type VerifiedChange, type VerifyScene } from "./verify-parts.ts";

interface TogetherScene extends VerifyScene {
  readonly prepared: Prepared;
  readonly pool: WorkspacePool;
  readonly meter: Meter;
  /** Aborted when the user cancels or the policy's time is up. */
  readonly signal: AbortSignal;
  /** Tasks whose changes are left out; absent: none. */
  readonly without?: ReadonlySet<string>;
  /** Tasks whose changes are tried before the others, where not all hold together; absent: in the order of their names. */
  readonly first?: readonly string[];
}

/** What came of it: the tasks are those of the bundles, whatever would be planned now. */
export interface Together extends Combined {
  /** Absent: there was nothing to run. */
  readonly baseline?: Baseline;
  readonly tasks: readonly Task[];
  readonly verdict: SumVerdict;
}

/**
 * Runs the gates on the changes of all bundles together; where they fail, looks for a large set that holds. The bundles are
 * believed in nothing, as by publish, and nothing of them is changed. Throws ConfigError where they cannot be believed.
 */
export async function verifyTogether(files: ReadonlyMap<string, string>, scene: TogetherScene): Promise<Together> {
  const { prepared, settings, dependencies, pool, meter, signal, without = new Set<string>(), first = [] } = scene;
  const bundle = openBundles(files, scene);
  await using workspace = meter.watch(await pool.create());
  const changes = await verifyParts(bundle, workspace, scene);
  const isFirst = ({ task }: AcceptedOutcome): number => (first.includes(task.id) ? 0 : 1);
  const accepted = toAccepted(changes, bundle)
    .filter(({ task }) => !without.has(task.id))
    .toSorted((a, b) => isFirst(a) - isFirst(b));
  const tasks = accepted.map(({ task }) => task);
  await workspace.reset();
  if (accepted.length === 0) {
    const nothing: Combined = { outcomes: [], sum: [], tree: await workspace.tree() };
    return { ...nothing, tasks, verdict: toVerdict(nothing, bundle) };
  }
  const { events } = dependencies;
  events.emit({ type: "phase", phase: "baseline", detail: "the repository's own checks on the untouched tree" });
  const { policy } = prepared.effective;
  const failing = settings.failing === undefined ? {} : { failing: settings.failing };
  const baseline = await runBaseline({ workspace, policy, tasks, ...failing, events, signal });
  const installed = createInstalledPackages(dependencies.installed, signal);
  const check = { scene, baseline, installed, signal, lastAccepted: createLastAccepted() };
  const combined = await combine(accepted, workspace, check);
  dependencies.signal.throwIfAborted();
  return { ...combined, baseline, tasks, verdict: toVerdict(combined, bundle) };
}

/** Each change as it was accepted by the job that made it, with the files as its patch makes them. */
function toAccepted(changes: readonly VerifiedChange[], { patches }: MergedBundle): readonly AcceptedOutcome[] {
  return changes
    .toSorted((a, b) => byText(a.entry.task, b.entry.task))
    .map(({ entry: { engine, rationale }, task, files }) => {
      const candidate = { task, attempt: 1, engine, rationale, files };
      return { type: "accepted", task, candidate, patch: patches.get(task.id) ?? "", gates: [], attempts: [] };
    });
}

function toVerdict({ outcomes, tree }: Combined, { parts }: MergedBundle): SumVerdict {
  const idsOf = (ends: readonly Outcome[]): readonly string[] => ends.map(({ task }) => task.id).toSorted();
  const dropped = outcomes.flatMap((outcome) => {
    if (outcome.type === "accepted") return [];
    return [toDropped(outcome.task.id, outcome.reason, outcome.fault === undefined ? "gates" : "fault")];
  });
  return {
    schema: "assay/verdict@1",
    bundles: parts.map(({ sha256 }) => sha256).toSorted(),
    kept: idsOf(outcomes.filter(({ type }) => type === "accepted")),
    dropped: dropped.toSorted((a, b) => (a.task < b.task ? -1 : 1)),
    tree,
  };
}
