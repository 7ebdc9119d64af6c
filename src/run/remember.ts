import type { Candidate } from "../domain/candidate.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { Publication } from "../domain/publication.ts";
import type { Report } from "../domain/report.ts";
import { MAX_REASON, type RunState, type TriedTask } from "../domain/run-state.ts";
import { flattenPublication } from "../report/flatten-publication.ts";
import type { RunDependencies } from "./dependencies.ts";

/** What became of tasks that were published together. */
export interface PublishedGroup {
  readonly tasks: readonly string[];
  readonly publication: Publication;
  /** The pull request that proposes them already, or proposed them and was closed. */
  readonly pull?: number;
}

interface Remembered {
  readonly report: Pick<Report, "outcomes" | "subject">;
  readonly terms: string;
  readonly groups: readonly PublishedGroup[];
}

type End = Pick<TriedTask, "end" | "reason" | "pull" | "beside">;

/** At most so many UTF-16 units, and no half of a character. */
export function toReason(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\s+/gu, " ")
    .slice(0, MAX_REASON)
    .replace(/[\uD800-\uDBFF]$/u, "");
}

/** How work ended that was published together; undefined where it was not published, for whatever reason: the next run may. */
export function toPublishedEnd(group: PublishedGroup | undefined): Pick<TriedTask, "end" | "pull"> | undefined {
  if (group?.pull !== undefined) return { end: "proposed", pull: group.pull };
  for (const one of group === undefined ? [] : flattenPublication(group.publication)) {
    if (one.type === "pull-request") return { end: "proposed", pull: one.number };
    if (one.type === "commit") return { end: "published" };
  }
  return undefined;
}

/** Undefined where nothing was said about the files: a fault of the run's own is no verdict, and the next run may try. */
function toEnd(outcome: Outcome, groups: readonly PublishedGroup[]): End | undefined {
  if (outcome.type !== "accepted") {
    return outcome.fault === undefined ? { end: outcome.type, reason: toReason(outcome.reason) } : undefined;
  }
  const beside = writesTarget(outcome.candidate) ? {} : { beside: true as const };
  const end = toPublishedEnd(groups.find(({ tasks }) => tasks.includes(outcome.task.id)));
  return end && { ...end, reason: "", ...beside };
}

function writesTarget({ task, files }: Candidate): boolean {
  return files.some(({ path }) => path === task.target);
}

interface TriedDependencies extends Pick<RunDependencies, "digest" | "clock"> {
  readonly repository: Pick<RunDependencies["repository"], "readText">;
}

/** A task, and how it ended. */
export interface EndedTask {
  readonly id: string;
  readonly target: string;
  readonly end: End;
}

/** Ended tasks as later runs have to know them, by id; of two of one id the later one. */
export async function toTriedTasks(
  ended: readonly EndedTask[],
  { head, terms }: { readonly head: string; readonly terms: string },
  { repository, digest, clock }: TriedDependencies,
): Promise<RunState["tried"]> {
  const at = clock.now().toISOString();
  const tried: [string, TriedTask][] = [];
  for (const { id, target, end } of ended) {
    const text = await repository.readText(head, target);
    // A page that does not exist yet has no text, and what is not there yet may come.
    if (text !== undefined) tried.push([id, { ...end, target, text: digest(text), terms, at }]);
  }
  return Object.fromEntries(tried);
}

/** What later runs have to know of each task, by its id. */
export async function toTried(
  { report, terms, groups }: Remembered,
  dependencies: TriedDependencies,
): Promise<RunState["tried"]> {
  const ended = report.outcomes.flatMap((outcome): readonly EndedTask[] => {
    const end = toEnd(outcome, groups);
    return end === undefined ? [] : [{ id: outcome.task.id, target: outcome.task.target, end }];
  });
  return toTriedTasks(ended, { head: report.subject.head, terms }, dependencies);
}
