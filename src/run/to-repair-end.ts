import { REPAIR_LIMITS, type CiRepair, type RepairEnd } from "../domain/ci-repair.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { Report } from "../domain/report.ts";
import type { Settings } from "../domain/settings.ts";
import { repairsCi } from "../domain/settings.ts";
import type { RunDependencies } from "./dependencies.ts";
import { toLine, toPlain } from "./plain-line.ts";
import { withholdSecrets } from "./withhold-secrets.ts";

function reasonOf(outcome: Outcome): string {
  return outcome.type === "accepted" ? "it passed the gates, and was not published" : outcome.reason;
}

/**
 * What a report says of a failure of CI that was to be repaired. Secrets are withheld before anything is cut: half of one
 * looks like none, and gives it away all the same.
 */
export async function toRepairEnd(
  { outcomes, notes }: Pick<Report, "outcomes" | "notes">,
  dependencies: Pick<RunDependencies, "environment">,
): Promise<RepairEnd> {
  const tasks = outcomes.slice(0, REPAIR_LIMITS.tasks).map((outcome) => ({
    target: outcome.task.target,
    end: outcome.type,
    reason: toPlain(reasonOf(outcome)),
  }));
  // The first note of a run that came to nothing is why.
  const reasons = outcomes.length > 0 ? [] : notes.slice(0, 1).map(toPlain);
  const shown = await withholdSecrets({ reasons, tasks, more: outcomes.length - tasks.length }, dependencies);
  return {
    ...shown,
    reasons: shown.reasons.map((reason) => toLine(reason, REPAIR_LIMITS.reason)),
    tasks: shown.tasks.map((task) => ({ ...task, reason: toLine(task.reason, REPAIR_LIMITS.taskReason) })),
  };
}

/** The same for a bundle: present where the run is about a failure of CI. */
export async function toCiRepair(
  report: Pick<Report, "outcomes" | "notes">,
  settings: Settings,
  { failedRun, environment }: Pick<RunDependencies, "failedRun" | "environment">,
): Promise<{ readonly repair?: CiRepair }> {
  if (!repairsCi(settings)) return {};
  const run = failedRun && { failedRun: { id: failedRun.id, attempt: failedRun.attempt } };
  return { repair: { ...run, ...(await toRepairEnd(report, { environment })) } };
}
