/** What failed in CI, where that may be several commands: each repaired by itself, all of it published once. */
import type { BundleEntry } from "../domain/bundle.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { Publication } from "../domain/publication.ts";
import type { Report } from "../domain/report.ts";
import type { Settings } from "../domain/settings.ts";
import { renderCount } from "../report/words.ts";
import type { RunDependencies } from "./dependencies.ts";
import { bundleOf } from "./end-run.ts";
import { mergeReports } from "./merge-reports.ts";
import type { Prepared } from "./prepare.ts";
import type { publishBundle } from "./publish-bundle.ts";
import { parseManifest } from "../publish/parse-manifest.ts";
import { MANIFEST_FILE } from "../publish/to-bundle.ts";
import { runUnderEach } from "./run-under-each.ts";
import { verifyTogether, type Together } from "./verify-together.ts";
import type { Meter } from "./meter.ts";
import type { WorkspacePool } from "../ports.ts";

/** Commands of one run that are repaired; the others are left for the next. */
const MAX_COMMANDS = 3;

/** One command that was red, and what its repair came to. */
interface Repaired {
  readonly failing: string;
  readonly result: RepairResult;
}

/** The end of a run for one command, or for all that failed. */
export interface RepairResult {
  readonly report: Report;
  /** Files of the bundle, by path relative to its directory. */
  readonly bundle: ReadonlyMap<string, string>;
  /** Why nothing was worked on. */
  readonly halted?: string;
}

/** Makes the repair of one command, and publishes nothing. */
type RepairOne = (
  failing: string,
  more: { readonly settings: Settings; readonly runKey?: string; readonly minutes: number },
) => Promise<RepairResult>;

interface SeveralScene {
  /** What becomes of the bundle in the end. */
  readonly publish: typeof publishBundle;
  readonly settings: Settings;
  readonly dependencies: RunDependencies;
  readonly prepared: Prepared;
  readonly repairOne: RepairOne;
}

/** Which lines of each job were red, and why the others were not worked on. */
interface Found {
  readonly repaired: readonly Repaired[];
  readonly reasons: readonly string[];
}

/**
 * Repairs what each failed job comes to: of its lines, likeliest first, the first that is red. All share the time of one
 * run; once one has cost money, the others are left to the embedded engine, so that a run spends no more than its budget.
 */
export async function repairEach(groups: readonly (readonly string[])[], scene: SeveralScene): Promise<Found> {
  const { dependencies, settings, prepared } = scene;
  const { clock, events } = dependencies;
  const started = clock.monotonic();
  const ends = new Map<string, "red" | "not-red">();
  const repaired: Repaired[] = [];
  const reasons: string[] = [];
  for (const lines of groups) {
    for (const failing of lines) {
      const known = ends.get(failing);
      if (known === "red") break;
      if (known === "not-red") continue;
      const minutes = prepared.effective.policy.limits.minutes - (clock.monotonic() - started) / 60_000;
      if (repaired.length >= MAX_COMMANDS || minutes <= 0) {
        const why = minutes <= 0 ? "the run's time limit (limits.minutes) was reached" : "a run repairs three";
        events.emit({ type: "note", message: `\`${failing}\` is left for another run: ${why}` });
        break;
      }
      const spent = repaired.some(({ result }) => result.report.spending.usd > 0);
      const own = spent ? { ...settings, engine: "embedded" as const } : settings;
      const key = dependencies.runKey === undefined ? {} : { runKey: `${dependencies.runKey}/${repaired.length + 1}` };
      const result = await scene.repairOne(failing, { settings: own, minutes, ...key });
      ends.set(failing, result.halted === undefined ? "red" : "not-red");
      if (result.halted === undefined) {
        repaired.push({ failing, result });
        break;
      }
      reasons.push(result.halted);
    }
  }
  return { repaired, reasons };
}

/** The changes of a bundle. */
function entriesOf({ bundle }: RepairResult): readonly BundleEntry[] {
  const parsed = parseManifest(bundle.get(MANIFEST_FILE) ?? "");
  return parsed.ok ? parsed.manifest.entries : [];
}

/** Repairs that change no file that an earlier one changes; what is left out may have the same cause. */
function apart(repaired: readonly Repaired[], { dependencies }: SeveralScene): readonly Repaired[] {
  const taken = new Set<string>();
  return repaired.filter((one) => {
    const paths = entriesOf(one.result).flatMap((entry) => entry.paths);
    const shared = paths.find((path) => taken.has(path));
    if (shared !== undefined) {
      const message = `The repair of \`${one.failing}\` is left out: another one of this run changes ${shared}, too, and may mend both`;
      dependencies.events.emit({ type: "note", message });
      return false;
    }
    for (const path of paths) taken.add(path);
    return paths.length > 0;
  });
}

interface PublishPlace {
  readonly pool: WorkspacePool;
  readonly meter: Meter;
  readonly signal: AbortSignal;
  readonly run: string;
}

/** What of the repairs is accepted, of all that any of them has tried, and the tree that it makes. */
async function toWhole(
  kept: readonly Repaired[],
  together: Together | undefined,
  { dependencies, prepared }: SeveralScene,
): Promise<{ readonly outcomes: readonly Outcome[]; readonly tree: string }> {
  const all = kept.flatMap(({ result }) => result.report.outcomes);
  if (together !== undefined) {
    const holds = new Set(together.verdict.kept);
    return { outcomes: all.filter(({ task }) => holds.has(task.id)), tree: together.tree };
  }
  const parsed = parseManifest(kept[0]?.result.bundle.get(MANIFEST_FILE) ?? "");
  const tree = parsed.ok ? parsed.manifest.tree : await dependencies.repository.treeOf(prepared.subject.head);
  return { outcomes: all, tree };
}

/** Runs the repairs together, under each of the commands that were red, and puts what holds into one bundle. */
export async function publishRepairs(
  repaired: readonly Repaired[],
  scene: SeveralScene,
  place: PublishPlace,
): Promise<RepairResult> {
  const { settings, dependencies, prepared, publish } = scene;
  const kept = apart(repaired, scene);
  const together = kept.length > 1 ? await runTogether(kept, scene, place) : undefined;
  const reports = repaired.map(({ result }) => result.report);
  const { failLevel } = settings;
  const reportOf = (publication: Publication): Report =>
    mergeReports(reports, { publication, failLevel, ...(together && { together }) });
  const bundle = await bundleOf(
    await toWhole(kept, together, scene),
    prepared,
    reportOf({ type: "none", reason: "nothing was published yet" }),
    { settings, dependencies, failure: "failing check" },
  );
  const publication = await publish(bundle, { settings, dependencies, ...prepared, pool: place.pool, run: place.run });
  dependencies.events.emit({ type: "published", publication });
  return { report: reportOf(publication), bundle };
}

async function runTogether(
  kept: readonly Repaired[],
  { settings, dependencies, prepared }: SeveralScene,
  place: PublishPlace,
): Promise<Together> {
  const files = new Map(
    kept.flatMap(({ result }, index) =>
      [...result.bundle].map(([name, text]): [string, string] => [`${index + 1}/${name}`, text]),
    ),
  );
  const detail = `${renderCount(kept.length, "repaired command")}, all changes together`;
  dependencies.events.emit({ type: "phase", phase: "sum", detail });
  const commands = kept.map(({ failing, result }) => ({ failing, tasks: entriesOf(result).map(({ task }) => task) }));
  return runUnderEach(commands, (failing, choice) =>
    verifyTogether(files, {
      ...prepared,
      prepared,
      ...place,
      ...choice,
      settings: { ...settings, failing },
      dependencies,
    }),
  );
}
