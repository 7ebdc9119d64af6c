import { disarm } from "../domain/disarm.ts";
import { GITHUB_LIMITS } from "../domain/github-limits.ts";
import type { RepairEnd } from "../domain/ci-repair.ts";
import type { Publication } from "../domain/publication.ts";
import { flattenPublication, type SinglePublication } from "./flatten-publication.ts";
import { joinWithin, renderCode, renderCodeBlock, renderTable } from "./markdown.ts";
import { renderCount } from "./words.ts";

/** Where the failure and its repair took place. */
export interface CiPlace {
  readonly workflow: string;
  /** Pages of the run that failed and of the run that this is. */
  readonly failedUrl: string;
  readonly url: string;
  readonly head: string;
}

/** A comment about a failure, and what becomes of it where no earlier one stands. */
export interface CiComment {
  readonly body: string;
  /** What stands on GitHub as a change needs no comment of its own: only one that says otherwise is put right. */
  readonly whenMissing: "add" | "leave";
}

/** What became of the failure where that is shown on GitHub in another way; undefined where it is not. */
function renderShown(publication: SinglePublication): string | undefined {
  switch (publication.type) {
    case "commit":
      return `commit ${publication.commits.map(({ id }) => id.slice(0, 7)).join(", ")} on ${renderCode(publication.branch)}`;
    case "pull-request":
      return `pull request #${publication.number}`;
    case "suggestions":
      return `suggestions on #${publication.pullRequest}`;
    case "waiting":
      return "waiting for approval, see the check run";
    case "none":
    case "patch":
    case "worktree":
    case "refused":
      return undefined;
  }
}

/** What became of a failure of CI, as far as the comment tells it. */
export interface CiEnd extends Omit<RepairEnd, "reasons"> {
  readonly publication: Publication;
  /** Why this job has come to nothing. */
  readonly own: readonly string[];
  /** Why another job says that it has: foreign text. */
  readonly stated: readonly string[];
}

/**
 * The comment about a failure of CI. Where it was not repaired: the reason, each task's end, and where to look. Where a
 * repair was published: what an earlier comment is changed to. Nothing in it is live but the two addresses.
 */
export function renderCiComment(end: CiEnd, place: CiPlace): CiComment {
  const shown = flattenPublication(end.publication).flatMap((one) => renderShown(one) ?? []);
  if (shown.length === 0) return { body: renderUnrepaired(end, place), whenMissing: "add" };
  const title = `**Assay has a repair for this failure** of ${renderCode(place.workflow)} ([run](${place.failedUrl})) at ${place.head.slice(0, 7)}: ${shown.join(", ")}.`;
  const body = `${title}\n\nThe report is on the page of [the run](${place.url}). What stood here before was said of an earlier run.`;
  return { body, whenMissing: "leave" };
}

function renderUnrepaired({ publication, own, stated, tasks, more }: CiEnd, place: CiPlace): string {
  const publications = flattenPublication(publication);
  const title = `**Assay did not repair this failure** of ${renderCode(place.workflow)} ([run](${place.failedUrl})) at ${place.head.slice(0, 7)}.`;
  const refused = publications.flatMap((one) => (one.type === "refused" ? [`${one.reason}. ${one.remedy}.`] : []));
  const rows = tasks.map(({ target, end, reason }) => [renderCode(target), end, renderCode(reason)]);
  const sections = [
    title,
    ...[...own, ...refused].map((reason) => disarm(reason)),
    ...renderStated(stated),
    ...(rows.length === 0 ? [] : [renderTable(["file", "end", "why"], rows)]),
    ...(more > 0 ? [`_${renderCount(more, "more task")}: see the report._`] : []),
    `The report is on the page of [the run](${place.url}). This comment is kept up to date; there is only one.`,
  ];
  return joinWithin(sections, GITHUB_LIMITS.body - 200, (omitted) => `_${omitted} sections did not fit._`);
}

/** Words of a job that executed code stand apart from ours, where nothing in them can look like ours. */
function renderStated(stated: readonly string[]): readonly string[] {
  if (stated.length === 0) return [];
  const lines = stated.map((reason) => disarm(reason).replaceAll("; ", ";\n"));
  return ["The job that worked on it says:", renderCodeBlock(lines.join("\n"))];
}
