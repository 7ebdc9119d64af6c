import type { Mutant } from "../../../code/mutate/mutant.ts";
import type { Prober, ProbeOptions } from "../../../probe/types.ts";
import { costOf } from "../../../probe/explore/expressions.ts";
import { callsOf, callStep, endOf, heardBy, type Trial } from "../../../probe/explore/plans.ts";
import type { Owners } from "./owners.ts";
import { typicalArgument } from "../../../probe/explore/typical-argument.ts";

/** A trial that is to become a test, with what only it, or it first, shows. */
export interface Chosen {
  readonly trial: Trial;
  /** Ids of points that it has to go on reaching, and of mutants that it has to go on noticing. */
  readonly points: readonly number[];
  readonly mutants: readonly number[];
}

/** What the reading of trials costs, which do not change: lists of them are sorted by it again and again. */
const costs = new WeakMap<Trial, number>();

/** What a reader has to read of a trial. */
export function costOfTrial(trial: Trial): number {
  const known = costs.get(trial);
  if (known !== undefined) return known;
  const cost = readingCost(trial);
  costs.set(trial, cost);
  return cost;
}

function readingCost(trial: Trial): number {
  const { before, makers, settings = [] } = trial.scenario;
  const outcome = endOf(trial)?.outcome;
  const effects = trial.record.effects;
  const noise = (effects.console?.length ?? 0) + (effects.files?.length ?? 0) * 2 + (effects.environment?.length ?? 0);
  const answer = outcome?.type === "returned" ? JSON.stringify(outcome.value).length / 200 : 0;
  const silent = saysNothing(trial) ? SILENT : 0;
  const waits = [...makers, ...before].filter(({ settled }) => settled === "yes").length;
  const links = before.length + settings.length + Math.max(0, makers.length - 1);
  return 2 + silent + waits + read(trial) + links * 3 + noise * 3 + answer;
}

/** What it costs that a test has nothing to look at but that nothing is answered. */
const SILENT = 4;

/** Whether all that is to be seen of a call is that it answers nothing. */
function saysNothing(trial: Trial): boolean {
  const outcome = endOf(trial)?.outcome;
  if (outcome?.type !== "returned" || outcome.value.type !== "special" || outcome.value.name !== "undefined")
    return false;
  const step = callStep(trial);
  const { late, effects } = trial.record;
  const isSeen = [step?.changedArguments, step?.changedThis, effects.files].some(Boolean) || heardBy(trial).length > 0;
  return !isSeen && (late?.callbacks.length ?? 0) === 0;
}

/** Which mutants each trial notices, by index of the trial; with `some` only a few of the first trials for each. */
export async function killsOf(
  prober: Prober,
  trials: readonly Trial[],
  mutants: readonly Mutant[],
  options: ProbeOptions,
  mode: "some" | "every" = "every",
): Promise<readonly (readonly number[])[]> {
  const kills: number[][] = trials.map(() => []);
  if (mutants.length === 0 || trials.length === 0) return kills;
  const records = await prober.judge(
    trials.map(({ plan }) => plan),
    mutants,
    mode,
    options,
  );
  for (const { mutant, status, killedBy } of records) {
    // An endless mutant would hang the repository's runner as well: noticed, but not by an assertion.
    if (status !== "killed") continue;
    for (const index of killedBy) kills[index]?.push(mutant);
  }
  return kills;
}

/** What has to be read of all arguments, measured against what they usually are. */
function read({ scenario }: Trial): number {
  return callsOf(scenario).reduce(
    (sum, { point, args }) =>
      sum + args.reduce((inner, arg, index) => inner + costOf(arg, typicalArgument(point, index)), 0),
    0,
  );
}

/** Weight of what a trial shows: a mutant that nothing else notices is worth as much as a branch. */
const WEIGHT = { entry: 3, point: 1, mutant: 1, end: 0.5 } as const;
/** A trial that shows less than this for its cost does not earn its lines. */
const LEAST_GAIN = 0.05;

/** How a trial ends, coarsely: an error by its name, an answer by its type and emptiness. */
function endKind(trial: Trial): string {
  const outcome = endOf(trial)?.outcome;
  if (outcome?.type === "threw") return `throws ${outcome.error.name}`;
  if (outcome?.type !== "returned") return "";
  const { value } = outcome;
  if (value.type === "primitive")
    return typeof value.value === "boolean"
      ? String(value.value)
      : `${typeof value.value} ${value.value === "" ? "empty" : ""}`;
  return value.type === "array" ? `array ${value.items.length === 0 ? "empty" : ""}` : value.type;
}

interface Goal {
  readonly key: string;
  readonly weight: number;
}

function goalsOf(trial: Trial, kills: readonly number[], owners: Owners): readonly Goal[] {
  const { point } = trial.scenario.call;
  const own = trial.record.reached.filter((id) => (owners.get(id) ?? point) === point);
  return [
    { key: `entry ${point.name}`, weight: WEIGHT.entry },
    { key: `end ${point.name} ${endKind(trial)}`, weight: WEIGHT.end },
    ...own.map((id) => ({ key: `point ${id}`, weight: WEIGHT.point })),
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
export function select(
  trials: readonly Trial[],
  kills: readonly (readonly number[])[],
  { owners, most }: { readonly owners: Owners; readonly most: number },
): readonly Chosen[] {
  const offers = trials.map((trial, index) => ({
    trial,
    goals: goalsOf(trial, kills[index] ?? [], owners),
    cost: costOfTrial(trial),
  }));
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
  const needed = withoutSuperfluous(
    picked.map((offer) => ({ ...offer, keys: new Set(offer.goals.map(({ key }) => key)) })),
  );
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
