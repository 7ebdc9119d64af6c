import type { CoveragePoint } from "../../code/coverage-point.ts";
import type { ValueExpression } from "../values.ts";
import type { EntryPoint } from "./entry-points.ts";
import { toExpression } from "./expressions.ts";
import { randomValue } from "./generate.ts";
import type { Ingredients } from "./ingredient.ts";
import type { ModuleInputs } from "../../code/inputs/module-inputs.ts";
import { addFactories } from "./factories.ts";
import { guided } from "./guided.ts";
import { openEntries, type OpenEntries } from "./open-entries.ts";
import { emptyArchive, isUseful, MADE, type Archive } from "./archive.ts";
import { mutateValue } from "./mutate-value.ts";
import { madeBy, toPlan, type Call, type Scenario, type Trial } from "./plans.ts";
import type { Random } from "./random.ts";
import { BATCH, isDeclared, isOver, run, type Running } from "./run-scenarios.ts";
import { seedArguments } from "./seeds.ts";

/** What the search works on and with. */
export interface Exploration extends Running {
  readonly points: readonly CoveragePoint[];
  readonly entries: readonly EntryPoint[];
  readonly ingredientsOf: (entry: EntryPoint) => Ingredients;
  readonly random: Random;
  readonly inputs: ModuleInputs;
}

/** Calls on an object before the one in question. */
const MOST_BEFORE = 4;
const MAX_ROUNDS = 14;
/** Rounds without anything new after which the search gives up. */
const PATIENCE = 4;

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
  return worked.map(({ scenario }) => [...scenario.makers, scenario.call]);
}

/** One way to make the object of an entry point; functions that answer one are as good as its constructor. */
function pickMaking(archive: Archive, point: EntryPoint, random: Random): readonly Call[] | undefined {
  const known = makings(archive, point);
  const others = archive.instances.get(point.receiver?.className ?? "") ?? [];
  const other = known.length === 0 || random.once(3) ? random.pick(others) : undefined;
  if (other !== undefined) return [...other.scenario.makers, other.scenario.call];
  return random.once(2) ? known[0] : random.pick(known);
}

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

function siblingsOf({ entries }: Exploration, { receiver }: EntryPoint): readonly EntryPoint[] {
  return entries.filter((entry) => entry.receiver === receiver && entry.type === "method");
}

/** What an object shows is looked at as it is, and behind a call of each of its methods. */
function lookings(exploration: Exploration, scenario: Scenario): readonly Scenario[] {
  const { point } = scenario.call;
  if (point.type !== "getter") return [scenario];
  const behind = siblingsOf(exploration, point)
    .slice(0, MOST_SIBLINGS)
    .flatMap((sibling) =>
      seedArguments(sibling.parameters, exploration.ingredientsOf(sibling))
        .slice(0, SIBLING_CALLS)
        .map((args): Scenario => ({ ...scenario, before: [{ point: sibling, args }] })),
    );
  return [scenario, ...behind];
}

function seeds(exploration: Exploration, archive: Archive, entries: readonly EntryPoint[]): readonly Scenario[] {
  return entries.flatMap((entry) =>
    seedArguments(entry.parameters, exploration.ingredientsOf(entry)).flatMap((args) => {
      const scenario = scenarioOf(archive, entry, args, exploration.random);
      return scenario === undefined ? [] : lookings(exploration, scenario);
    }),
  );
}

function changedArguments(exploration: Exploration, call: Call): readonly ValueExpression[] {
  const { random, ingredientsOf } = exploration;
  const { point, args } = call;
  const use = ingredientsOf(point);
  const count = point.parameters.length;
  if (count === 0) return args;
  const at = random.below(count);
  const parameter = point.parameters[at];
  if (parameter === undefined) return args;
  const old = args[at];
  if (parameter.optional === "yes" && old !== undefined && at === args.length - 1 && random.once(8))
    return args.slice(0, at);
  const made =
    old === undefined || random.once(5)
      ? randomValue(parameter.value, parameter.name, use, random)
      : mutateValue(old, parameter.value, parameter.name, use, random);
  const filled = Array.from(
    { length: Math.max(args.length, at + 1) },
    (_, index) => args[index] ?? toExpression(undefined),
  );
  const changed = filled.map((kept, index) => (index === at ? made : kept));
  return parameter.rest === "yes" && random.once(3)
    ? [...changed, randomValue(parameter.value, parameter.name, use, random)]
    : changed;
}

