import type { Mutant } from "./mutant.ts";

/** Stands for all bodies of functions, loops and branches at once: what is left of a module that does nothing. */
export const EMPTIED = 1_000_000_007;

/** Mutants that together, under the id {@link EMPTIED}, take every body out. */
export function emptiedBodies(mutants: readonly Mutant[]): readonly Mutant[] {
  return mutants
    .filter(({ operator }) => operator === "BlockStatement" || operator === "ArrowFunction")
    .map((mutant) => ({ ...mutant, id: EMPTIED }));
}
