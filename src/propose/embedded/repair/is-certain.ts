import { MAX_COMPARED, type Ranked } from "./choose.ts";
import type { RepairFacts } from "./rationale.ts";

/** What is known of a search and its patches, for as much as decides how sure one can be. */
export type Known = Pick<RepairFacts, "groups" | "reproduction"> & {
  readonly found: Pick<RepairFacts["found"], "end" | "patches" | "mistakes">;
};

/**
 * Whether every candidate had its turn, all that would do were compared and behave the same, and nothing smells of
 * overfitting. Several edits for one mistake are never all tried; that something does not throw any more is too little to
 * know what it should do.
 */
export function isCertain({ found, groups, reproduction }: Known, { labels }: Pick<Ranked, "labels">): boolean {
  if (reproduction !== undefined || found.end !== "complete" || groups !== 1 || labels.length > 0) return false;
  const all = found.mistakes ?? [found.patches];
  return all.every(
    (patches) => patches.length <= MAX_COMPARED && patches.every(({ candidates }) => candidates.length === 1),
  );
}
