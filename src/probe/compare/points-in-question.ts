import type { CoveragePoint } from "../../code/coverage-point.ts";
import { idleCode } from "../../code/equivalence/idle-code.ts";
import type { RepoPath } from "../../domain/repo-path.ts";

/** Code on such lines (1-based) that can be reached at all: all that is not idle. */
export function pointsInQuestion(
  module: RepoPath,
  text: string,
  points: readonly CoveragePoint[],
  isInQuestion: (line: number) => boolean,
): readonly CoveragePoint[] {
  const touched = touchedPoints(text, points, isInQuestion);
  if (touched.length === 0) return [];
  const idle = idleCode(module, text);
  return touched.filter((point) => !idle.some(({ start, end }) => start <= point.start && point.end <= end));
}

/** Lines that say nothing by themselves: blank ones, line comments, closing brackets. Others may hold code behind a comment, or go on with `*`. */
const SILENT = /^\s*(?:\/\/.*|[)}\];,]*)$/u;

/** Points that begin on such a line; for a line in the middle of a statement the innermost point around it. */
function touchedPoints(
  text: string,
  points: readonly CoveragePoint[],
  isTouched: (line: number) => boolean,
): readonly CoveragePoint[] {
  const found = new Set(points.filter(({ line }) => isTouched(line)));
  const begun = new Set([...found].map(({ line }) => line));
  for (const [index, content] of text.split("\n").entries()) {
    const line = index + 1;
    if (begun.has(line) || !isTouched(line) || SILENT.test(content)) continue;
    const [innermost] = points
      .filter((point) => point.line <= line && line <= point.endLine)
      .toSorted((a, b) => a.end - a.start - (b.end - b.start));
    if (innermost !== undefined) found.add(innermost);
  }
  return [...found];
}
