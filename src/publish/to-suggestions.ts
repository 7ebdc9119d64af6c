import type { BundleEntry } from "../domain/bundle.ts";
import { disarm } from "../domain/disarm.ts";
import type { Suggestion } from "../domain/pull-request.ts";
import { clampBytes, clampLength } from "./clamp.ts";
import { toLineChanges, type LineChange } from "./patch-lines.ts";

/** Longest rationale in a comment, in bytes. */
const MAX_RATIONALE = 2000;
/** A suggestion longer than this is read as a patch, not as a suggestion. */
const MAX_LINES = 60;

/** Lines to replace and their replacement: an insertion takes a neighbouring line along, since GitHub replaces lines. */
function toReplacement(change: LineChange): { start: number; end: number; lines: readonly string[] } | undefined {
  const { start, end, added, before, after } = change;
  if (end > start) return { start, end: end - 1, lines: added };
  if (before !== undefined) return { start: start - 1, end: start - 1, lines: [before, ...added] };
  return after === undefined ? undefined : { start, end: start, lines: [...added, after] };
}

function renderBlock(lines: readonly string[]): string {
  const text = lines.join("\n");
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}suggestion\n${lines.map((line) => `${line}\n`).join("")}${fence}`;
}

function toBody(entry: BundleEntry, lines: readonly string[]): string {
  const rationale = clampBytes(disarm(entry.rationale).trim(), MAX_RATIONALE);
  const gates = entry.gates.filter(({ status }) => status === "passed").map(({ gate }) => gate);
  const evidence = `Passed together with the rest of this change: ${gates.join(", ")}.`;
  return [rationale, renderBlock(lines), evidence].filter((part) => part !== "").join("\n\n");
}

/**
 * The changes of accepted entries as suggestions, in order of place. Only files that exist at head can have any; what is
 * too long for one is left out, and so is a file that the patch makes or deletes.
 */
export function toSuggestions(
  entries: readonly BundleEntry[],
  patches: ReadonlyMap<string, string>,
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
        body: toBody(entry, lines),
      });
    }
  }
  return suggestions.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.start - b.start));
}
