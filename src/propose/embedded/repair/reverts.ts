import { applyRepair, type RepairCandidate } from "../../../code/repair/repair-candidate.ts";
import { isParsable, syntaxErrors } from "../../../code/syntax.ts";
import type { FailingCheck } from "../../../ports.ts";
import { hunksBack, type Hunk } from "./localise.ts";
import type { Patch, SearchedFile } from "./search.ts";

/** Hunks that are taken back one by one; each costs a run of the command. */
const MAX_REVERTS = 8;
/** How likely it is that a hunk taken back is the repair: it undoes more than the mistake, where there is more in it. */
const PRIOR = 0.5;
const SHOWN = 60;

function shown(lines: readonly string[]): string {
  const text = lines.join(" ").replaceAll(/\s+/gu, " ").trim();
  if (text === "") return "nothing";
  return `\`${text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text}\``;
}

function offsetOf(lines: readonly string[], line: number): number {
  return lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
}

function toCandidate(text: string, { start, end, before }: Hunk, id: number): RepairCandidate {
  const lines = text.split("\n");
  const [from, to] = [offsetOf(lines, start), Math.min(text.length, offsetOf(lines, end))];
  const isLast = end > lines.length;
  const made = before.join("\n") + (before.length > 0 && !isLast ? "\n" : "");
  return {
    id,
    template: "revert",
    parts: [{ start: from, end: to, position: "lines", text: made }],
    prior: PRIOR,
    line: start,
    description: `as it was at the last green commit: ${shown(lines.slice(start - 1, end - 1))} → ${shown(before)}`,
    when: "load",
  };
}

/**
 * The hunks of the offending change, each taken back by itself, that leave a file that parses; ids count down from -1.
 * Undoing a change is the first thing that people try too (Relifix: Tan, Roychoudhury, ICSE 2015).
 */
export function revertsOf(files: readonly SearchedFile[], { earlier }: FailingCheck): readonly Patch[] {
  if (earlier === undefined) return [];
  const patches = files.flatMap((file): readonly Patch[] => {
    const before = earlier.files.find(({ path }) => path === file.path);
    if (before === undefined) return [];
    return hunksBack(file.text, before.text).map((hunk, index) => {
      const candidate = toCandidate(file.text, hunk, -1 - index);
      return { file, candidates: [candidate], after: applyRepair(file.text, candidate.parts), prior: PRIOR };
    });
  });
  const isSound = ({ file, after }: Patch): boolean =>
    !isParsable(file.path) || syntaxErrors(file.path, after).length === 0;
  return patches.filter(isSound).slice(0, MAX_REVERTS);
}
