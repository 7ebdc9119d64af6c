import { lineDiff } from "../../../code/line-diff.ts";
import type { RepoPath } from "../../../domain/repo-path.ts";
import type { FailingCheck } from "../../../ports.ts";
import type { FastReport, SearchedFile } from "./search.ts";

/** A line that may be to blame, and why. */
export interface Suspect {
  readonly path: RepoPath;
  /** 1-based. */
  readonly line: number;
  /** From 0 to 1. */
  readonly suspicion: number;
  readonly reason: string;
}

/** Ochiai's similarity of "is run" and "fails" (Abreu, Zoeteweij, van Gemund: TAICPART 2007), from 0 to 1. */
function ochiai(reached: { readonly failed: number; readonly passed: number }, failed: number): number {
  const { failed: own, passed } = reached;
  return own === 0 ? 0 : own / Math.sqrt(failed * (own + passed));
}

/** The lines that failing assertions reach, most suspicious first, from what the driver saw in all processes. */
export function suspectsOf(reports: readonly FastReport[], files: readonly SearchedFile[]): readonly Suspect[] {
  const failed = reports.reduce((sum, { units }) => sum + units[0], 0);
  const passed = reports.reduce((sum, { units }) => sum + units[1], 0);
  const lines = new Map<string, { file: number; line: number; failed: number; passed: number }>();
  for (const report of reports) {
    // A place of a line counts for it where it is reached most: places of one line are no runs of their own.
    const own = new Map<string, FastReport["reached"][number]>();
    for (const one of report.reached) {
      const key = `${one.file}:${one.line}`;
      const known = own.get(key);
      if (known === undefined || ochiai(known, failed) < ochiai(one, failed)) own.set(key, one);
    }
    for (const [key, one] of own) {
      const sum = lines.get(key) ?? { file: one.file, line: one.line, failed: 0, passed: 0 };
      lines.set(key, { ...sum, failed: sum.failed + one.failed, passed: sum.passed + one.passed });
    }
  }
  return [...lines.values()]
    .flatMap((one): readonly Suspect[] => {
      const path = files[one.file]?.path;
      const suspicion = ochiai(one, failed);
      const reason = `run by ${one.failed} of ${failed} failing assertions and ${one.passed} of ${passed} others`;
      return path === undefined || suspicion === 0 ? [] : [{ path, line: one.line, suspicion, reason }];
    })
    .sort((a, b) => b.suspicion - a.suspicion || a.line - b.line);
}

/** What is more suspicious than its neighbours before anything was run: the factor by line of a file. */
export function priorSuspicion(path: RepoPath, text: string, failing: FailingCheck): (line: number) => number {
  const traced = tracedLines(path, failing.output);
  const changed = changedLines(text, failing.earlier?.files.find((file) => file.path === path)?.text);
  return (line) => {
    const isNear = traced.has(line) || traced.has(line - 1) || traced.has(line + 1);
    return (traced.has(line) ? 1 : isNear ? 0.8 : 0.6) * (changed === undefined || changed.has(line) ? 1 : 0.5);
  };
}

/** Lines of a file that the output names as places: frames of stack traces, remarks of tools. */
function tracedLines(path: RepoPath, output: string): ReadonlySet<number> {
  const places = output.split(path).slice(1);
  return new Set(places.flatMap((rest) => /^[:(](\d+)/u.exec(rest)?.slice(1).map(Number) ?? []));
}

/** One place where an earlier text differs: lines of the present text, 1-based, end exclusive, and what stood there. */
export interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly before: readonly string[];
}

/** The hunks that lead from the present text back to an earlier one. */
export function hunksBack(text: string, earlier: string): readonly Hunk[] {
  const then = earlier.split("\n");
  return lineDiff(then, text.split("\n")).map(({ beforeStart, beforeEnd, afterStart, afterEnd }) => ({
    start: afterStart + 1,
    end: afterEnd + 1,
    before: then.slice(beforeStart, beforeEnd),
  }));
}

function changedLines(text: string, earlier: string | undefined): ReadonlySet<number> | undefined {
  if (earlier === undefined) return undefined;
  const hunks = hunksBack(text, earlier);
  if (hunks.length === 0) return undefined;
  const lines = new Set<number>();
  for (const { start, end } of hunks)
    for (let line = start; line <= Math.max(start, end - 1); line += 1) lines.add(line);
  return lines;
}
