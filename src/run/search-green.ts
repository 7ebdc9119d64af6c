/** How a commit some way before head answers: `same`: it tells nothing, for what matters there is as at head. */
export type CommitState = "green" | "red" | "same" | "none";

/** Distances from head that are looked at first: a mistake is mostly young. */
const DISTANCES = [1, 2, 4, 8];

/**
 * The smallest known distance from head at which a check was green: growing distances until one is green, then halving
 * what lies between it and the last red one, as `git bisect` does, as long as there are runs left. `none` ends the way
 * back; `same` costs no run. Undefined where none is green.
 */
export async function searchGreen(
  stateAt: (distance: number) => Promise<CommitState>,
  { maxRuns, isLate }: { readonly maxRuns: number; readonly isLate: () => boolean },
): Promise<number | undefined> {
  let runs = 0;
  let red = 0;
  let green: number | undefined;
  const look = async (distance: number): Promise<CommitState> => {
    const state = await stateAt(distance);
    if (state === "green" || state === "red") runs += 1;
    if (state === "green") green = distance;
    else if (state !== "none") red = distance;
    return state;
  };
  for (const distance of DISTANCES) {
    if (runs >= maxRuns || isLate()) return green;
    const state = await look(distance);
    if (state === "none" || state === "green") break;
  }
  while (green !== undefined && green - red > 1 && runs < maxRuns && !isLate()) {
    await look(Math.floor((green + red) / 2));
  }
  return green;
}
