import type { CoveragePoint } from "../../code/coverage-point.ts";
import type { ModuleInputs } from "../../code/inputs/module-inputs.ts";
import type { Archive } from "./archive.ts";
import type { EntryPoint } from "./entry-points.ts";

/** Where calls may still reach something new. */
export interface OpenEntries {
  /** Entry points whose own code has something left, and those that lead most directly to other code that has. */
  readonly near: readonly EntryPoint[];
  /** All of them, where code is left that no call has entered so far; else none. */
  readonly far: readonly EntryPoint[];
}

/** What is looked at. */
export interface Opening {
  readonly points: readonly CoveragePoint[];
  readonly entries: readonly EntryPoint[];
  readonly inputs: Pick<ModuleInputs, "functions">;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

const holds = (range: Range, { start, end }: Range): boolean => range.start <= start && end <= range.end;

/** Entry points tried for one function that is none itself. */
const MOST_WAYS = 3;

/** The innermost function around each point, but for those that are entry points themselves. */
function innerFunctions(
  points: readonly CoveragePoint[],
  functions: readonly Range[],
  entries: readonly EntryPoint[],
): ReadonlySet<Range> {
  const found = new Set<Range>();
  for (const point of points) {
    const around = functions.filter((one) => holds(one, point));
    const [inner] = around.toSorted((a, b) => a.end - a.start - (b.end - b.start));
    // What stands outside of all functions has run when the module was loaded, or never will.
    if (inner === undefined) continue;
    const isEntry = entries.some(({ range }) => range?.start === inner.start && range.end === inner.end);
    if (!isEntry) found.add(inner);
  }
  return found;
}

/** By the point that they reach: entry points, each with the least that such a call of it reaches in all. */
type Entering = ReadonlyMap<number, ReadonlyMap<EntryPoint, number>>;

/** Goes through all calls once, for all functions. */
function enteringCalls({ entries }: Opening, archive: Archive): Entering {
  const found = new Map<number, Map<EntryPoint, number>>();
  for (const entry of entries) {
    for (const { record } of archive.trials.get(entry) ?? []) {
      for (const id of record.reached) {
        const ways = found.get(id) ?? new Map<EntryPoint, number>();
        found.set(id, ways);
        ways.set(entry, Math.min(ways.get(entry) ?? Infinity, record.reached.length));
      }
    }
  }
  return found;
}

/** Entry points with calls that have entered a function, those first that run the least besides. */
function waysInto(inner: Range, { points, entries }: Opening, entering: Entering): readonly EntryPoint[] {
  const least = new Map<EntryPoint, number>();
  for (const point of points) {
    if (!holds(inner, point)) continue;
    for (const [entry, count] of entering.get(point.id) ?? [])
      least.set(entry, Math.min(least.get(entry) ?? Infinity, count));
  }
  return entries
    .filter((entry) => least.has(entry))
    .toSorted((a, b) => (least.get(a) ?? 0) - (least.get(b) ?? 0))
    .slice(0, MOST_WAYS);
}

/** Entry points that the search has to go on with; none where everything is reached. */
export function openEntries(opening: Opening, archive: Archive): OpenEntries {
  const { points, entries, inputs } = opening;
  const left = points.filter(({ id }) => !archive.reached.has(id));
  const isOwn = (entry: EntryPoint, point: Range): boolean => entry.range !== undefined && holds(entry.range, point);
  const holders = entries.filter((entry) => left.some((point) => isOwn(entry, point)));
  // A function within an entry point's code may be called by whom it was handed to, when other entry points are called.
  const inner = innerFunctions(left, inputs.functions, entries);
  const entering: Entering = inner.size === 0 ? new Map() : enteringCalls(opening, archive);
  const ways = [...inner].map((one) => waysInto(one, opening, entering));
  const near = new Set([...holders, ...ways.flat()]);
  // What an object does by itself is heard of by whoever listens.
  const listening = entries.filter(
    ({ listens, receiver }) => listens === "yes" && receiver !== undefined && near.has(receiver),
  );
  return {
    near: [...near, ...listening],
    far: ways.some((into) => into.length === 0) ? entries : [],
  };
}
