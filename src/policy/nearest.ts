import leven from "leven";

/** The candidate that a mistyped word most likely means; undefined where none is close. Letter case does not count. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const folded = word.toLowerCase();
  const allowance = Math.max(2, Math.floor(word.length / 3));
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    const distance = leven(folded, candidate.toLowerCase(), { maxDistance: allowance + 1 });
    if (distance > allowance || distance >= candidate.length) continue;
    if (best === undefined || distance < best.distance) best = { candidate, distance };
  }
  return best?.candidate;
}

/** Names the candidate that was meant, where one is near, and lists what is valid. */
export function choiceRemedy(word: string, candidates: readonly string[], otherwise = "Write one of"): string {
  const near = nearest(word, candidates);
  const list = candidates.map((candidate) => `\`${candidate}\``).join(", ");
  if (near !== undefined) return `Did you mean \`${near}\`? Valid: ${list}`;
  return `${otherwise} ${list}`;
}
