import { MADE, type Archive } from "./archive.ts";
import type { EntryPoint } from "./entry-points.ts";
import { canSettle, madeBy, type Call } from "./plans.ts";
import type { Random } from "./random.ts";

/** Ways to make the object of an entry point that worked, most telling first. */
function makings(archive: Archive, { receiver: maker, member }: EntryPoint): readonly (readonly Call[])[] {
  if (maker === undefined) return [];
  const worked = (archive.trials.get(maker) ?? []).filter((trial) => {
    // An emitter's error that nobody heard is heard by whoever listens.
    if (trial.record.effects.unhandled !== undefined && member !== "on") return false;
    const object = madeBy(trial);
    if (object === undefined || maker.type === "constructor") return object !== undefined;
    return member === undefined ? object.type === "function" : MADE.test(object.type);
  });
  return worked.flatMap(({ scenario: { makers, call }, record: { late } }) => {
    const plain = [...makers, call];
    // What reads its files at once is of use when it has read them.
    const isReady = late?.work === "done" && canSettle(late);
    return isReady ? [[...makers, { ...call, settled: "yes" } as const], plain] : [plain];
  });
}

/** Ways to make the object of an entry point that nothing was waited for behind. */
export function freshMakings(archive: Archive, point: EntryPoint): readonly (readonly Call[])[] {
  return makings(archive, point).filter((calls) => calls.at(-1)?.settled === undefined);
}

/** One way to make the object of an entry point; functions that answer one are as good as its constructor. */
export function pickMaking(archive: Archive, point: EntryPoint, random: Random): readonly Call[] | undefined {
  const known = makings(archive, point);
  const others = archive.instances.get(point.receiver?.className ?? "") ?? [];
  const other = known.length === 0 || random.once(3) ? random.pick(others) : undefined;
  if (other !== undefined) return [...other.scenario.makers, other.scenario.call];
  return random.once(2) ? known[0] : random.pick(known);
}
