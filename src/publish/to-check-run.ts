import type { Diagnostic } from "../domain/diagnostic.ts";
import { disarm } from "../domain/disarm.ts";
import { doubtsOf, objectionsOf, type Doubt } from "../domain/doubt.ts";
import type { Evidence } from "../domain/evidence.ts";
import { GITHUB_LIMITS } from "../domain/github-limits.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { Publication } from "../domain/publication.ts";
import type { Alternative } from "../domain/proposal.ts";
import { toRepoPath } from "../domain/repo-path.ts";
import type { Report } from "../domain/report.ts";
import { clampBytes, clampLength, clampMarkdown } from "./clamp.ts";
import { toLineChanges } from "./patch-lines.ts";

/** What a check run ends with, in GitHub's words. */
export type CheckConclusion = "success" | "neutral" | "failure" | "action_required";

/** An annotation as the Checks API takes it. */
interface CheckAnnotation {
  readonly path: string;
  /** 1-based. */
  readonly start_line: number;
  /** Inclusive. */
  readonly end_line: number;
  readonly annotation_level: "notice" | "warning" | "failure";
  readonly title: string;
  readonly message: string;
  readonly raw_details?: string;
}

/** All that a check run shows. */
export interface CheckContent {
  readonly title: string;
  readonly summary: string;
  /** Worst first, then by place. */
  readonly annotations: readonly CheckAnnotation[];
  readonly conclusion: CheckConclusion;
}

/** Characters of what a job that executed code says of a task that was rejected. */
const MAX_STATED = 2000;

const ORDER = { failure: 0, warning: 1, notice: 2 } as const;

type Level = CheckAnnotation["annotation_level"];

interface Remark {
  readonly path: string;
  readonly range?: { readonly line: number; readonly endLine?: number };
  readonly level: Level;
  readonly title: string;
  readonly message: string;
  readonly details: string;
}

function toAnnotation({ path, range, level, title, message, details }: Remark): CheckAnnotation {
  const start = Math.max(1, range?.line ?? 1);
  const text = disarm(message).trim();
  return {
    path,
    start_line: start,
    end_line: Math.max(start, range?.endLine ?? start),
    annotation_level: level,
    title: clampLength(disarm(title), GITHUB_LIMITS.annotationTitle),
    message: clampBytes(text === "" ? disarm(title) : text, GITHUB_LIMITS.annotationBytes),
    ...(details !== "" && { raw_details: clampBytes(details, GITHUB_LIMITS.annotationBytes) }),
  };
}

function says({ code, message }: Diagnostic): string {
  return code === undefined ? message : `${code} ${message}`;
}

/** What else would have done, below the patch of what was accepted. */
function renderAlternative({ path, line, patch, differs }: Alternative): string {
  const told = differs && ` (${differs.call}: ${differs.alternative}, above ${differs.proposed})`;
  return `Instead, ${path}:${line}${told ?? ""}:\n\n${patch}`;
}

/** A change, at the first line of its target that it changes. */
function toAccepted(target: string, patch: string, said: Pick<Remark, "title" | "message" | "details">): Remark {
  const first = toLineChanges(patch).find(({ path }) => path === target);
  const range = first && { line: first.start, endLine: Math.max(first.start, first.end - 1) };
  return { path: target, ...(range && { range }), level: "notice", ...said };
}

function acceptedRemarks(outcome: Extract<Outcome, { type: "accepted" }>): readonly Remark[] {
  const { task, candidate, patch } = outcome;
  const accepted = toAccepted(task.target, patch, {
    title: `${task.kind} ${candidate.choice === undefined ? "accepted" : "accepted, one of several that would do"}`,
    message: candidate.rationale,
    details: [patch, ...(candidate.choice?.alternatives ?? []).map(renderAlternative)].join("\n"),
  });
  return [accepted, ...doubtsOf(outcome).map(toRemark)];
}

/** Of a job that executed code, so its words are bounded, and a place that is none is left out. */
function toStated({ kind, target, reason }: Evidence["rejected"][number]): readonly Remark[] {
  if (!toRepoPath(target).ok) return [];
  const title = `${kind} rejected`;
  return [{ path: target, level: "warning", title, message: clampLength(reason, MAX_STATED), details: "" }];
}

