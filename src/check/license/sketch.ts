/** Hashes in a sketch: the standard error of a likeness is about 1 / √SKETCH = 14 %. */
export const SKETCH = 48;
/** Words in one shingle. */
const SHINGLE = 4;

/** The words of a licence text without its title's and owner's: copyright lines, list numbers and marks differ from copy to copy. */
function words(text: string): readonly string[] {
  return text
    .toLowerCase()
    .replace(
      /^.*\bcopyright (?:\(c\)|©|\d|<|\[|holders?:).*$|^\W*(?:all rights reserved|the .{1,40} licen[cs]e(?: \(.{1,20}\))?)\W*$/gmu,
      " ",
    )
    .replace(/licence/gu, "license")
    .split(/[^a-z]+/u)
    .filter((word) => word.length > 1);
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** The {@link SKETCH} smallest hashes of a text's shingles of four words, ascending (bottom-k sketch, Broder 1997). */
export function toSketch(text: string): readonly number[] {
  const list = words(text);
  const hashes = new Set<number>();
  for (let at = 0; at + SHINGLE <= list.length; at += 1) hashes.add(hashOf(list.slice(at, at + SHINGLE).join(" ")));
  return [...hashes].sort((a, b) => a - b).slice(0, SKETCH);
}

/** How alike two texts are by their sketches: the estimated share of common shingles, 0 to 1. */
export function likeness(a: readonly number[], b: readonly number[]): number {
  const union = [...new Set([...a, ...b])].sort((x, y) => x - y).slice(0, SKETCH);
  const [inA, inB] = [new Set(a), new Set(b)];
  return union.length === 0 ? 0 : union.filter((hash) => inA.has(hash) && inB.has(hash)).length / union.length;
}
