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
  readonly functions: Ratio;
}

/** By path relative to the workspace; files outside of it are left out. */
export type Coverage = ReadonlyMap<string, FileCoverage>;

export type CoverageResult =
  { readonly ok: true; readonly coverage: Coverage } | { readonly ok: false; readonly reason: string };

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
  return {
    lines,
    branches: addRatios(one.branches, two.branches),
    functions: addRatios(one.functions, two.functions),
  };
}

function addRatios(one: Ratio, two: Ratio): Ratio {
  return { covered: one.covered + two.covered, total: one.total + two.total };
}

/** A whole number from 0 on, as text or number; undefined for anything else. */
export function toCount(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d{1,15}$/u.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) && number >= 0 ? number : undefined;
}
