import type { CoveragePoint } from "../../../code/coverage-point.ts";
import type { ModuleInputs } from "../../../code/inputs/module-inputs.ts";
import { withPoints } from "../../../code/inputs/with-points.ts";
import { emptiedBodies } from "../../../code/mutate/emptied.ts";
import type { Mutant } from "../../../code/mutate/mutant.ts";
import type { RepoPath } from "../../../domain/repo-path.ts";
import type { ModuleShape, Prober, ProbeOptions } from "../../../probe/types.ts";
import { assess, givesNaN } from "./assess.ts";
import { evenSample } from "./even-sample.ts";
import { toEntryPoints, type EntryPoint } from "../../../probe/explore/entry-points.ts";
import { explore, type Explored } from "../../../probe/explore/explore.ts";
import { toIngredients } from "../../../probe/explore/ingredients.ts";
import { endOf, type Trial } from "../../../probe/explore/plans.ts";
import { createRandom, toSeed } from "../../../probe/explore/random.ts";
import { settingsOf } from "../../../probe/explore/settings.ts";
import { ownersOf, type Owners } from "./owners.ts";
import { costOfTrial, select, type Chosen } from "./select.ts";
import { sharpen, type Offers } from "./sharpen.ts";
import { shrink } from "./shrink.ts";
import { steady } from "./steady.ts";

/** What tests are made for. */
export interface SynthesisRequest {
  readonly prober: Prober;
  readonly module: RepoPath;
  readonly shape: Extract<ModuleShape, { type: "loaded" }>;
  readonly inputs: ModuleInputs;
  readonly mutants: readonly Mutant[];
  readonly points: readonly CoveragePoint[];
  /** Name for a module that exports one thing without a name. */
  readonly moduleName: string;
  readonly options: ProbeOptions;
  /** Most tests of one file: so many for each entry point, but never fewer than `least` or more than `all`. */
  readonly most: { readonly each: number; readonly least: number; readonly all: number };
  /** How much of the time is used up, from 0 to 1, and how much there is in all, in milliseconds. */
  readonly used: () => number;
  readonly timeMs: number;
}

/** Behaviour that looks like a mistake. */
export interface Suspicion {
  readonly trial: Trial;
  readonly what: string;
  readonly line?: number;
}

export interface Synthesis {
  readonly entries: readonly EntryPoint[];
  /** In the order of the entry points. */
  readonly trials: readonly Trial[];
  /** How much each trial shows that those chosen before it do not: points and mutants. */
  readonly worth: ReadonlyMap<Trial, number>;
  readonly suspicions: readonly Suspicion[];
  /** Points reached by the trials, and points in all. */
  readonly reached: number;
  readonly points: number;
  readonly killed: number;
  readonly mutants: number;
  /** Calls that were made. */
  readonly calls: number;
}

/** Trials of one entry point that are looked at closely. */
const SHORTLIST = { each: 26, all: 500 } as const;
/**
 * What the calls of a search may cost, whatever the machine is busy with: so much in any case, and for each place that
 * loading does not reach.
 */
const MOST_EFFORT = { least: 4_000, each: 12, all: 24_000 } as const;
/** Mutants that trials are measured by; of more an even sample. */
const MOST_MUTANTS = 500;
/** The cheapest of those that reach and end alike, most telling first. `seen` holds what earlier lists have shown. */
function shortlist(trials: readonly Trial[], most: number, owners: Owners, seen: Set<number>): readonly Trial[] {
  const own = new Set<number>();
  const sorted = trials.toSorted((a, b) => costOfTrial(a) - costOfTrial(b));
  const telling = sorted.filter(({ record, scenario: { call } }) => {
    // What lies in nobody's code is shown once, whoever leads there.
    const fresh = record.reached.filter((id) => !(owners.get(id) === call.point ? own : seen).has(id));
    for (const id of fresh) (owners.get(id) === call.point ? own : seen).add(id);
    return fresh.length > 0;
  });
  return [...new Set([...telling, ...sorted])].slice(0, Math.max(most, telling.length));
}

