import type { FileMetrics } from "../../../code/metrics/measure-file.ts";
import type { Rewrite } from "../../../code/refactor/rewrite.ts";
import type { RewrittenFile } from "../../../code/refactor/rewrites.ts";
import type { RepoPath } from "../../../domain/repo-path.ts";

/** A measure that is better afterwards. */
export interface Improvement {
  readonly what: string;
  readonly before: number;
  readonly after: number;
}

const NAMES: readonly (readonly [keyof FileMetrics, string])[] = [
  ["cognitive", "cognitive complexity"],
  ["cyclomatic", "cyclomatic complexity of the most divided function"],
  ["longestFunction", "lines of the longest function"],
  ["duplicatedLines", "duplicated lines"],
  ["dead", "pieces of dead code"],
  ["dated", "dated forms"],
];

/** Which measures of a file are better afterwards. */
export async function improvements(path: RepoPath, before: string, after: string): Promise<readonly Improvement[]> {
  const { measureFile } = await import("../../../code/metrics/measure-file.ts");
  const [old, now] = [measureFile(path, before), measureFile(path, after)];
  return NAMES.filter(([key]) => now[key] < old[key]).map(([key, what]) => ({
    what,
    before: old[key],
    after: now[key],
  }));
}

const MOST_PLACES = 12;

/** What was done, where, and what is better for it. */
export function renderRationale(
  path: RepoPath,
  rewrite: Rewrite,
  { places }: RewrittenFile,
  gains: readonly Improvement[],
): string {
  const shown = places.slice(0, MOST_PLACES).map(({ line, what }) => `- line ${line}: ${what}`);
  const more = places.length > shown.length ? [`- and ${places.length - shown.length} more places`] : [];
  const better = gains.map(({ what, before, after }) => `${what} ${before} → ${after}`).join(", ");
  const count = `${places.length} ${places.length === 1 ? "place" : "places"}`;
  return [`${rewrite.title} (${rewrite.name}) in ${count} of ${path}. Better: ${better}.`, "", ...shown, ...more].join(
    "\n",
  );
}
