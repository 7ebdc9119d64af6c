import type { ValueExpression } from "../values.ts";
import { emptyArchive, isUseful, type Archive } from "./archive.ts";
import type { EntryPoint } from "./entry-points.ts";
import type { Exploration } from "./exploration.ts";
import { answersOf, withAnswers, type Answer } from "./answers.ts";
import { addFactories } from "./factories.ts";
import { randomValue } from "./generate.ts";
import { guided } from "./guided.ts";
import { freshMakings, pickMaking } from "./makings.ts";
import { withNamedMembers } from "./named-members.ts";
import { openEntries, type OpenEntries } from "./open-entries.ts";
import { pairs } from "./pairs.ts";
import type { Scenario, Trial } from "./plans.ts";
import type { Random } from "./random.ts";
import { BATCH, isDeclared, isOver, run, runBatch } from "./run-scenarios.ts";
import { seedArguments } from "./seeds.ts";
import { withSettings } from "./settings.ts";
import { typicalArguments } from "./typical-argument.ts";
import { siblingsOf, vary } from "./vary.ts";
import { withoutBare } from "./without-bare.ts";

const MAX_ROUNDS = 14;
/** Rounds without anything new after which the search gives up. */
const PATIENCE = 4;

function scenarioOf(
  archive: Archive,
  point: EntryPoint,
  args: readonly ValueExpression[],
  random: Random,
): Scenario | undefined {
  if (point.receiver === undefined) return { makers: [], before: [], call: { point, args } };
  const makers = pickMaking(archive, point, random);
  return makers === undefined ? undefined : { makers, before: [], call: { point, args } };
}

/** Methods whose effect on what else the object shows is looked at first, and calls of each. */
const [MOST_SIBLINGS, SIBLING_CALLS] = [8, 2];

type ListsOf = (entry: EntryPoint) => readonly (readonly ValueExpression[])[];

/** First arguments of entry points, made once for each. */
function createLists({ ingredientsOf }: Exploration): ListsOf {
  const known = new Map<EntryPoint, ReturnType<ListsOf>>();
  return (entry) => {
    const lists = known.get(entry) ?? seedArguments(entry.parameters, ingredientsOf(entry));
    known.set(entry, lists);
    return lists;
  };
}

/** What an object shows is looked at as it is, and behind a call of each of its methods. */
function lookings(exploration: Exploration, scenario: Scenario, listsOf: ListsOf): readonly Scenario[] {
  const { point } = scenario.call;
  if (point.type !== "getter") return [scenario];
  const behind = siblingsOf(exploration, point)
    .slice(0, MOST_SIBLINGS)
    .flatMap((sibling) =>
      listsOf(sibling)
        .slice(0, SIBLING_CALLS)
        .map((args): Scenario => ({ ...scenario, before: [{ point: sibling, args }] })),
    );
  return [scenario, ...behind];
}

/** The part of all calls that first ones may be, and how many of one entry point are made whatever there is. */
const [FIRST_PART, LEAST_FIRST] = [0.4, 40];
/** First calls of what lies in another module: enough to see whether it leads back into this one. */
const FIRST_ELSEWHERE = 4;
/** First calls that are always made: the plainest, and those that somebody has shown. */
const PLAINEST = 12;

/** The plainest lists of arguments and some of the others, evenly spread. */
export function sampleOf<Item>(items: readonly Item[], most: number): readonly Item[] {
  const step = (items.length - PLAINEST) / Math.max(1, most - PLAINEST);
  if (step <= 1) return items;
  return items.filter((_, index) => {
    const place = index - PLAINEST;
    return place < 0 || Math.floor(place / step) !== Math.floor((place - 1) / step);
  });
}

function seeds(exploration: Exploration, archive: Archive, chosen: readonly EntryPoint[]): readonly Scenario[] {
  const { entries, mostEffort = Infinity } = exploration;
  const most = Math.max(LEAST_FIRST, Math.floor((mostEffort * FIRST_PART) / Math.max(1, entries.length)));
  const listsOf = createLists(exploration);
  return chosen.flatMap((entry) => {
    const lists = entry.elsewhere === "yes" ? listsOf(entry).slice(0, FIRST_ELSEWHERE) : sampleOf(listsOf(entry), most);
    if (entry.listens === "yes") return sampleOf(hearings(archive, entry, lists), most);
    return lists.flatMap((args) => {
      const scenario = scenarioOf(archive, entry, args, exploration.random);
      return scenario === undefined ? [] : lookings(exploration, scenario, listsOf);
    });
  });
}

/** Every event, listened to on every object. */
function hearings(
  archive: Archive,
  point: EntryPoint,
  lists: readonly (readonly ValueExpression[])[],
): readonly Scenario[] {
  return freshMakings(archive, point).flatMap((makers) =>
    lists.map((args): Scenario => ({ makers, before: [], call: { point, args } })),
  );
}

