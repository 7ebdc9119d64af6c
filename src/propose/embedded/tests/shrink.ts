import type { Mutant } from "../../../code/mutate/mutant.ts";
import type { RepoPath } from "../../../domain/repo-path.ts";
import type { Prober, ProbeOptions } from "../../../probe/types.ts";
import type { CallbackBehaviour, ValueExpression } from "../../../probe/values.ts";
import { assess } from "./assess.ts";
import { costOf, mapParts, partnerOf, partsOf, toExpression } from "../../../probe/explore/expressions.ts";
import { areDeclared } from "../../../probe/explore/mutate-value.ts";
import {
  callsOf,
  endOf,
  toPlan,
  withArguments,
  type Call,
  type Scenario,
  type Trial,
} from "../../../probe/explore/plans.ts";
import { costOfTrial, type Chosen } from "./select.ts";
import { typicalArgument } from "../../../probe/explore/typical-argument.ts";

/** What is needed to try simpler arguments. */
export interface Shrinking {
  readonly prober: Prober;
  readonly module: RepoPath;
  readonly typed: "yes" | "no";
  readonly mutants: readonly Mutant[];
  readonly options: ProbeOptions;
  /** Those of a look at mutants. */
  readonly lookOptions: () => ProbeOptions;
  readonly expired: () => boolean;
}

/** Values that say less than this one: what is usual in its place first, then less of it. */
function simpler(value: ValueExpression, typical: ValueExpression | undefined): readonly ValueExpression[] {
  const usual = typical === undefined ? [] : [typical];
  const parts = partsOf(value);
  const inside = parts.flatMap((part, chosen) =>
    simpler(part, partnerOf(value, typical, chosen)).map((replacement) => {
      let index = -1;
      return mapParts(value, (kept) => (++index === chosen ? replacement : kept));
    }),
  );
  return [...usual, ...simplerHere(value), ...inside].filter((made) => costOf(made, typical) < costOf(value, typical));
}

function simplerHere(value: ValueExpression): readonly ValueExpression[] {
  switch (value.type) {
    case "primitive":
      if (typeof value.value === "string")
        return ["", "a", value.value.slice(0, 1), value.value.slice(0, value.value.length / 2)].map(toExpression);
      if (typeof value.value === "number")
        return [0, 1, 2, 3, Math.trunc(value.value), Math.trunc(value.value / 10)].map(toExpression);
      return [];
    case "array":
      return fewerOf(value.items).map((items) => ({ ...value, items }));
    case "object":
      return fewerOf(value.entries).map((entries) => ({ ...value, entries }));
    case "callback":
      return simplerCallbacks(value);
    default:
      return [];
  }
}

/** Items of which each is left out, and kept, by itself. */
const FEW_ITEMS = 8;

/** None, one alone, each half, one less: of many in few steps what is needed; of a long list a quarter less. */
function fewerOf<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const without = (start: number, count: number): readonly Item[] => items.toSpliced(start, count);
  const isLong = items.length > FEW_ITEMS;
  const part = isLong ? Math.ceil(items.length / 4) : 1;
  const less = Array.from({ length: Math.ceil(items.length / part) }, (_, index) => without(index * part, part));
  if (items.length < 3) return [...(items.length === 2 ? [[]] : []), ...less];
  const middle = Math.ceil(items.length / 2);
  const alone = isLong ? [] : items.map((item) => [item]);
  return [[], ...alone, items.slice(0, middle), items.slice(middle), ...less];
}

