import type { Mutant } from "../../../code/mutate/mutant.ts";
import type { Prober, ProbeOptions } from "../../../probe/types.ts";
import { costOf } from "./expressions.ts";
import type { Trial } from "./plans.ts";
import { endOf } from "./plans.ts";

/** A trial that is to become a test, with what only it, or it first, shows. */
export interface Chosen {
  readonly trial: Trial;
  /** Ids of points that it has to go on reaching, and of mutants that it has to go on noticing. */
  readonly points: readonly number[];
  readonly mutants: readonly number[];
}

/** What a reader has to read of a trial. */
export function costOfTrial(trial: Trial): number {
  const { call, before, made } = trial.scenario;
  const args = [...call.args, ...before.flatMap((earlier) => earlier.args), ...(made ?? [])];
  const outcome = endOf(trial)?.outcome;
  const effects = trial.record.effects;
  const noise = (effects.console?.length ?? 0) + (effects.files?.length ?? 0) * 2 + (effects.environment?.length ?? 0);
  const answer = outcome?.type === "returned" ? JSON.stringify(outcome.value).length / 200 : 0;
  return 2 + args.reduce((sum, arg) => sum + costOf(arg), 0) + before.length * 3 + noise * 3 + answer;
}

/** Which mutants each trial notices, by index of the trial. */
export async function killsOf(
  prober: Prober,
  trials: readonly Trial[],
  mutants: readonly Mutant[],
  options: ProbeOptions,
): Promise<readonly (readonly number[])[]> {
  const kills: number[][] = trials.map(() => []);
  if (mutants.length === 0 || trials.length === 0) return kills;
  const records = await prober.judge(
    trials.map(({ plan }) => plan),
    mutants,
    "every",
    options,
  );
  for (const { mutant, status, killedBy } of records) {
    // An endless mutant would hang the repository's runner as well: noticed, but not by an assertion.
    if (status !== "killed") continue;
    for (const index of killedBy) kills[index]?.push(mutant);
  }
  return kills;
}

/** Weight of what a trial shows: a mutant that nothing else notices is worth as much as a branch. */
const WEIGHT = { entry: 3, point: 1, mutant: 1 } as const;
/** A trial that shows less than this for its cost does not earn its lines. */
const LEAST_GAIN = 0.05;

interface Goal {
  readonly key: string;
  readonly weight: number;
}

function goalsOf(trial: Trial, kills: readonly number[]): readonly Goal[] {
  return [
    { key: `entry ${trial.scenario.call.point.name}`, weight: WEIGHT.entry },
    ...trial.record.reached.map((id) => ({ key: `point ${id}`, weight: WEIGHT.point })),
    ...kills.map((id) => ({ key: `mutant ${id}`, weight: WEIGHT.mutant })),
  ];
}

function idsOf(keys: readonly string[], kind: string): readonly number[] {
  return keys.flatMap((key) => (key.startsWith(`${kind} `) ? [Number(key.slice(kind.length + 1))] : []));
}

/**
 * Picks trials greedily (set cover by gain per cost) until nothing that any of them shows is missing, then takes out
 * those that the others have made superfluous.
 */
export function select(trials: readonly Trial[], kills: readonly (readonly number[])[], most: number): readonly Chosen[] {
  const offers = trials.map((trial, index) => ({ trial, goals: goalsOf(trial, kills[index] ?? []), cost: costOfTrial(trial) }));
  const met = new Set<string>();
  const picked: (typeof offers)[number][] = [];
  while (picked.length < most) {
    let best: { readonly offer: (typeof offers)[number]; readonly gain: number } | undefined;
    for (const offer of offers) {
      const fresh = offer.goals.reduce((sum, { key, weight }) => sum + (met.has(key) ? 0 : weight), 0);
      const gain = fresh / offer.cost;
      if (fresh > 0 && (best === undefined || gain > best.gain)) best = { offer, gain };
    }
    if (best === undefined || best.gain < LEAST_GAIN) break;
    picked.push(best.offer);
    for (const { key } of best.offer.goals) met.add(key);
  }
  const needed = withoutSuperfluous(picked.map((offer) => ({ ...offer, keys: new Set(offer.goals.map(({ key }) => key)) })));
  return assign(needed);
}

interface Offer {
  readonly trial: Trial;
  readonly cost: number;
  readonly keys: ReadonlySet<string>;
}

function withoutSuperfluous(offers: readonly Offer[]): readonly Offer[] {
  const counts = new Map<string, number>();
  for (const { keys } of offers) for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const kept = new Set(offers);
  for (const offer of offers.toSorted((a, b) => b.cost - a.cost)) {
    if ([...offer.keys].some((key) => (counts.get(key) ?? 0) < 2)) continue;
    kept.delete(offer);
    for (const key of offer.keys) counts.set(key, (counts.get(key) ?? 0) - 1);
  }
  return offers.filter((offer) => kept.has(offer));
}

function assign(offers: readonly Offer[]): readonly Chosen[] {
  const taken = new Set<string>();
  return offers.map(({ trial, keys }) => {
    const own = [...keys].filter((key) => !taken.has(key));
    for (const key of own) taken.add(key);
    return { trial, points: idsOf(own, "point"), mutants: idsOf(own, "mutant") };
  });
}
