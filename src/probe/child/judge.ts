import type { MutantRecord } from "../types.ts";
import type { Machine } from "./machine.ts";
import type { PlanResult } from "./run-plan.ts";
import type { Reporter } from "./reporter.ts";

/** A mutant may take this many times the ticks of the original, plus {@link SPARE_TICKS}, before it counts as endless. */
const TICK_FACTOR = 10;
const SPARE_TICKS = 10_000;
/** The same where the original is endless itself, so that nothing is known of how long the plan may take. */
const UNKNOWN_TICKS = 50_000;
/** Plans that have noticed a mutant after which nothing more is asked. */
const ENOUGH = { first: 1, some: 4, every: Infinity } as const;
/** Plans that are asked about one mutant with `some`: of those that reach it, the ones that reach the least besides. */
const MOST_ASKED = 20;
/** Plans between two signs of life. */
const BEAT_EVERY = 4;

/** How the original behaves under one plan. */
interface Baseline {
  readonly behaviour: string;
  /** Mutants whose place was reached. */
  readonly reached: ReadonlySet<number>;
  /** Of an original that ends. */
  readonly ticks?: number;
}

/** Frames of a stack in a text: where something was called from is no behaviour. */
const FRAMES = /\n\s*at .+:\d+:\d+\)?/gu;

/** What of a result is behaviour; what the code only looked at is not. */
function behaviourOf({ steps, effects, late }: PlanResult): string {
  const { console: output, unhandled, globals, files, timers } = effects;
  const printed = output?.map(({ method, text }) => ({ method, text: text.replaceAll(FRAMES, "") }));
  // Lines of stack frames move with a mutant: the place is no behaviour.
  return JSON.stringify([steps, late, printed, unhandled, globals, files, timers], (key, value: unknown) =>
    key === "place" ? undefined : value,
  );
}

async function readBaseline(machine: Machine, index: number): Promise<Baseline | undefined> {
  const { request, mutants, ticks } = machine;
  const plan = request.plans[index];
  if (plan === undefined) return undefined;
  const { options } = request;
  mutants.active = 0;
  mutants.seen.clear();
  const behaviour = behaviourOf(await machine.run(plan, "always", options.ticks));
  const used = ticks.isOver ? {} : { ticks: options.ticks - ticks.left };
  const reached = new Set(mutants.seen);
  // What is not the same twice cannot tell a mutant from the original.
  const again = behaviourOf(await machine.run(plan, "always", options.ticks));
  return behaviour === again ? { behaviour, reached, ...used } : undefined;
}

/** Ticks for a mutant under each plan. Where the original is endless, as many as the longest of the other plans allows. */
function toLimits(baselines: readonly (Baseline | undefined)[], most: number): readonly number[] {
  const patient = (ticks: number): number => ticks * TICK_FACTOR + SPARE_TICKS;
  const known = baselines.flatMap((baseline) => baseline?.ticks ?? []);
  const unknown = known.reduce((longest, ticks) => Math.max(longest, patient(ticks)), UNKNOWN_TICKS);
  return baselines.map((baseline) => Math.min(most, baseline?.ticks === undefined ? unknown : patient(baseline.ticks)));
}

/** A plan that mutants are tried on: the original does the same on it twice. */
interface Asked {
  readonly index: number;
  readonly plan: Machine["request"]["plans"][number];
  readonly baseline: Baseline;
  /** Ticks for a mutant. */
  readonly limit: number;
}

/** The plans in the order in which mutants are tried on them. */
function toAsked(
  baselines: readonly (Baseline | undefined)[],
  { plans, judge, options }: Machine["request"],
): readonly Asked[] {
  const limits = toLimits(baselines, options.ticks);
  const known = baselines.flatMap((baseline, index) => {
    const [plan, limit] = [plans[index], limits[index]];
    if (baseline === undefined || plan === undefined || limit === undefined) return [];
    return [{ index, plan, baseline, limit }];
  });
  return judge === "some" ? known.toSorted((a, b) => a.baseline.reached.size - b.baseline.reached.size) : known;
}

/** Plans to ask about one mutant; but for `some` all of them. */
function askedOf(id: number, all: readonly Asked[], judge: keyof typeof ENOUGH): readonly Asked[] {
  return judge === "some" ? all.filter(({ baseline }) => baseline.reached.has(id)).slice(0, MOST_ASKED) : all;
}

async function judgeMutant(
  id: number,
  machine: Machine,
  all: readonly Asked[],
  reporter: Reporter,
): Promise<MutantRecord> {
  const { request, mutants } = machine;
  const { createHash } = process.getBuiltinModule("crypto");
  const hash = createHash("sha1");
  const killedBy: number[] = [];
  let status: MutantRecord["status"] = "unreached";
  for (const { index, plan, baseline, limit } of askedOf(id, all, request.judge)) {
    if (!baseline.reached.has(id)) {
      if (request.judge === "every") hash.update(baseline.behaviour);
      continue;
    }
    if (status === "unreached") status = "survived";
    mutants.active = id;
    const behaviour = behaviourOf(await machine.run(plan, "always", limit));
    mutants.active = 0;
    if (index % BEAT_EVERY === 0) reporter.emit("b");
    if (request.judge === "every") hash.update(behaviour);
    if (behaviour === baseline.behaviour) continue;
    killedBy.push(index);
    if (status === "survived") status = machine.ticks.isOver ? "timed-out" : "killed";
    if (killedBy.length >= ENOUGH[request.judge]) break;
  }
  const behaviour = request.judge === "every" ? { behaviour: hash.digest("hex") } : {};
  return { mutant: id, status, killedBy, ...behaviour };
}

/** Runs the original twice on all plans, then each mutant on the plans that reach it. */
export async function judgeMutants(machine: Machine, first: number, reporter: Reporter): Promise<void> {
  const { request } = machine;
  const baselines: (Baseline | undefined)[] = [];
  for (const index of request.plans.keys()) {
    baselines.push(await readBaseline(machine, index));
    if (index % BEAT_EVERY === 0) reporter.emit("b");
  }
  reporter.emit("g");
  const all = toAsked(baselines, request);
  for (const id of request.mutants.slice(first)) {
    reporter.emit(`r${JSON.stringify(await judgeMutant(id, machine, all, reporter))}`);
    if (reporter.isOver()) return;
  }
}
