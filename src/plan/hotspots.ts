/** What makes a file a hotspot. */
export interface HotspotParts {
  /** Commits of people that touched it, in the days that count. */
  readonly commits: number;
  /** Cyclomatic, of the whole file. */
  readonly complexity: number;
  /** Share of its lines that no test runs, 0 to 1; absent: not measured, which counts as 1. */
  readonly missing?: number;
}

/** A file that is covered whole is less of a hotspot, not none. */
const LEAST_MISSING = 0.05;

/**
 * Churn × complexity × missing coverage: changes are most often wrong where much is changed that is hard to see through
 * (Nagappan and Ball, "Use of Relative Code Churn Measures to Predict System Defect Density", 2005; Tornhill, "Your Code
 * as a Crime Scene", 2015).
 */
function hotspotScore({ commits, complexity, missing = 1 }: HotspotParts): number {
  return commits * complexity * Math.max(LEAST_MISSING, missing);
}

/** The score with its parts: `score 42.0 = 12 commits in 180 days × complexity 7 × 50 % not covered`. */
export function renderHotspot(parts: HotspotParts, days: number): string {
  const { commits, complexity, missing } = parts;
  const counted = missing !== undefined && missing < LEAST_MISSING ? ` (counts as ${LEAST_MISSING * 100} %)` : "";
  const covered =
    missing === undefined ? "coverage not measured" : `${Math.round(missing * 100)} % not covered${counted}`;
  const noun = commits === 1 ? "commit" : "commits";
  return `score ${hotspotScore(parts).toFixed(1)} = ${commits} ${noun} in ${days} days × complexity ${complexity} × ${covered}`;
}

/** Highest score first; equal ones by path, so that every run sees the same order. */
export function byHotspot<T extends HotspotParts & { readonly path: string }>(a: T, b: T): number {
  const difference = hotspotScore(b) - hotspotScore(a);
  return difference !== 0 ? difference : a.path < b.path ? -1 : 1;
}
