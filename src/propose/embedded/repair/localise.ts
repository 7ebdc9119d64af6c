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

interface Reached {
  readonly file: number;
  readonly line: number;
  readonly failed: number;
  readonly passed: number;
}

/** How many assertions of all processes reach each line; a place of a line counts for it where it is reached most. */
function reachedLines(reports: readonly FastReport[], failed: number): readonly Reached[] {
  const lines = new Map<string, Reached>();
  for (const report of reports) {
    const own = new Map<string, Reached>();
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
  return [...lines.values()];
}

/**
 * The lines that may be to blame, most suspicious first: Ochiai's similarity from what the driver saw in all processes,
 * times what was known before (stack traces, the change since the last green commit). Where nothing was seen, what was
 * known before alone.
 */
export function suspectsOf(
  reports: readonly FastReport[],
  files: readonly Pick<SearchedFile, "path" | "text">[],
  failing: FailingCheck,
): readonly Suspect[] {
  const failed = reports.reduce((sum, { units }) => sum + units[0], 0);
  const passed = reports.reduce((sum, { units }) => sum + units[1], 0);
  const priors = files.map(({ path, text }) => priorOf(path, text, failing));
  const seen = reachedLines(reports, failed).flatMap((one): readonly Suspect[] => {
    const path = files[one.file]?.path;
    const similarity = ochiai(one, failed);
    if (path === undefined || similarity === 0) return [];
    const run = `run by ${one.failed} of ${failed} failing assertions and ${one.passed} of ${passed} others`;
    const prior = priors[one.file];
    const reason = [run, ...(prior?.reasonsAt(one.line) ?? [])].join(", ");
    return [{ path, line: one.line, suspicion: similarity * (prior?.at(one.line) ?? 1), reason }];
  });
  const all = seen.length > 0 ? seen : knownBefore(files, priors);
  // What is said of no line takes nothing from any.
  const most = Math.max(
    ...all.map(({ path, line }) => priors[files.findIndex((file) => file.path === path)]?.at(line) ?? 1),
  );
  return all
    .map((one) => ({ ...one, suspicion: one.suspicion / most }))
    .toSorted((a, b) => b.suspicion - a.suspicion || a.line - b.line);
}

function knownBefore(
  files: readonly Pick<SearchedFile, "path" | "text">[],
  priors: readonly Prior[],
): readonly Suspect[] {
  return files.flatMap(({ path, text }, index) => {
    const prior = priors[index];
    const lines = Array.from({ length: text.split("\n").length }, (_, line) => line + 1);
    return lines.flatMap((line): readonly Suspect[] => {
      const reasons = prior?.reasonsAt(line) ?? [];
      return reasons.length === 0 ? [] : [{ path, line, suspicion: prior?.at(line) ?? 0, reason: reasons.join(", ") }];
    });
  });
}

/** What is known of a file's lines before anything was run. */
export interface Prior {
  /** The factor of a line, from 0 to 1; only the order matters. */
  at(line: number): number;
  /** What speaks for a line in words; empty where nothing does. */
  reasonsAt(line: number): readonly string[];
}

/** What is more suspicious than its neighbours before anything was run. */
export function priorOf(path: RepoPath, text: string, failing: FailingCheck): Prior {
  const traced = tracedLines(path, failing.output);
  const changed = changedLines(text, failing.earlier?.files.find((file) => file.path === path)?.text);
  return {
    at: (line) => {
      const isNear = traced.has(line - 1) || traced.has(line + 1);
      return (traced.has(line) ? 1 : isNear ? 0.8 : 0.6) * (changed === undefined || changed.has(line) ? 1 : 0.5);
    },
    reasonsAt: (line) => [
      ...(traced.has(line) ? ["named by the output"] : []),
      ...(changed?.has(line) === true
        ? [`changed since ${failing.earlier?.commit.slice(0, 7) ?? ""}, which was green`]
        : []),
    ],
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
