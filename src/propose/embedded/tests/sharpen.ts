import type { Mutant } from "../../../code/mutate/mutant.ts";
import type { EntryPoint } from "../../../probe/explore/entry-points.ts";
import type { Explored } from "../../../probe/explore/explore.ts";
import type { Trial } from "../../../probe/explore/plans.ts";
import type { ProbeOptions, Prober } from "../../../probe/types.ts";
import { killsOf } from "./select.ts";
import { steady } from "./steady.ts";

/** What is needed to look for calls that notice mutants. */
export interface Sharpening {
  readonly prober: Prober;
  readonly explored: Explored;
  readonly mutants: readonly Mutant[];
  readonly entries: readonly EntryPoint[];
  readonly isGood: (trial: Trial) => boolean;
  readonly options: ProbeOptions;
  /** The options of a look at mutants, which has to be over when so much of the time is used up, from 0 to 1. */
  readonly lookOptions: (part: number) => ProbeOptions;
  /** How much of the time is used up, from 0 to 1. */
  readonly used: () => number;
}

/** Trials, and the mutants that each of them notices. */
export interface Offers {
  readonly trials: readonly Trial[];
  readonly kills: readonly (readonly number[])[];
}

const SHARPENING = { rounds: 3, tries: 240 } as const;
/** Calls of one round that are kept for what they notice. */
const MOST_TELLING = 40;

/** Looks for calls that notice the mutants which no known trial has noticed yet. */
export async function sharpen(sharpening: Sharpening, known: readonly Trial[]): Promise<Offers> {
  const { prober, mutants, lookOptions } = sharpening;
  const trials = [...known];
  const kills = [...(await killsOf(prober, known, mutants, lookOptions(0.75), "some"))];
  // Once more for what only calls notice that are different each time.
  for (const rounds of [SHARPENING.rounds, 1]) {
    const killed = new Set(kills.flat());
    const open = mutants.filter(({ id }) => !killed.has(id));
    const telling = await tellingCalls(sharpening, open, rounds);
    const kept = await steady(telling, sharpening);
    trials.push(...kept);
    kills.push(...(await killsOf(prober, kept, open, lookOptions(0.8))));
    if (kept.length === telling.length) break;
  }
  return { trials, kills };
}

/** Calls near known ones that notice some of the open mutants. */
async function tellingCalls(
  { prober, explored, entries, isGood, lookOptions, used }: Sharpening,
  open: readonly Mutant[],
  rounds: number,
): Promise<readonly Trial[]> {
  const telling: Trial[] = [];
  let left = open;
  for (let round = 0; round < rounds && used() < 0.6 && left.length > 0; round += 1) {
    const targets = entries.filter(
      ({ range }) => range !== undefined && left.some(({ start, end }) => range.start <= start && end <= range.end),
    );
    if (targets.length === 0) break;
    const tried = (await explored.vary(targets, SHARPENING.tries)).filter(isGood);
    const fresh = await killsOf(prober, tried, left, lookOptions(0.75), "some");
    const found = [...tried.keys()].filter((index) => (fresh[index] ?? []).length > 0).slice(0, MOST_TELLING);
    telling.push(...found.flatMap((index) => tried[index] ?? []));
    const noticed = new Set(found.flatMap((index) => fresh[index] ?? []));
    left = left.filter(({ id }) => !noticed.has(id));
  }
  return telling;
}