/** What bundles are published by, as annotations. */
function evidenceRemarks({ entries, patches, rejected }: Evidence): readonly Remark[] {
  const accepted = entries.map(({ task, kind, target, rationale }) => {
    const patch = patches.get(task) ?? "";
    return toAccepted(target, patch, { title: `${kind} accepted`, message: rationale, details: patch });
  });
  const doubts = entries.flatMap((entry) => entry.doubts ?? []);
  const looked = doubts.map(({ line, ...doubt }) =>
    toRemark({ ...doubt, ...(line !== undefined && { range: { line } }) }),
  );
  return [...rejected.flatMap(toStated), ...looked, ...accepted];
}

/** At the code that shows it. */
function toRemark({ title, text, path, range }: Doubt): Remark {
  return { path, ...(range && { range }), level: "warning", title, message: text, details: "" };
}

function remarksOf(outcome: Outcome, level: Level): readonly Remark[] {
  switch (outcome.type) {
    case "accepted":
      return acceptedRemarks(outcome);
    case "rejected": {
      const { task, attempts, reason } = outcome;
      const said = objectionsOf(outcome);
      const own = said.find(({ path }) => path === task.target)?.range;
      const message = [reason, ...said.slice(0, 10).map(says)].join("\n");
      const range = own && { line: own.line };
      const patch = attempts.at(-1)?.patch ?? "";
      const title = `${task.kind} rejected`;
      return [{ path: task.target, ...(range && { range }), level, title, message, details: patch }];
    }
    case "declined":
      return [];
  }
}

/** Worst first, then by place: the same remarks give the same order. */
function byWeight(a: CheckAnnotation, b: CheckAnnotation): number {
  const level = ORDER[a.annotation_level] - ORDER[b.annotation_level];
  return level || (a.path < b.path ? -1 : a.path > b.path ? 1 : a.start_line - b.start_line);
}

function waits(publication: Publication): boolean {
  return publication.type === "several" ? publication.publications.some(waits) : publication.type === "waiting";
}

/** A run that did nothing is never green: neutral. */
function toCheckConclusion(report: Report): CheckConclusion {
  if (report.conclusion === "failure") return "failure";
  if (waits(report.publication)) return "action_required";
  return report.outcomes.some(({ type }) => type === "accepted") ? report.conclusion : "neutral";
}

function titleOf(report: Report): string {
  const count = (type: Outcome["type"]): number => report.outcomes.filter((outcome) => outcome.type === type).length;
  if (report.plan.tasks.length === 0) return "Nothing to do";
  return `${count("accepted")} accepted, ${count("rejected")} rejected, ${count("declined")} declined`;
}

/** Annotations and summary as a check run has room for them; what is cut is said in the summary. */
function fit(remarks: readonly Remark[], summary: string): Pick<CheckContent, "annotations" | "summary"> {
  const all = remarks.map(toAnnotation).sort(byWeight);
  const annotations = all.slice(0, GITHUB_LIMITS.annotationsPerCheckRun);
  const omitted = all.length - annotations.length;
  const more = omitted > 0 ? `_${omitted} annotations are not shown; the report has them._\n\n` : "";
  const note = "_Cut: GitHub shows 65,535 characters. The report has everything._";
  return { annotations, summary: clampMarkdown(`${more}${summary}`, GITHUB_LIMITS.checkRunText, note) };
}

/** The check run of a report. `summary` is markdown whose foreign text is in code; what does not fit is cut, with a note. */
export function toCheckRun(report: Report, summary: string): CheckContent {
  const rejected = report.conclusion === "failure" ? "failure" : "warning";
  return {
    title: clampLength(titleOf(report), GITHUB_LIMITS.checkRunTitle),
    ...fit(
      report.outcomes.flatMap((outcome) => remarksOf(outcome, rejected)),
      summary,
    ),
    conclusion: toCheckConclusion(report),
  };
}

/** The check run of the job that publishes, whose evidence is that of the bundles; absent: there are none. */
export function toPublicationCheck(
  { publication, evidence }: { readonly publication: Publication; readonly evidence?: Evidence },
  summary: string,
  conclusion: CheckConclusion,
): CheckContent {
  const word = waits(publication) ? "action_required" : conclusion;
  const remarks = evidence === undefined ? [] : evidenceRemarks(evidence);
  return { title: "Publication", ...fit(remarks, summary), conclusion: word };
}
