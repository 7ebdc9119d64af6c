import { changedMeasures, type MeasureChange } from "../../../code/metrics/measures.ts";
import type { Rewrite } from "../../../code/refactor/rewrite.ts";
import type { RewrittenFile } from "../../../code/refactor/rewrites.ts";
import type { RepoPath } from "../../../domain/repo-path.ts";

/** Which measures of a file are better afterwards. */
export async function improvements(path: RepoPath, before: string, after: string): Promise<readonly MeasureChange[]> {
  const { measureFile } = await import("../../../code/metrics/measure-file.ts");
  return changedMeasures(measureFile(path, before), measureFile(path, after)).filter((one) => one.after < one.before);
}

const MOST_PLACES = 12;

/** What was done, where, and what is better for it. */
export function renderRationale(
  path: RepoPath,
  rewrite: Rewrite,
  { places }: RewrittenFile,
  gains: readonly MeasureChange[],
): string {
  const shown = places.slice(0, MOST_PLACES).map(({ line, what }) => `- line ${line}: ${what}`);
  const more = places.length > shown.length ? [`- and ${places.length - shown.length} more places`] : [];
  const better = gains.map(({ words, before, after }) => `${words} ${before} → ${after}`).join(", ");
  const count = `${places.length} ${places.length === 1 ? "place" : "places"}`;
  return [`${rewrite.title} (${rewrite.name}) in ${count} of ${path}. Better: ${better}.`, "", ...shown, ...more].join(
    "\n",
  );
}