/** One that does nothing, that does one thing less, or at once what it did later, or without parameters. */
function simplerCallbacks(value: Extract<ValueExpression, { type: "callback" }>): readonly ValueExpression[] {
  const { behaviours } = value;
  const bare = value.arity === undefined ? [] : [{ type: value.type, behaviours }];
  if (behaviours.length === 0) return bare;
  const fewer = behaviours.length < 2 ? [] : behaviours.map((_, index) => behaviours.filter((__, at) => at !== index));
  const sooner = behaviours.map((one): CallbackBehaviour => {
    if (one.type !== "calls-back") return one;
    const { type, error, value: handed } = one;
    return { type, ...(error === undefined ? {} : { error }), ...(handed === undefined ? {} : { value: handed }) };
  });
  const isLater = behaviours.some((one) => one.type === "calls-back" && one.when !== undefined);
  return [...[[], ...fewer, ...(isLater ? [sooner] : [])].map((made) => ({ ...value, behaviours: made })), ...bare];
}

const MAX_OFFERS = 60;
const MAX_ROUNDS = 5;

/** The call with fewer of its last arguments, as far as these may be left out. */
function shorterCalls({ point, args }: Call): readonly Call[] {
  const least = args.findLastIndex((_, index) => point.parameters[index]?.optional !== "yes") + 1;
  return args.slice(least).map((_, index) => ({ point, args: args.slice(0, least + index) }));
}

function simplerScenarios(scenario: Scenario): readonly Scenario[] {
  const { call, before, settings = [] } = scenario;
  const unset = settings.map((_, index) => ({ ...scenario, settings: settings.filter((__, at) => at !== index) }));
  const shorter = before.map((_, index) => ({ ...scenario, before: before.filter((__, at) => at !== index) }));
  const restless = [...scenario.makers, ...before].flatMap(({ settled }, index) =>
    settled === undefined ? [] : [withoutRest(scenario, index)],
  );
  const dropped = shorterCalls(call).map((shorterCall) => ({ ...scenario, call: shorterCall }));
  const simplerCall = call.args.flatMap((arg, index) =>
    simpler(arg, typicalArgument(call.point, index)).map((replacement) => ({
      ...scenario,
      call: { ...call, args: call.args.map((kept, at) => (at === index ? replacement : kept)) },
    })),
  );
  const simplerMaking = scenario.makers.flatMap(({ point, args }, place) =>
    args.flatMap((arg, index) =>
      simpler(arg, typicalArgument(point, index)).map((replacement) =>
        withArguments(
          scenario,
          place,
          args.map((kept, at) => (at === index ? replacement : kept)),
        ),
      ),
    ),
  );
  return [...unset, ...shorter, ...restless, ...dropped, ...simplerCall, ...simplerMaking].slice(0, MAX_OFFERS);
}

/** The scenario with no wait behind one of the calls that come before the one in question. */
function withoutRest(scenario: Scenario, index: number): Scenario {
  const { makers, before } = scenario;
  const change = ({ point, args, settled }: Call, at: number): Call => ({
    ...{ point, args },
    ...(at === index || settled === undefined ? {} : { settled }),
  });
  return {
    ...scenario,
    makers: makers.map(change),
    before: before.map((call, at) => change(call, makers.length + at)),
  };
}

function isDeclared(scenario: Scenario): boolean {
  return callsOf(scenario).every(({ args, point }) => areDeclared(args, point.parameters));
}

/** Whether a simpler trial still shows what the chosen one is there for, as far as coverage tells. */
function stands(trial: Trial, chosen: Chosen): boolean {
  const [end, old] = [endOf(trial)?.outcome, endOf(chosen.trial)?.outcome];
  if (end?.type !== old?.type || assess(trial).type !== "assertable") return false;
  if (end?.type === "threw" && old?.type === "threw" && end.error.name !== old.error.name) return false;
  const reached = new Set(trial.record.reached);
  return chosen.points.every((id) => reached.has(id));
}

