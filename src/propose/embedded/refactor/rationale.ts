import { changedMeasures } from "../../../code/metrics/measures.ts";
import type { RepoPath } from "../../../domain/repo-path.ts";
import type { Gain, Made, Maker } from "./maker.ts";

/** Which measures of a file are better afterwards. */
export async function improvements(path: RepoPath, before: string, after: string): Promise<readonly Gain[]> {
  const { measureFile } = await import("../../../code/metrics/measure-file.ts");
  return changedMeasures(measureFile(path, before), measureFile(path, after)).filter((one) => one.after < one.before);
}

const MOST_PLACES = 12;

/** What was done, where, and what is better for it. */
export function renderRationale(
  path: RepoPath,
  { title, name }: Pick<Maker, "title" | "name">,
  { places }: Made,
  gains: readonly Gain[],
): string {
  const shown = places.slice(0, MOST_PLACES).map(({ line, what }) => `- line ${line}: ${what}`);
  const more = places.length > shown.length ? [`- and ${places.length - shown.length} more places`] : [];
  const better = gains.map(({ words, before, after }) => `${words} ${before} → ${after}`).join(", ");
  const count = `${places.length} ${places.length === 1 ? "place" : "places"}`;
  return [`${title} (${name}) in ${count} of ${path}. Better: ${better}.`, "", ...shown, ...more].join("\n");
}
