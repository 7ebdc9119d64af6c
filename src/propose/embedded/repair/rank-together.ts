import type { ProposeRequest } from "../../../ports.ts";
import { rank, type Ranked } from "./choose.ts";
import { toFilePatch } from "./file-patch.ts";
import type { FilePatch, Patch, Search } from "./search.ts";

/** Combinations that are made at most: each costs a run of the command until one is green. */
const MAX_TOGETHER = 16;

/** Patches as one, file by file; undefined where two of them change the same place. */
export function joinPatches(patches: readonly Patch[]): Patch | undefined {
  const files: FilePatch[] = [];
  for (const patch of patches.flatMap((one): readonly FilePatch[] => [one, ...(one.beside ?? [])])) {
    const at = files.findIndex(({ file }) => file === patch.file);
    const known = files[at];
    if (known === undefined) {
      files.push(patch);
      continue;
    }
    const joined = toFilePatch(known.file, [...known.candidates, ...patch.candidates]);
    if (joined === undefined) return undefined;
    files[at] = joined;
  }
  const [first, ...beside] = files;
  if (first === undefined) return undefined;
  const prior = patches.reduce((product, patch) => product * patch.prior, 1);
  return { file: first.file, candidates: first.candidates, after: first.after, prior, beside };
}

/** The best of each first, then one of them changed at a time, those that cost least in rank before the others. */
function combine(lists: readonly (readonly Ranked[])[]): readonly (readonly Ranked[])[] {
  const best = lists.map(([first]) => first);
  if (best.some((one) => one === undefined)) return [];
  const tops = best.filter((one) => one !== undefined);
  const changed: (readonly Ranked[])[] = [];
  const longest = Math.max(...lists.map((list) => list.length));
  for (let place = 1; place < longest; place += 1) {
    for (const [index, list] of lists.entries()) {
      const other = list[place];
      if (other !== undefined) changed.push(tops.map((top, at) => (at === index ? other : top)));
    }
  }
  return [tops, ...changed].slice(0, MAX_TOGETHER);
}

/**
 * Repairs of several mistakes as one: the patches of each are ranked by themselves, for what mends one mistake says nothing
 * of another. `groups` is how many behaviours are left for all of them together.
 */
export async function rankTogether(
  found: Search,
  mistakes: readonly (readonly Patch[])[],
  request: ProposeRequest,
): Promise<{ readonly ranked: readonly Ranked[]; readonly groups: number }> {
  const lists: (readonly Ranked[])[] = [];
  for (const patches of mistakes) lists.push(await rank({ ...found, patches }, request));
  const ranked = combine(lists).flatMap((parts): readonly Ranked[] => {
    const patch = joinPatches(parts.map((one) => one.patch));
    if (patch === undefined) return [];
    return [
      {
        patch,
        parts: parts.map((one) => one.patch),
        behaviour: parts.map(({ behaviour }) => behaviour).join("\n"),
        labels: [...new Set(parts.flatMap(({ labels }) => labels))],
        score: parts.reduce((sum, { score }) => sum + score, 0),
      },
    ];
  });
  const counts = lists.map((list) => new Set(list.map(({ behaviour }) => behaviour)).size);
  return { ranked, groups: counts.reduce((product, count) => product * count, 1) };
}