/** Calls that are made when it is known what others answer: with their answers, and with names of members. */
function secondCalls(exploration: Exploration, archive: Archive, answers: readonly Answer[]): readonly Scenario[] {
  const { entries, ingredientsOf, random } = exploration;
  return entries.flatMap((entry) => {
    const use = ingredientsOf(entry);
    const typical = typicalArguments(entry.parameters, use);
    const made = withAnswers(entry.parameters, typical, answers).flatMap(
      (args) => scenarioOf(archive, entry, args, random) ?? [],
    );
    const plain = scenarioOf(archive, entry, typical, random);
    return [...made, ...(plain === undefined ? [] : withNamedMembers(plain))];
  });
}

function variationsOf(
  exploration: Exploration,
  archive: Archive,
  targets: readonly EntryPoint[],
  count: number,
): readonly Scenario[] {
  const { random } = exploration;
  const share = Math.ceil(count / Math.max(targets.length, 1));
  return targets.flatMap((entry) => {
    const parents = archive.trials.get(entry) ?? [];
    return Array.from({ length: share }, () => {
      const parent = random.once(2) ? random.pick(parents.slice(-6)) : random.pick(parents);
      if (parent !== undefined) return vary(exploration, archive, parent);
      const args = entry.parameters.map(({ name, value }) =>
        randomValue(value, name, exploration.ingredientsOf(entry), random),
      );
      return scenarioOf(archive, entry, args, random);
    }).filter((scenario) => scenario !== undefined);
  });
}

/** Most of a batch for what is near, the rest for whoever may lead to code that nothing has entered. */
function variations(exploration: Exploration, archive: Archive, { near, far }: OpenEntries): readonly Scenario[] {
  if (near.length === 0) return variationsOf(exploration, archive, far, BATCH);
  const rest = far.length === 0 ? 0 : BATCH / 3;
  return [...variationsOf(exploration, archive, near, BATCH - rest), ...variationsOf(exploration, archive, far, rest)];
}

async function tryVariations(
  exploration: Exploration,
  archive: Archive,
  targets: readonly EntryPoint[],
  count: number,
): Promise<readonly Trial[]> {
  const { random, module, typed } = exploration;
  const share = Math.ceil(count / Math.max(targets.length, 1));
  const scenarios = targets.flatMap((entry) =>
    Array.from({ length: share }, () => random.pick(archive.trials.get(entry) ?? [])).flatMap((parent) =>
      parent === undefined ? [] : [vary(exploration, archive, parent)],
    ),
  );
  const declared = scenarios.filter((scenario) => typed === "no" || isDeclared(scenario));
  const trials = await runBatch(exploration, archive, declared);
  return trials.map((trial) => withoutBare(module, trial)).filter((trial) => isUseful(trial));
}

/** What a search brought. */
export interface Explored {
  /** Those of the start, and those that were found on the way. */
  readonly entries: readonly EntryPoint[];
  /** By entry point, in the order in which they were found. */
  readonly trials: ReadonlyMap<EntryPoint, readonly Trial[]>;
  readonly reached: ReadonlySet<number>;
  /** How many sequences were run so far. */
  count(): number;
  /** New trials of some entry points, near those that are known; keeps nothing of them. */
  vary(entries: readonly EntryPoint[], count: number): Promise<readonly Trial[]>;
  /** Goes once more to either side of every comparison that the known trials meet, and keeps what is new. */
  meet(): Promise<number>;
}

/**
 * Calls the entry points with ever other arguments, guided by what was reached and by what the code compares, until
 * everything is reached, nothing new comes for some rounds or time is up. The same seed gives the same trials.
 */
export async function explore(start: Exploration): Promise<Explored> {
  const entries = [...start.entries];
  const answers: ValueExpression[] = [];
  const ingredientsOf: Exploration["ingredientsOf"] = (entry) => ({ ...start.ingredientsOf(entry), answers });
  const exploration: Exploration = { ...start, entries, ingredientsOf };
  const archive = emptyArchive();
  const firstCalls = (chosen: readonly EntryPoint[]): Promise<number> =>
    run(exploration, archive, seeds(exploration, archive, chosen));
  await firstCalls(entries.filter(({ receiver }) => receiver === undefined));
  await firstCalls(entries.filter(({ receiver }) => receiver !== undefined));
  await addFactories(exploration, archive.trials, entries, firstCalls);
  await run(exploration, archive, pairs(archive, entries).slice(0, BATCH));
  const found = answersOf(archive.trials);
  answers.push(...found.map(({ value }) => value));
  await run(exploration, archive, secondCalls(exploration, archive, found));
  await run(exploration, archive, withSettings(archive, entries, start.settings ?? []));
  let idle = 0;
  for (let round = 0; round < MAX_ROUNDS && idle < PATIENCE && !isOver(exploration, archive); round += 1) {
    const open = openEntries(exploration, archive);
    const targets = [...new Set([...open.near, ...open.far])];
    if (targets.length === 0) break;
    const told = round % 2 === 0 ? await guided(exploration, archive, targets) : [];
    const news = await run(exploration, archive, [...told, ...variations(exploration, archive, open)]);
    idle = news > 0 ? 0 : idle + 1;
  }
  return {
    entries,
    trials: archive.trials,
    reached: archive.reached,
    count: () => archive.count,
    vary: (targets, count) => tryVariations(exploration, archive, targets, count),
    meet: async () => run(exploration, archive, await guided(exploration, archive, entries)),
  };
}
