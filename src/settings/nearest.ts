import leven from "leven";

/**
 * The candidate that a mistyped word most likely stands for, or undefined where none is near: at most a third of the
 * word's length in edits (two for short words), never more than three. The first of equally near ones.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const limit = word.length < 3 ? 1 : Math.min(3, Math.max(2, Math.floor(word.length / 3)));
  const near = (candidate: string): number => leven(word.toLowerCase().slice(0, 100), candidate, { maxDistance: 4 });
  const [best] = candidates
    .map((candidate) => ({ candidate, distance: near(candidate) }))
    .filter(({ candidate, distance }) => distance <= limit || (word.length >= 3 && candidate.startsWith(word)))
    .sort((a, b) => a.distance - b.distance);
  return best?.candidate;
}

/** `Did you mean "x"?` where there is a near one, and what is allowed. */
export function renderRemedy(word: string, candidates: readonly string[], what: string): string {
  const near = nearest(word, candidates);
  const all = `${what}: ${candidates.join(", ")}.`;
  return near === undefined ? all : `Did you mean ${near}? ${all}`;
}
