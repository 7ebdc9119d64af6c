import type { BundleEntry } from "../domain/bundle.ts";
import { disarm } from "../domain/disarm.ts";
import type { Choice } from "../domain/proposal.ts";
import type { Suggestion } from "../domain/pull-request.ts";
import { renderCodeSpan as code } from "./code-span.ts";
import { clampBytes, clampLength } from "./clamp.ts";
import { toLineChanges, type LineChange } from "./patch-lines.ts";

/** Longest rationale in a comment, in bytes. */
const MAX_RATIONALE = 2000;
/** Longest patch of an alternative in a comment, in bytes. */
const MAX_PATCH = 4000;
/** A suggestion longer than this is read as a patch, not as a suggestion. */
const MAX_LINES = 60;

/** Lines to replace and their replacement: an insertion takes a neighbouring line along, since GitHub replaces lines. */
function toReplacement(change: LineChange): { start: number; end: number; lines: readonly string[] } | undefined {
  const { start, end, added, before, after } = change;
  if (end > start) return { start, end: end - 1, lines: added };
  if (before !== undefined) return { start: start - 1, end: start - 1, lines: [before, ...added] };
  return after === undefined ? undefined : { start, end: start, lines: [...added, after] };
}

/** A block whose fence nothing inside can close; the text ends with a line break or is empty. */
function renderFenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}${text === "" || text.endsWith("\n") ? "" : "\n"}${fence}`;
}

/** What else would do, as diffs below the suggestion. */
function renderChoice(choice: Choice | undefined): readonly string[] {
  if (choice === undefined) return [];
  const alternatives = choice.alternatives.map(({ path, line, patch, differs }) => {
    const told =
      differs && `: ${code(differs.call)} comes to ${code(differs.alternative)}, not ${code(differs.proposed)}`;
    return `Instead, ${code(`${path}:${line}`)}${told ?? ""}\n\n${renderFenced(clampBytes(patch, MAX_PATCH), "diff")}`;
  });
  return [`**One of ${choice.groups} that the failing check does not tell apart: choose.**`, ...alternatives];
}

function toBody(entry: BundleEntry, lines: readonly string[], choice: Choice | undefined): string {
  const rationale = clampBytes(disarm(entry.rationale).trim(), MAX_RATIONALE);
  const gates = entry.gates.filter(({ status }) => status === "passed").map(({ gate }) => gate);
  const evidence = `Passed together with the rest of this change: ${gates.join(", ")}.`;
  return [
    rationale,
    renderFenced(lines.map((line) => `${line}\n`).join(""), "suggestion"),
    ...renderChoice(choice),
    evidence,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/**
 * The changes of accepted entries as suggestions, in order of place. Only files that exist at head can have any; what is
 * too long for one is left out, and so is a file that the patch makes or deletes.
 */
export function toSuggestions(
  entries: readonly BundleEntry[],
  patches: ReadonlyMap<string, string>,
  choices: ReadonlyMap<string, Choice> = new Map(),
): readonly Suggestion[] {
  const suggestions: Suggestion[] = [];
  for (const entry of entries) {
    const patch = patches.get(entry.task) ?? "";
    for (const change of toLineChanges(patch)) {
      if (change.path === "/dev/null" || change.path.startsWith('"')) continue;
      const replacement = toReplacement(change);
      if (replacement === undefined || replacement.lines.length > MAX_LINES) continue;
      const { start, end, lines } = replacement;
      suggestions.push({
        task: entry.task,
        path: clampLength(change.path, 4096),
        start,
        end,
        body: toBody(entry, lines, choices.get(entry.task)),
      });
    }
  }
  return suggestions.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.start - b.start));
}
