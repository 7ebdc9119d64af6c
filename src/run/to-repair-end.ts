import { REPAIR_LIMITS, type CiRepair, type RepairEnd } from "../domain/ci-repair.ts";
import { stripTerminal } from "../domain/neutralise.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { Report } from "../domain/report.ts";
import type { Settings } from "../domain/settings.ts";
import { repairsCi } from "../domain/settings.ts";
import { clampLength } from "../publish/clamp.ts";
import type { RunDependencies } from "./dependencies.ts";

function toLine(text: string, most: number): string {
  return clampLength(stripTerminal(text.toWellFormed()).replaceAll(/\s+/gu, " ").trim(), most);
}

function reasonOf(outcome: Outcome): string {
  return outcome.type === "accepted" ? "it passed the gates, and was not published" : outcome.reason;
}

/** What a report says of a failure of CI that was to be repaired. */
export function toRepairEnd({ outcomes, notes }: Pick<Report, "outcomes" | "notes">): RepairEnd {
  const tasks = outcomes.slice(0, REPAIR_LIMITS.tasks).map((outcome) => ({
    target: outcome.task.target,
    end: outcome.type,
    reason: toLine(reasonOf(outcome), REPAIR_LIMITS.taskReason),
  }));
  // The first note of a run that came to nothing is why.
  const reasons = outcomes.length > 0 ? [] : notes.slice(0, 1);
  return {
    reasons: reasons.map((reason) => toLine(reason, REPAIR_LIMITS.reason)),
    tasks,
    more: outcomes.length - tasks.length,
  };
}

/** The same for a bundle: present where the run is about a failure of CI. */
export function toCiRepair(
  report: Pick<Report, "outcomes" | "notes">,
  settings: Settings,
  { failedRun }: Pick<RunDependencies, "failedRun">,
): { readonly repair?: CiRepair } {
  if (!repairsCi(settings)) return {};
  const run = failedRun && { failedRun: { id: failedRun.id, attempt: failedRun.attempt } };
  return { repair: { ...run, ...toRepairEnd(report) } };
}
