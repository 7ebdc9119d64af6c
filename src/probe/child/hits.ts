/** Ids whose mark is set; with `seen` only those that were not set before, which are then added to it. */
export function takeHits(hit: Uint8Array, seen?: Uint8Array): readonly number[] {
  const reached: number[] = [];
  for (let id = 0; id < hit.length; id += 1) {
    if (hit[id] !== 1 || seen?.[id] === 1) continue;
    reached.push(id);
    if (seen !== undefined) seen[id] = 1;
  }
  hit.fill(0);
  return reached;
}
