import type { Report } from "../domain/report.ts";
import type { Settings } from "../domain/settings.ts";
import { toBundle } from "../publish/to-bundle.ts";
import { renderJson, toReportJson } from "../report/to-report-json.ts";
import type { RunDependencies } from "./dependencies.ts";
import { isOpenRepair, toCautiousMode } from "./cautious-mode.ts";
import type { Meter } from "./meter.ts";
import type { Prepared } from "./prepare.ts";
import type { Proposed } from "./propose-all.ts";
import { stateDoubts } from "./state-doubts.ts";
import { publishModeOf } from "./task-rule.ts";
import { toCiRepair } from "./to-repair-end.ts";
import { toReport, type ReportParts } from "./to-report.ts";

/** When a run started, and what counts the time of its commands. */
export interface RunStart {
  readonly at: Date;
  /** Of the run's monotonic clock. */
  readonly monotonic: number;
  readonly meter: Meter;
}

/** The report as of now: what is not given has not happened. */
export function createEnd(
  start: RunStart,
  settings: Settings,
  { clock, version, notes }: RunDependencies,
): (prepared: Prepared, parts: Partial<ReportParts>) => Report {
  return (prepared, parts) =>
    toReport({
      settings,
      prepared,
      version,
      guesses: notes?.() ?? [],
      startedAt: start.at,
      durationMs: clock.monotonic() - start.monotonic,
      commandMs: start.meter.elapsedMs(),
      outcomes: [],
      sum: [],
      publication: { type: "none", reason: "nothing was published yet" },
      ...parts,
    });
}

interface BundleScene {
  readonly settings: Settings;
  readonly dependencies: RunDependencies;
  /** Whether the work comes from a red check; absent: as what was prepared says. */
  readonly failure?: "failing check";
}

/** What was accepted, and the tree that it makes: all that a bundle takes of how it came about. */
type Accepted = Pick<Proposed, "outcomes" | "tree">;

/** The bundle of what was accepted, as files by path. */
export async function bundleOf(
  proposed: Accepted,
  prepared: Prepared,
  report: Report,
  { settings, dependencies, failure: known }: BundleScene,
): Promise<ReadonlyMap<string, string>> {
  const accepted = proposed.outcomes.filter((outcome) => outcome.type === "accepted");
  const failure = known ?? (prepared.failure === undefined ? "none" : "failing check");
  const open = new Set(accepted.filter(({ candidate }) => isOpenRepair(candidate, failure)).map(({ task }) => task.id));
  return toBundle({
    version: dependencies.version,
    ...(dependencies.origin && { run: dependencies.origin }),
    subject: prepared.subject,
    policy: { path: settings.policy, sha256: prepared.effective.sha256 },
    accepted,
    publishOf: (task) => {
      const mode = publishModeOf(task, { settings, ...prepared });
      return open.has(task.id) ? toCautiousMode(mode, prepared.effective.policy, settings) : mode;
    },
    tree: proposed.tree,
    reportText: renderJson(toReportJson(report)),
    doubts: await stateDoubts(accepted, dependencies),
    ...(await toCiRepair(report, settings, dependencies)),
    digest: dependencies.digest,
  }).files;
}
