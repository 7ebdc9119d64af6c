import { functionsOf } from "../../code/mutate/functions-of.ts";
import type { Mutant } from "../../code/mutate/mutant.ts";
import type { RepoPath } from "../../domain/repo-path.ts";
import { createRandom, toSeed } from "../../probe/explore/random.ts";

/** Parts of the distance between two of a group by which the first of them is moved. */
const PARTS = 1 << 16;

/**
 * The mutants of a target in such an order that every first part of it is a fair sample: chosen by chance, with as much of
 * each function and operator as there is of it in the whole. The same file gives the same order.
 */
export function orderMutants(path: RepoPath, text: string, mutants: readonly Mutant[]): readonly Mutant[] {
  const random = createRandom(toSeed(path));
  const holders = functionsOf(path, text, mutants);
  const groups = Map.groupBy(mutants, (mutant) => `${holders.get(mutant) ?? -1} ${mutant.operator ?? ""}`);
  const placed = [...groups.values()].flatMap((group) => {
    const left = [...group];
    const offset = random.below(PARTS) / PARTS;
    return group.flatMap((_, index) => {
      const [mutant] = left.splice(random.below(left.length), 1);
      return mutant === undefined ? [] : [{ mutant, place: (index + offset) / group.length }];
    });
  });
  return placed.toSorted((a, b) => a.place - b.place || a.mutant.id - b.mutant.id).map(({ mutant }) => mutant);
}
