import type { AppliedFix } from "../../code/fix-state.ts";
import { UNPROVED_GUESS } from "../../domain/proposal.ts";
import type { Feedback } from "../../domain/verdict.ts";

/** What was sent in an attempt. */
export interface Sent {
  readonly text: string;
  readonly fixes: readonly AppliedFix[];
}

/** What the fixer remembers of one task between its attempts. */
export interface TaskMemory {
  readonly untouched: string;
  readonly sent: Sent[];
  /** Keys of compiler fixes that a gate's diagnostics pointed at. */
  readonly banned: Set<string>;
  /** Refused once a gate has said that no test tells a guess from its alternatives. */
  guesses: "allowed" | "refused";
  formatted?: boolean;
}

/** An empty memory for a target's untouched text. */
export function emptyMemory(untouched: string): TaskMemory {
  return { untouched, sent: [], banned: new Set(), guesses: "allowed" };
}

/** Whether a gate has said that a guess is not proved by any test. */
export function isUnprovedGuess(feedback: Feedback): boolean {
  return feedback.diagnostics.some(({ code }) => code === UNPROVED_GUESS);
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.match(/[\p{L}\p{N}_$]+/gu) ?? []);
}

/**
 * The fixes of the last proposal that a gate's diagnostics point at: one that wrote the line which a diagnostic is
 * about, or whose symbol a diagnostic about the target names.
 */
export function blamedFixes(feedback: Feedback, sent: Sent, target: string): readonly AppliedFix[] {
  const lines = sent.text.split(/\r?\n/u);
  return sent.fixes.filter((fix) =>
    feedback.diagnostics.some((diagnostic) => {
      if (diagnostic.path !== undefined && diagnostic.path !== target) return false;
      const line = diagnostic.range === undefined ? undefined : lines[diagnostic.range.line - 1]?.trim();
      if (line !== undefined && line !== "" && fix.lines.includes(line)) return true;
      if (diagnostic.lineText !== undefined && fix.lines.includes(diagnostic.lineText.trim())) return true;
      const said = words(diagnostic.message);
      const named = [...words(fix.symbol)];
      return named.length > 0 && named.length <= 3 && named.every((word) => word.length > 2 && said.has(word));
    }),
  );
}
