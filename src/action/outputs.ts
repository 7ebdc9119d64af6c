import type { RunAnswer, VerifyAnswer } from "../cli/application.ts";
import type { Evidence } from "../domain/evidence.ts";
import type { EndCounts, Publication } from "../domain/publication.ts";
import type { Conclusion } from "../domain/report.ts";
import { flattenPublication } from "../report/flatten-publication.ts";
import { countOutcomes } from "../report/render-text.ts";
import type { PlanDocument } from "../report/to-report-json.ts";
import type { OutputName } from "../settings/outputs.ts";

export type Outputs = Readonly<Record<OutputName, string>>;

const NONE: Outputs = {
  conclusion: "success",
  tasks: "0",
  accepted: "0",
  rejected: "0",
  declined: "0",
  skipped: "0",
  report: "",
  bundle: "",
  "manifest-sha256": "",
  matrix: "",
  shards: "0",
  verdict: "",
  publication: "none",
  commit: "",
  "pull-request": "",
};

function publicationOutputs(publication: Publication): Pick<Outputs, "publication" | "commit" | "pull-request"> {
  const all = flattenPublication(publication);
  const commits = all.flatMap((one) => (one.type === "commit" ? one.commits : []));
  const pulls = all.flatMap((one) => (one.type === "pull-request" ? [String(one.number)] : []));
  return {
    publication: [...new Set(all.map(({ type }) => type))].join(","),
    commit: commits.at(-1)?.id ?? "",
    "pull-request": pulls.at(-1) ?? "",
  };
}

function countOutputs({ tasks, accepted, rejected, declined, skipped }: EndCounts): Pick<Outputs, keyof EndCounts> {
  return {
    tasks: String(tasks),
    accepted: String(accepted),
    rejected: String(rejected),
    declined: String(declined),
    skipped: String(skipped),
  };
}

/** The outputs of a run that came to its end. */
export function toRunOutputs({ report, bundle, manifestSha256, reportFile }: RunAnswer): Outputs {
  const counts = countOutcomes(report.outcomes);
  return {
    ...NONE,
    conclusion: report.conclusion,
    ...countOutputs({ ...counts, tasks: report.plan.tasks.length, skipped: report.plan.skips.length }),
    report: reportFile ?? "",
    bundle: bundle ?? "",
    "manifest-sha256": manifestSha256 ?? "",
    ...publicationOutputs(report.publication),
  };
}

/** The outputs of the phase `plan`. */
export function toPlanOutputs({ plan, matrix }: Pick<PlanDocument, "plan" | "matrix">): Outputs {
  const shards = { matrix: JSON.stringify(matrix), shards: String(matrix.include.length) };
  return { ...NONE, tasks: String(plan.tasks.length), skipped: String(plan.skips.length), ...shards };
}

/** The outputs of the phase `verify`. */
export function toVerifyOutputs({ verdict, ...answer }: VerifyAnswer): Outputs {
  return { ...toRunOutputs(answer), verdict: JSON.stringify(verdict) };
}

/** What was published without a run; `counts`: of the bundles, where there are any. */
export interface Published {
  readonly publication: Publication;
  readonly counts?: EndCounts;
  readonly evidence?: Evidence;
}

/** The outputs of the phases `publish` and `undo`. */
export function toPublishOutputs({ publication, counts }: Published, conclusion: Conclusion): Outputs {
  return { ...NONE, ...(counts && countOutputs(counts)), conclusion, ...publicationOutputs(publication) };
}

/** The outputs of a run that could not be made. */
export const FAILED_OUTPUTS: Outputs = { ...NONE, conclusion: "failure" };