/** The same call on another object, or on one that more or less was done with before; undefined: neither can be made. */
function varyObject(exploration: Exploration, archive: Archive, scenario: Scenario): Scenario | undefined {
  const { random } = exploration;
  const { point } = scenario.call;
  if (random.once(3)) {
    const makers = pickMaking(archive, point, random);
    if (makers !== undefined) return { ...scenario, makers };
  }
  const sibling = random.pick(siblingsOf(exploration, point));
  const known = sibling === undefined ? undefined : random.pick(archive.trials.get(sibling) ?? []);
  if (known !== undefined && scenario.before.length < MOST_BEFORE) {
    const earlier = random.once(2) ? [known.scenario.call] : [...known.scenario.before, known.scenario.call];
    return { ...scenario, before: [...scenario.before, ...earlier].slice(0, MOST_BEFORE) };
  }
  return scenario.before.length > 0 ? { ...scenario, before: scenario.before.slice(1) } : undefined;
}

/** A scenario near one that is known: other arguments, another object, other calls before. */
function vary(exploration: Exploration, archive: Archive, { scenario }: Trial): Scenario {
  const { random } = exploration;
  const { point } = scenario.call;
  const elsewhere =
    point.receiver !== undefined && random.once(2) ? varyObject(exploration, archive, scenario) : undefined;
  if (elsewhere !== undefined) return elsewhere;
  const rounds = random.pick([1, 1, 2, 3]);
  let { call } = scenario;
  for (let round = 0; round < rounds; round += 1) call = { point, args: changedArguments(exploration, call) };
  const other = random.once(6) ? random.pick(archive.trials.get(point) ?? []) : undefined;
  if (other === undefined || point.parameters.length < 2) return { ...scenario, call };
  const args = call.args.map((kept, index) => (random.once(2) ? (other.scenario.call.args[index] ?? kept) : kept));
  return { ...scenario, call: { point, args } };
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
  const { random, prober, module, typed, options } = exploration;
  const share = Math.ceil(count / Math.max(targets.length, 1));
  const scenarios = targets.flatMap((entry) =>
    Array.from({ length: share }, () => random.pick(archive.trials.get(entry) ?? [])).flatMap((parent) =>
      parent === undefined ? [] : [vary(exploration, archive, parent)],
    ),
  );
  const made = scenarios
    .filter((scenario) => typed === "no" || isDeclared(scenario))
    .map((scenario) => ({ scenario, ...toPlan(module, scenario) }));
  const records = await prober.run(
    made.map(({ plan }) => plan),
    { ...options, reached: "all" },
  );
  archive.count += made.length;
  return made.flatMap((one, index) => {
    const record = records[index];
    return record !== undefined && isUseful({ ...one, record }) ? [{ ...one, record }] : [];
  });
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
  const exploration: Exploration = { ...start, entries };
  const archive = emptyArchive();
  const firstCalls = (chosen: readonly EntryPoint[]): Promise<number> =>
    run(exploration, archive, seeds(exploration, archive, chosen));
  await firstCalls(entries.filter(({ receiver }) => receiver === undefined));
  await firstCalls(entries.filter(({ receiver }) => receiver !== undefined));
  await addFactories(exploration, archive.trials, entries, firstCalls);
  let idle = 0;
  for (let round = 0; round < MAX_ROUNDS && idle < PATIENCE && !isOver(exploration, archive); round += 1) {
    const open = openEntries(exploration, archive);
    const targets = [...new Set([...open.near, ...open.far])];
    if (targets.length === 0) break;
    const told = round % 2 === 0 ? await guided(exploration, archive, targets) : [];
    const found = await run(exploration, archive, [...told, ...variations(exploration, archive, open)]);
    idle = found > 0 ? 0 : idle + 1;
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
