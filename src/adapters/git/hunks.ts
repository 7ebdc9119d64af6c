import type { Hunk } from "../../domain/change.ts";

const HEADER = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/u;

/** The new side's line ranges of a `-U0` diff of one file: 1-based, end exclusive; a pure deletion leaves no range. */
export function parseHunks(diff: string): readonly Hunk[] {
  const hunks: Hunk[] = [];
  for (const line of diff.split("\n")) {
    // With no context lines, a line of the file's text begins with + or - and cannot look like a header.
    const match = HEADER.exec(line);
    if (match === null) continue;
    const start = Number(match[1]);
    const count = Number(match[2] ?? 1);
    if (count > 0) hunks.push({ start, end: start + count });
  }
  return hunks;
}