/** Simplifies the arguments of chosen trials as long as each goes on showing what it was chosen for. */
export async function shrink(shrinking: Shrinking, chosen: readonly Chosen[]): Promise<readonly Chosen[]> {
  const current = [...chosen];
  // What no simpler trial could stand in for has none in the next round either.
  let open: readonly number[] = [...current.keys()];
  for (let round = 0; round < MAX_ROUNDS && open.length > 0 && !shrinking.expired(); round += 1) {
    const replaced = await shrinkOnce(
      shrinking,
      open.flatMap((index) => current[index] ?? []),
    );
    const changed = open.flatMap((index, place) => ({ index, trial: replaced.get(place) }));
    for (const { index, trial } of changed) {
      const one = current[index];
      if (one !== undefined && trial !== undefined) current[index] = { ...one, trial };
    }
    open = changed.flatMap(({ index, trial }) => (trial === undefined ? [] : [index]));
  }
  return current;
}

/** Simpler trials that can stand in for some of the chosen ones, by their index. */
async function shrinkOnce(shrinking: Shrinking, chosen: readonly Chosen[]): Promise<ReadonlyMap<number, Trial>> {
  const { prober, module, typed, options } = shrinking;
  const offers = chosen.flatMap((one, index) =>
    simplerScenarios(one.trial.scenario)
      .filter((scenario) => typed === "no" || isDeclared(scenario))
      .map((scenario) => ({ index, scenario, ...toPlan(module, scenario) })),
  );
  if (offers.length === 0) return new Map();
  const records = await prober.run(
    offers.map(({ plan }) => plan),
    { ...options, reached: "all" },
  );
  const candidates = offers.flatMap(({ index, ...offer }, at) => {
    const [record, one] = [records[at], chosen[index]];
    const trial = record === undefined ? undefined : { ...offer, record };
    return trial !== undefined && one !== undefined && stands(trial, one) ? [{ index, trial }] : [];
  });
  const best = chosen.map((_, index) =>
    candidates
      .filter((candidate) => candidate.index === index)
      .toSorted((a, b) => costOfTrial(a.trial) - costOfTrial(b.trial)),
  );
  return replacements(shrinking, chosen, best.flatMap(ofAllSizes));
}

/** Simpler calls of which one is looked for that notices the same: each is only tried where those before it do not. */
const MOST_TRIED = 10;

/** Of a list in order some at even distances, the first and the last among them: where no large step holds, a small one may. */
function ofAllSizes<Item>(items: readonly Item[]): readonly Item[] {
  const step = Math.max(1, (items.length - 1) / (MOST_TRIED - 1));
  const places = new Set(Array.from({ length: MOST_TRIED }, (_, place) => Math.round(place * step)));
  return items.filter((_, index) => places.has(index));
}

/** The simplest replacement of each that notices the same mutants. */
async function replacements(
  { prober, mutants, lookOptions }: Shrinking,
  chosen: readonly Chosen[],
  candidates: readonly { readonly index: number; readonly trial: Trial }[],
): Promise<ReadonlyMap<number, Trial>> {
  const simplerOnes = candidates.filter(({ index, trial }) => {
    const one = chosen[index];
    return one !== undefined && costOfTrial(trial) < costOfTrial(one.trial);
  });
  const wanted = new Set(simplerOnes.flatMap(({ index }) => chosen[index]?.mutants ?? []));
  const offersOf = Map.groupBy(simplerOnes.keys(), (place) => simplerOnes[place]?.index ?? -1);
  const groups = [...offersOf].map(([index, offers]) => ({ offers, mutants: chosen[index]?.mutants ?? [] }));
  // What is there for coverage alone has nothing to notice.
  const [judged, free] = [
    groups.filter((one) => one.mutants.length > 0),
    groups.filter((one) => one.mutants.length === 0),
  ];
  const found = await prober.standIns(
    simplerOnes.map(({ trial }) => trial.plan),
    judged,
    mutants.filter(({ id }) => wanted.has(id)),
    lookOptions(),
  );
  const places = [...free.map(({ offers }) => offers[0]), ...found];
  return new Map(
    places.flatMap((place) => {
      const one = place === undefined ? undefined : simplerOnes[place];
      return one === undefined ? [] : [[one.index, one.trial] as const];
    }),
  );
}
