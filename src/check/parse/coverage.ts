/** Something that can be covered, counted. */
export interface Ratio {
  readonly covered: number;
  readonly total: number;
}

/** Coverage of one file. */
export interface FileCoverage {
  /** Times that each executable line ran, by 1-based line number; 1 and 0 where the format counts no times. */
  readonly lines: ReadonlyMap<number, number>;
  /** 0 of 0 where the format or the language has none. */
  readonly branches: Ratio;
  /** The branches of each line that has some; absent where the format does not tell where its branches are. */
  readonly branchLines?: ReadonlyMap<number, Ratio>;
  readonly functions: Ratio;
}

/** By path relative to the workspace; files outside of it are left out. */
export type Coverage = ReadonlyMap<string, FileCoverage>;

export type CoverageResult =
  { readonly ok: true; readonly coverage: Coverage } | { readonly ok: false; readonly reason: string };

/**
 * The coverage of the files in the workspace. A report that has files, and none of them here, is of another place: a
 * reason. `outside`: one of those that are elsewhere.
 */
export function toCoverageResult(coverage: Coverage, outside: string | undefined): CoverageResult {
  if (coverage.size > 0 || outside === undefined) return { ok: true, coverage };
  return { ok: false, reason: `none of its files is in the repository, for example ${outside.slice(0, 200)}` };
}

/** A file of a report that names it only below one of several source roots. */
export interface PlacedCoverage extends FileCoverage {
  /** Workspace paths that it may be, likeliest first; the first that exists is it. */
  readonly candidates: readonly string[];
}

export type PlacedResult =
  { readonly ok: true; readonly files: readonly PlacedCoverage[] } | { readonly ok: false; readonly reason: string };

/** Nothing to cover. */
export const NO_RATIO: Ratio = { covered: 0, total: 0 };

/** How many of the counts are above 0. */
export function ratioOf(counts: Iterable<number>): Ratio {
  const all = [...counts];
  return { covered: all.filter((hits) => hits > 0).length, total: all.length };
}

/** Two records of one file: hits, branches and functions added up. */
export function mergeCoverage(one: FileCoverage | undefined, two: FileCoverage): FileCoverage {
  if (one === undefined) return two;
  const lines = new Map(one.lines);
  for (const [line, hits] of two.lines) lines.set(line, (lines.get(line) ?? 0) + hits);
  const branchLines = mergeBranchLines(one.branchLines, two.branchLines);
  return {
    lines,
    branches: addRatios(one.branches, two.branches),
    ...(branchLines === undefined ? {} : { branchLines }),
    functions: addRatios(one.functions, two.functions),
  };
}

function mergeBranchLines(
  one: FileCoverage["branchLines"],
  two: FileCoverage["branchLines"],
): FileCoverage["branchLines"] {
  if (one === undefined || two === undefined) return one ?? two;
  const merged = new Map(one);
  for (const [line, ratio] of two) addBranches(merged, line, ratio);
  return merged;
}

/** Counts branches of a line in. */
export function addBranches(branchLines: Map<number, Ratio>, line: number, branches: Ratio): void {
  if (branches.total > 0) branchLines.set(line, addRatios(branchLines.get(line) ?? NO_RATIO, branches));
}

/** The sum of the branches of all lines. */
export function sumBranches(branchLines: ReadonlyMap<number, Ratio>): Ratio {
  let sum = NO_RATIO;
  for (const ratio of branchLines.values()) sum = addRatios(sum, ratio);
  return sum;
}

function addRatios(one: Ratio, two: Ratio): Ratio {
  return { covered: one.covered + two.covered, total: one.total + two.total };
}

/** A whole number from 0 on, as text or number; undefined for anything else. */
export function toCount(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d{1,15}$/u.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) && number >= 0 ? number : undefined;
}