function toSuspicions(trials: readonly Trial[]): readonly Suspicion[] {
  const found = new Map<string, Suspicion>();
  for (const trial of trials.toSorted((a, b) => costOfTrial(a) - costOfTrial(b))) {
    const assessment = assess(trial);
    if (assessment.type !== "suspicion") continue;
    const { what, line } = assessment;
    const key = `${trial.scenario.call.point.name} ${line ?? what}`;
    if (!found.has(key)) found.set(key, { trial, what, ...(line === undefined ? {} : { line }) });
  }
  return [...found.values()];
}

/** Errors first that the code throws on purpose, then what it answers: readers look for the rule before its exceptions. */
function inOrder(trials: readonly Trial[], entries: readonly EntryPoint[]): readonly Trial[] {
  const rank = (trial: Trial): number =>
    entries.indexOf(trial.scenario.call.point) * 2 + (endOf(trial)?.outcome.type === "threw" ? 1 : 0);
  return trials
    .map((trial, index) => ({ trial, index }))
    .toSorted((a, b) => rank(a.trial) - rank(b.trial) || a.index - b.index)
    .map(({ trial }) => trial);
}

/** A look at mutants takes this long at least: starting it would be in vain otherwise. */
const LEAST_LOOK_MS = 3_000;

/** Chosen trials that notice neither a mutant nor that every function body is taken out: they pass whatever the module does. */
async function hollowOnes(
  chosen: readonly Trial[],
  killers: ReadonlySet<Trial>,
  request: SynthesisRequest,
): Promise<ReadonlySet<Trial>> {
  const emptied = emptiedBodies(request.mutants);
  const quiet = chosen.filter((trial) => !killers.has(trial));
  if (emptied.length === 0 || quiet.length === 0) return new Set();
  const plans = quiet.map(({ plan }) => plan);
  const [record] = await request.prober.judge(plans, emptied, "every", until(request, 0.8));
  // Without a verdict the gate has the word.
  if (record === undefined || record.status === "unreached") return new Set();
  const noticed = new Set(record.killedBy);
  return new Set(quiet.filter((_, index) => !noticed.has(index)));
}

/** Times that a selection is made anew without what turned out to be hollow. */
const SELECTIONS = 4;

/** The fewest trials that show the most, and that a change of the module would not leave green. */
async function choose(request: SynthesisRequest, offers: Offers, by: Parameters<typeof select>[2]): Promise<Chosen[]> {
  const killers = new Set(offers.trials.filter((_, index) => (offers.kills[index] ?? []).length > 0));
  let { trials, kills } = offers;
  for (let round = 0; ; round += 1) {
    const chosen = select(trials, kills, by);
    const hollow = await hollowOnes(
      chosen.map(({ trial }) => trial),
      killers,
      request,
    );
    if (hollow.size === 0 || round === SELECTIONS) return chosen.filter(({ trial }) => !hollow.has(trial));
    kills = kills.filter((_, index) => !isIn(hollow, trials[index]));
    trials = trials.filter((trial) => !hollow.has(trial));
  }
}

function isIn(set: ReadonlySet<Trial>, trial: Trial | undefined): boolean {
  return trial !== undefined && set.has(trial);
}

/** The options of a look at mutants, which has to be over when so much of the time is used up. */
function until(request: SynthesisRequest, part: number): ProbeOptions {
  return { ...request.options, budgetMs: leftMs(request, part) };
}

/** Milliseconds until so much of the time is used up. */
function leftMs({ used, timeMs }: SynthesisRequest, part: number): number {
  return Math.max(LEAST_LOOK_MS, Math.round((part - used()) * timeMs));
}

interface Worth {
  readonly trial: Trial;
  /** Points and mutants that it shows. */
  readonly shows: number;
}

/** The chosen trials by their calls: what was shrunk to the same call is one test. */
function worthOf(chosen: readonly Chosen[]): ReadonlyMap<string, Worth> {
  const found = new Map<string, Worth>();
  for (const { trial, points, mutants } of chosen) {
    const key = JSON.stringify(trial.plan.steps);
    const shows = (found.get(key)?.shows ?? 0) + points.length + mutants.length;
    found.set(key, { trial, shows });
  }
  return found;
}

