import type { LoadSearch } from "./search-at-load.ts";
import type { FastReport, Search, SearchedFile } from "./search.ts";

/** All files' candidates together: more only make the text that holds them slow to load. */
const MAX_CANDIDATES = 24_000;

/** The most candidates for each of so many files. */
export function mostOf(files: number): number {
  return Math.round(MAX_CANDIDATES / files);
}

/**
 * Whether every candidate had its turn: none in any process was left, nor of those that run at load, and no file has as
 * many as there may be, so that further ones were cut away. A single change beside several mistakes (a hunk taken back,
 * code that runs at load) has rivals of several edits, which nobody tried.
 */
export function endOf(
  files: readonly Pick<SearchedFile, "candidates">[],
  worked: readonly Pick<FastReport, "left" | "escaped">[],
  {
    loading,
    single,
    mistakes,
  }: { readonly loading: Pick<LoadSearch, "left">; readonly single: number; readonly mistakes: number },
): Search["end"] {
  const isTried = worked.every(({ left, escaped }) => !left && !escaped) && !loading.left;
  const isListed = files.every(({ candidates }) => candidates.length < mostOf(files.length));
  const hasLargerRivals = single > 0 && mistakes > 1;
  return isTried && isListed && !hasLargerRivals ? "complete" : "cut short";
}
