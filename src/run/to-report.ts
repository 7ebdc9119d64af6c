import type { Baseline } from "../check/baseline.ts";
import { GATES } from "../check/gates/index.ts";
import type { IsolationLevel } from "../domain/command.ts";
import { GATE_NAMES } from "../domain/gate.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { PublishMode } from "../domain/policy.ts";
import type { Publication } from "../domain/publication.ts";
import type { Conclusion, Report } from "../domain/report.ts";
import type { Settings } from "../domain/settings.ts";
import type { Task } from "../domain/task.ts";
import { toConclusion } from "../report/conclusion.ts";
import { renderCount } from "../report/words.ts";
import { isOpenRepair, toCautiousMode } from "./cautious-mode.ts";
import { spendingOf } from "./engines.ts";
import type { Prepared } from "./prepare.ts";
import { publishModeOf } from "./task-rule.ts";

/** What a report is made of. */
export interface ReportParts {
  readonly settings: Settings;
  readonly prepared: Prepared;
  readonly version: string;
  /** What had to be guessed about the repository. */
  readonly guesses: readonly string[];
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly commandMs: number;
  /** Absent where nothing was executed. */
  readonly baseline?: Baseline;
  /** Absent where nothing was executed. */
  readonly isolation?: IsolationLevel;
  readonly outcomes: readonly Outcome[];
  readonly sum: Report["sum"];
  readonly publication: Publication;
  /** Why there was nothing to work on although there was something to look at; the conclusion is neutral then. */
  readonly halted?: string;
}

/** Everything that the run came to, as one value. */
export function toReport(parts: ReportParts): Report {
  const { prepared, settings, outcomes, sum, publication } = parts;
  const { effective, plan, subject } = prepared;
  return {
    tool: { name: "assay", version: parts.version },
    startedAt: parts.startedAt.toISOString(),
    durationMs: parts.durationMs,
    commandMs: Math.min(parts.commandMs, parts.durationMs),
    subject,
    policy: { source: effective.source, sha256: effective.sha256 },
    engine: effective.policy.engine,
    isolation: parts.isolation ?? "L0",
    plan,
    baseline: parts.baseline?.records ?? [],
    outcomes,
    sum,
    spending: spendingOf(prepared.opened.engines),
    publication,
    conclusion: toEnd(parts),
    notes: [
      ...(parts.halted === undefined ? [] : [toSentence(parts.halted)]),
      ...leftErrors(parts),
      ...ambiguousRepairs(parts),
      ...parts.guesses.map(toSentence),
      ...toNotes(prepared, settings),
    ],
  };
}

/** A red check that stays red is no success, though nothing was rejected. */
function toEnd({ halted, prepared, settings, ...end }: ReportParts): Conclusion {
  const isMended = end.outcomes.some(({ type, task }) => type === "accepted" && task.kind === "fix");
  const isLeft = halted !== undefined || (prepared.failure !== undefined && !isMended);
  const conclusion = toConclusion(end, settings.failLevel);
  return isLeft && conclusion === "success" ? "neutral" : conclusion;
}

/** A check of many files of which only some could be mended is better than it was, and still red. */
function leftErrors({ sum, settings }: ReportParts): readonly string[] {
  const gate = sum.find((result) => result.gate === "failing");
  const left = gate?.status === "passed" ? gate.figures?.["errors_left"] : undefined;
  if (left === undefined || settings.failing === undefined) return [];
  return [`\`${settings.failing}\` is still red: ${renderCount(Number(left), "error")} could not be taken away.`];
}

/** Why an accepted repair is not published the way that the policy says. */
function ambiguousRepairs({ prepared, outcomes, settings }: ReportParts): readonly string[] {
  const failure = prepared.failure === undefined ? "none" : "failing check";
  const { policy } = prepared.effective;
  const modeOf = (task: Task): PublishMode =>
    toCautiousMode(publishModeOf(task, { settings, ...prepared }), policy, settings);
  return outcomes.flatMap((outcome) => {
    if (outcome.type !== "accepted" || !isOpenRepair(outcome.candidate, failure)) return [];
    const { task, candidate } = outcome;
    const { choice } = candidate;
    const what = choice === undefined ? "a guess (its rationale says why)" : `one of ${choice.groups} that would do`;
    const how = HOW[modeOf(task)];
    return [`The repair of ${task.target} is ${what}: ${how}.`];
  });
}

const HOW: Readonly<Record<PublishMode, string>> = {
  none: "it is not published",
  patch: "it is published as a patch file, for somebody to choose",
  suggestions: "it is suggested and not committed, for somebody to choose",
  worktree: "the policy (repair.ambiguous) publishes it all the same",
  commit: "the policy (repair.ambiguous) publishes it all the same",
  "pull-request": "the policy (repair.ambiguous) publishes it all the same",
};

function toSentence(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}

/** What the reader has to know and no other part of the report says. */
function toNotes({ effective, opened }: Prepared, settings: Settings): readonly string[] {
  const notes: string[] = [];
  const present = new Set(GATES.map((gate) => gate.name));
  const missing = GATE_NAMES.filter((name) => !present.has(name));
  if (missing.length > 0) {
    notes.push(`This version does not have these gates, so nothing was checked by them: ${missing.join(", ")}.`);
  }
  if (effective.source === "none") {
    notes.push(
      `There is no policy file at ${settings.policy} in the base commit: everything was detected, and nothing is published unless publish (--publish) asks for it. "assay init" writes one.`,
    );
  }
  if (effective.source === "working-tree") {
    notes.push(
      `The policy ${settings.policy} is not committed on the base; the working tree's was read. In CI it would not be.`,
    );
  }
  notes.push(...(effective.notes ?? []).map((note) => `Detection: ${note}.`));
  if (opened.missing !== undefined && effective.policy.model !== undefined) {
    const { place, message, remedy } = opened.missing;
    notes.push(`The embedded engine did everything, because ${message} (${place}). ${remedy}`);
  }
  return [...notes, ...opened.engines.flatMap((engine) => engine.notes?.() ?? [])];
}
