import type { FastReport, Search, SearchedFile } from "./search.ts";

/** All files' candidates together: more only make the text that holds them slow to load. */
const MAX_CANDIDATES = 24_000;

/** The most candidates for each of so many files. */
export function mostOf(files: number): number {
  return Math.round(MAX_CANDIDATES / files);
}

/**
 * Whether every candidate had its turn: none in any process was left, and no file has as many as there may be, so that
 * further ones were cut away. Hunks taken back beside several mistakes have rivals of several edits, which nobody tried.
 */
export function endOf(
  files: readonly Pick<SearchedFile, "candidates">[],
  worked: readonly Pick<FastReport, "left" | "escaped">[],
  { reverts, mistakes }: { readonly reverts: number; readonly mistakes: number },
): Search["end"] {
  const isTried = worked.every(({ left, escaped }) => !left && !escaped);
  const isListed = files.every(({ candidates }) => candidates.length < mostOf(files.length));
  const hasLargerRivals = reverts > 0 && mistakes > 1;
  return isTried && isListed && !hasLargerRivals ? "complete" : "cut short";
}
