import type { FileChange } from "../domain/change.ts";
import type { Figures } from "../domain/gate.ts";
import { lineDiff, toLines } from "../code/line-diff.ts";
import { NO_RATIO, type Coverage, type Ratio } from "./parse/coverage.ts";

/** Lines of some files together. */
export function totalLines(coverage: Coverage, paths: readonly string[]): Ratio {
  const hits = paths.flatMap((path) => [...(coverage.get(path)?.lines.values() ?? [])]);
  return { covered: hits.filter((count) => count > 0).length, total: hits.length };
}

function sumOf(ratios: readonly Ratio[]): Ratio {
  return {
    covered: ratios.reduce((sum, { covered }) => sum + covered, 0),
    total: ratios.reduce((sum, { total }) => sum + total, 0),
  };
}

/** Branches of some files together. */
export function totalBranches(coverage: Coverage, paths: readonly string[]): Ratio {
  return sumOf(paths.map((path) => coverage.get(path)?.branches ?? NO_RATIO));
}

/** Functions of some files together. */
export function totalFunctions(coverage: Coverage, paths: readonly string[]): Ratio {
  return sumOf(paths.map((path) => coverage.get(path)?.functions ?? NO_RATIO));
}

/** A line of a file, 1-based. */
interface Place {
  readonly path: string;
  readonly line: number;
}

/** The changed lines that can be executed, with how many of them were, and those that were not. */
export interface ChangedLines extends Ratio {
  readonly missed: readonly Place[];
}

/** The branches on changed lines, with how many of them were taken, and the lines that have others. */
export interface ChangedBranches extends Ratio {
  readonly missed: readonly (Place & Ratio)[];
}

/** The 1-based lines of a file that are new or rewritten. */
export function changedLineNumbers({ before = "", after }: FileChange): readonly number[] {
  if (after === undefined) return [];
  return lineDiff(toLines(before), toLines(after)).flatMap(({ afterStart, afterEnd }) =>
    Array.from({ length: afterEnd - afterStart }, (_, index) => afterStart + 1 + index),
  );
}

/** Lines that are new or rewritten in the files. */
function changedPlaces(files: readonly FileChange[]): readonly Place[] {
  return files.flatMap((file) => changedLineNumbers(file).map((line) => ({ path: file.path, line })));
}

/** Of the lines that are new or rewritten in the files, those that the coverage report knows. */
export function changedLines(coverage: Coverage, files: readonly FileChange[]): ChangedLines {
  const missed: Place[] = [];
  let total = 0;
  for (const place of changedPlaces(files)) {
    const hits = coverage.get(place.path)?.lines.get(place.line);
    if (hits === undefined) continue;
    total += 1;
    if (hits === 0) missed.push(place);
  }
  return { covered: total - missed.length, total, missed };
}

/**
 * The branches on lines that are new or rewritten in the files; undefined where the report knows a changed file and
 * does not tell where its branches are.
 */
export function changedBranches(coverage: Coverage, files: readonly FileChange[]): ChangedBranches | undefined {
  const known = files.flatMap(({ path }) => coverage.get(path) ?? []);
  if (known.length === 0 || known.some(({ branchLines }) => branchLines === undefined)) return undefined;
  const found = changedPlaces(files).flatMap((place) => {
    const ratio = coverage.get(place.path)?.branchLines?.get(place.line) ?? NO_RATIO;
    return ratio.total === 0 ? [] : [{ ...place, ...ratio }];
  });
  return {
    covered: found.reduce((sum, { covered }) => sum + covered, 0),
    total: found.reduce((sum, { total }) => sum + total, 0),
    missed: found.filter(({ covered, total }) => covered < total),
  };
}

/** In percent with two decimals; 0 of 0 is 100: nothing is missing. */
export function toPercent({ covered, total }: Ratio): number {
  return total === 0 ? 100 : Math.round((covered / total) * 10_000) / 100;
}

/** Lines and branches of all files of the report, before and after, in percent. */
export function totalFigures(before: Coverage | undefined, after: Coverage): Figures {
  const all = [...after.keys()];
  const old = before === undefined ? undefined : [...before.keys()];
  return {
    ...(before === undefined || old === undefined
      ? {}
      : {
          total_lines_before: toPercent(totalLines(before, old)),
          total_branches_before: toPercent(totalBranches(before, old)),
        }),
    total_lines_after: toPercent(totalLines(after, all)),
    total_branches_after: toPercent(totalBranches(after, all)),
  };
}

/** Files that are told one by one; a larger change has its figures in sum. */
const MAX_FILES = 10;

/** For each file, by its path: `lines 50 → 75 %, branches 0 → 50 %`; files that neither report knows are left out. */
export function fileFigures(before: Coverage | undefined, after: Coverage, paths: readonly string[]): Figures {
  const known = [...new Set(paths)].filter((path) => after.has(path) || before?.has(path) === true).sort();
  const told = (coverage: Coverage | undefined, path: string, total: typeof totalLines): string =>
    coverage?.has(path) === true ? String(toPercent(total(coverage, [path]))) : "unknown";
  return Object.fromEntries(
    known.slice(0, MAX_FILES).map((path) => {
      const lines = `lines ${told(before, path, totalLines)} → ${told(after, path, totalLines)} %`;
      return [path, `${lines}, branches ${told(before, path, totalBranches)} → ${told(after, path, totalBranches)} %`];
    }),
  );
}
