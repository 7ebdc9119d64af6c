import { doubtsOf, objectionsOf } from "../domain/doubt.ts";
import { GITHUB_LIMITS } from "../domain/github-limits.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { Report } from "../domain/report.ts";
import { renderDiagnostic } from "./words.ts";

/** Levels of GitHub's annotations, worst first. */
export const ANNOTATION_LEVELS = ["error", "warning", "notice"] as const;
type AnnotationLevel = (typeof ANNOTATION_LEVELS)[number];

const { logAnnotations: MAX_PER_LEVEL, logMessage: MAX_MESSAGE } = GITHUB_LIMITS;

/** A remark at a place of the repository. */
export interface Annotation {
  readonly level: AnnotationLevel;
  readonly title: string;
  readonly message: string;
  readonly path: string;
  /** 1-based. */
  readonly line: number;
}

/** What is shown, worst first, and how many of each level are not. */
export interface Selection {
  readonly shown: readonly Annotation[];
  readonly omitted: Readonly<Record<AnnotationLevel, number>>;
}

function firstChangedLine(patch: string): number {
  return Number(/^@@ -\d+(?:,\d+)? \+(\d+)/mu.exec(patch)?.[1] ?? 1) || 1;
}

/** What is to be looked at though the change was accepted: what a gate that does not block says, and what looks like a mistake. */
function toDoubts(outcome: Outcome): readonly Annotation[] {
  return doubtsOf(outcome).map(({ title, text, path, range }) => ({
    ...{ level: "warning", title, path, line: range?.line ?? 1 },
    message: text.slice(0, MAX_MESSAGE).toWellFormed(),
  }));
}

function toAnnotation(outcome: Outcome, level: AnnotationLevel): Annotation | undefined {
  const { kind, target } = outcome.task;
  switch (outcome.type) {
    case "accepted": {
      const { rationale } = outcome.candidate;
      return {
        level: "notice",
        title: `${kind} accepted`,
        message: rationale,
        path: target,
        line: firstChangedLine(outcome.patch),
      };
    }
    case "rejected": {
      const said = objectionsOf(outcome);
      const own = said.find(({ path }) => path === target);
      const message = [outcome.reason, ...said.slice(0, 10).map(renderDiagnostic)].join("\n").slice(0, MAX_MESSAGE);
      return {
        level,
        title: `${kind} rejected`,
        message: message.toWellFormed(),
        path: target,
        line: own?.range?.line ?? 1,
      };
    }
    case "declined":
      return undefined;
  }
}

/**
 * The annotations of a run: rejected tasks with what the gate said, accepted ones as notices, and what is to be looked at.
 * Of one level what was rejected comes first.
 */
export function selectAnnotations(report: Report): Selection {
  const level = report.conclusion === "failure" ? "error" : "warning";
  const all = [
    ...report.outcomes.flatMap((outcome) => toAnnotation(outcome, level) ?? []),
    ...report.outcomes.flatMap(toDoubts),
  ];
  const of = (one: AnnotationLevel): readonly Annotation[] => all.filter((annotation) => annotation.level === one);
  const omitted = (one: AnnotationLevel): number => Math.max(0, of(one).length - MAX_PER_LEVEL);
  return {
    shown: ANNOTATION_LEVELS.flatMap((one) => of(one).slice(0, MAX_PER_LEVEL)),
    omitted: { error: omitted("error"), warning: omitted("warning"), notice: omitted("notice") },
  };
}
