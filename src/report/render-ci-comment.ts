import { disarm } from "../domain/disarm.ts";
import { GITHUB_LIMITS } from "../domain/github-limits.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { Report } from "../domain/report.ts";
import { flattenPublication } from "./flatten-publication.ts";
import { joinWithin, renderCode, renderTable } from "./markdown.ts";

/** Where the failure and its repair took place. */
export interface CiPlace {
  readonly workflow: string;
  /** Pages of the run that failed and of the run that this is. */
  readonly failedUrl: string;
  readonly url: string;
  readonly head: string;
}

/** What stands on GitHub as a change, or waits there for a yes, needs no comment. */
const SHOWN: readonly string[] = ["commit", "pull-request", "suggestions", "waiting"];

/**
 * The comment that says why a failure of CI was not repaired: the reason, each task's end, and where to look. Undefined
 * where something was published. Nothing in it is live but the two addresses.
 */
export function renderCiComment(report: Report, place: CiPlace): string | undefined {
  const publications = flattenPublication(report.publication);
  if (publications.some(({ type }) => SHOWN.includes(type))) return undefined;
  const title = `**Assay did not repair this failure** of ${renderCode(place.workflow)} ([run](${place.failedUrl})) at ${place.head.slice(0, 7)}.`;
  const refused = publications.flatMap((one) => (one.type === "refused" ? [`${one.reason}. ${one.remedy}.`] : []));
  const [first] = report.notes;
  const reasons = [...(report.outcomes.length === 0 && first !== undefined ? [first] : []), ...refused];
  const rows = report.outcomes.map((outcome) => [
    renderCode(outcome.task.target),
    outcome.type,
    renderCode(reasonOf(outcome)),
  ]);
  const sections = [
    title,
    ...reasons.map((reason) => disarm(reason)),
    ...(rows.length === 0 ? [] : [renderTable(["file", "end", "why"], rows)]),
    `The report is on the page of [the run](${place.url}). This comment is kept up to date; there is only one.`,
  ];
  return joinWithin(sections, GITHUB_LIMITS.body - 200, (omitted) => `_${omitted} sections did not fit._`);
}

function reasonOf(outcome: Outcome): string {
  return outcome.type === "accepted" ? "it passed the gates, and was not published" : outcome.reason;
}
