import type { Report } from "../domain/report.ts";
import type { Settings } from "../domain/settings.ts";
import { toBundle } from "../publish/to-bundle.ts";
import { renderJson, toReportJson } from "../report/to-report-json.ts";
import type { RunDependencies } from "./dependencies.ts";
import { toCiRepair } from "./to-repair-end.ts";

/** The bundle of a run that came to nothing: nothing is to be published of it, and why is to be told. */
export async function emptyBundle(
  report: Report,
  settings: Settings,
  dependencies: RunDependencies,
): Promise<ReadonlyMap<string, string>> {
  return toBundle({
    version: dependencies.version,
    ...(dependencies.origin && { run: dependencies.origin }),
    subject: report.subject,
    policy: { path: settings.policy, sha256: report.policy.sha256 },
    accepted: [],
    publishOf: () => "none",
    tree: await dependencies.repository.treeOf(report.subject.head),
    reportText: renderJson(toReportJson(report)),
    ...(await toCiRepair(report, settings, dependencies)),
    digest: dependencies.digest,
  }).files;
}
