import type { CoveragePoint } from "../../../code/coverage-point.ts";
import type { EntryPoint } from "../../../probe/explore/entry-points.ts";
import type { Trial } from "../../../probe/explore/plans.ts";

/** Which points lie in the code of which entry point: what is tried there should be tried by calling it. */
export type Owners = ReadonlyMap<number, EntryPoint>;

function length({ range }: EntryPoint): number {
  return range === undefined ? Infinity : range.end - range.start;
}

/** Points that calls of each entry point reach. */
function reachedBy(trials: readonly Trial[]): ReadonlyMap<EntryPoint, ReadonlySet<number>> {
  const found = new Map<EntryPoint, Set<number>>();
  for (const { scenario, record } of trials) {
    const { point } = scenario.call;
    const known = found.get(point) ?? new Set<number>();
    for (const id of record.reached) known.add(id);
    found.set(point, known);
  }
  return found;
}

/** The innermost entry point whose code holds a point, where its own calls reach that: some code is only left for others. */
export function ownersOf(
  points: readonly CoveragePoint[],
  entries: readonly EntryPoint[],
  trials: readonly Trial[],
): Owners {
  const found = new Map<number, EntryPoint>();
  const reached = reachedBy(trials);
  for (const { id, start, end } of points) {
    const holders = entries.filter(({ range }) => range !== undefined && range.start <= start && end <= range.end);
    const [inner] = holders.toSorted((a, b) => length(a) - length(b));
    if (inner !== undefined && reached.get(inner)?.has(id) === true) found.set(id, inner);
  }
  return found;
}
