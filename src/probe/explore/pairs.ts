import type { Archive } from "./archive.ts";
import type { EntryPoint } from "./entry-points.ts";
import type { Scenario, Trial } from "./plans.ts";

/** Calls of one entry point that others follow, and calls that follow one of them: of the same and of each neighbour. */
const MOST = { first: 8, own: 6, neighbours: 6 } as const;

function alone(archive: Archive, entry: EntryPoint): readonly Trial[] {
  return (archive.trials.get(entry) ?? []).filter(({ scenario }) => scenario.before.length === 0);
}

/** Two calls in a row on one object or answered function: the second shows what the first has left behind. */
export function pairs(archive: Archive, entries: readonly EntryPoint[]): readonly Scenario[] {
  return entries.flatMap((entry) => {
    if (entry.receiver === undefined || entry.type !== "method") return [];
    const neighbours = entries.filter(
      ({ receiver, type, member }) => receiver === entry.receiver && type === "method" && member !== entry.member,
    );
    const seconds = [
      ...alone(archive, entry).slice(-MOST.own),
      ...neighbours.slice(0, MOST.neighbours).flatMap((one) => alone(archive, one).slice(-1)),
    ];
    return alone(archive, entry)
      .slice(-MOST.first)
      .flatMap(({ scenario: { makers, call } }) =>
        seconds.map((second) => ({ makers, before: [call], call: second.scenario.call })),
      );
  });
}