function shrinkAll(request: SynthesisRequest, chosen: readonly Chosen[]): Promise<readonly Chosen[]> {
  const { prober, module, inputs, mutants, options } = request;
  const lookOptions = (): ProbeOptions => until(request, 1);
  const expired = (): boolean => request.used() > 0.85;
  return shrink({ prober, module, typed: inputs.typed, mutants, options, lookOptions, expired }, chosen);
}

function isTelling(trial: Trial): boolean {
  return assess(trial).type !== "unusable";
}

/** Looks for what calls of the module can reach. */
function exploreModule(request: SynthesisRequest): Promise<Explored> {
  const { prober, module, shape, options, points } = request;
  const inputs = withPoints(request.inputs, points);
  const exported = toEntryPoints(shape, inputs, request.moduleName);
  const loaded = new Set(shape.reached);
  const open = points.filter(({ id }) => !loaded.has(id));
  return explore({
    // Calls that wait for work on files take long: a batch of them would go on far beyond its time.
    prober: { run: (plans, given) => prober.run(plans, { ...given, budgetMs: leftMs(request, 0.5) }) },
    module,
    points: open,
    entries: exported,
    ...{ inputs, typed: inputs.typed },
    ingredientsOf: toIngredients(exported, inputs, Object.keys(options.files ?? {})),
    random: createRandom(toSeed(module)),
    options,
    isGood: isTelling,
    expired: () => request.used() > 0.5,
    mostEffort: Math.min(MOST_EFFORT.all, MOST_EFFORT.least + MOST_EFFORT.each * open.length),
    settings: settingsOf(shape),
  });
}

/** Explores a module and picks the fewest, simplest calls that show the most of what it does. */
export async function synthesize(request: SynthesisRequest): Promise<Synthesis> {
  const { shape, points } = request;
  const mutants = evenSample(request.mutants, MOST_MUTANTS);
  const explored = await exploreModule(request);
  const { entries } = explored;
  const all = [...explored.trials.values()];
  const suspicions = toSuspicions(all.flat());
  // Where ordinary arguments give NaN, so do odd ones: that is no rule to hold on to.
  const doubtful = new Set(
    suspicions.filter(({ trial }) => givesNaN(trial)).map(({ trial }) => trial.scenario.call.point),
  );
  const isGood = (trial: Trial): boolean =>
    assess(trial).type === "assertable" && !(doubtful.has(trial.scenario.call.point) && givesNaN(trial));
  const most = Math.min(SHORTLIST.each, Math.ceil(SHORTLIST.all / Math.max(1, all.length)));
  const usable = all.map((trials) => trials.filter(isGood));
  const owners = ownersOf(points, entries, usable.flat());
  const seen = new Set<number>();
  const good = usable
    .flatMap((trials) => shortlist(trials, most, owners, seen))
    .toSorted((a, b) => costOfTrial(a) - costOfTrial(b));
  const held = await steady(good, request);
  const lookOptions = (part: number): ProbeOptions => until(request, part);
  const offers = await sharpen({ ...request, mutants, explored, entries, isGood, lookOptions }, held);
  const chosen = await choose(request, offers, {
    owners,
    most: Math.max(request.most.least, Math.min(request.most.all, entries.length * request.most.each)),
  });
  const shrunk = await shrinkAll({ ...request, mutants }, chosen);
  const worth = worthOf(shrunk);
  const trials = await steady(
    [...worth.values()].map(({ trial }) => trial),
    request,
  );
  const killed = new Set(shrunk.flatMap((one) => one.mutants)).size;
  const reached = new Set([...shape.reached, ...trials.flatMap(({ record }) => record.reached)]).size;
  return {
    entries,
    trials: inOrder(trials, entries),
    worth: new Map([...worth.values()].map(({ trial, shows }) => [trial, shows])),
    suspicions,
    reached,
    points: points.length,
    killed,
    mutants: mutants.length,
    calls: explored.count(),
  };
}
