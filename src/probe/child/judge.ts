import type { MutantRecord } from "../types.ts";
import type { StandInRecord } from "./request.ts";
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
/** Runs between two signs of life. */
const BEAT_EVERY = 4;

type Plan = Machine["request"]["plans"][number];

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

async function readBaseline(machine: Machine, plan: Plan): Promise<Baseline> {
  const { request, mutants, ticks } = machine;
  const { options } = request;
  mutants.active = 0;
  mutants.seen.clear();
  const behaviour = behaviourOf(await machine.run(plan, "always", options.ticks));
  const used = ticks.isOver ? {} : { ticks: options.ticks - ticks.left };
  const reached = new Set(mutants.seen);
  return { behaviour, reached, ...used };
}

/** Signs of life between records: one every few runs. */
type Pulse = () => void;

function createPulse(reporter: Reporter): Pulse {
  let runs = 0;
  return () => {
    runs += 1;
    if (runs % BEAT_EVERY === 0) reporter.emit("b");
  };
}

/** Whether the original does the same once more. What is not the same twice cannot tell a mutant from the original. */
async function isSteady(machine: Machine, plan: Plan, { behaviour }: Baseline): Promise<boolean> {
  machine.mutants.active = 0;
  return behaviour === behaviourOf(await machine.run(plan, "always", machine.request.options.ticks));
}

function patient(ticks: number): number {
  return ticks * TICK_FACTOR + SPARE_TICKS;
}

/** Ticks for a mutant under each plan. Where the original is endless, as many as the longest of the other plans allows. */
function toLimits(baselines: readonly (Baseline | undefined)[], most: number): readonly number[] {
  const known = baselines.flatMap((baseline) => baseline?.ticks ?? []);
  const unknown = known.reduce((longest, ticks) => Math.max(longest, patient(ticks)), UNKNOWN_TICKS);
  return baselines.map((baseline) => Math.min(most, baseline?.ticks === undefined ? unknown : patient(baseline.ticks)));
}

/** A plan that mutants are tried on. */
interface Asked {
  readonly index: number;
  readonly plan: Plan;
  readonly baseline: Baseline;
  /** Ticks for a mutant. */
  readonly limit: number;
  /** Whether the original does the same on it twice, where that was looked at. */
  steady?: boolean;
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
    // With `every` that was looked at before any mutant ran.
    return [{ index, plan, baseline, limit, ...(judge === "every" ? { steady: true } : {}) }];
  });
  return judge === "some" ? known.toSorted((a, b) => a.baseline.reached.size - b.baseline.reached.size) : known;
}

/** Plans to ask about one mutant; but for `some` all of them. */
function askedOf(id: number, all: readonly Asked[], judge: keyof typeof ENOUGH): readonly Asked[] {
  if (judge !== "some") return all;
  return all.filter(({ baseline, steady }) => steady !== false && baseline.reached.has(id)).slice(0, MOST_ASKED);
}

/** What a plan shows of a mutant that it reaches. */
interface Verdict {
  readonly behaviour: string;
  readonly end: "same" | "other" | "endless";
}

/** Runs a plan on a mutant; undefined where the original does not do the same twice on it. */
async function tryOn(machine: Machine, id: number, asked: Asked, pulse: Pulse): Promise<Verdict | undefined> {
  const { plan, baseline, limit } = asked;
  machine.mutants.active = id;
  const behaviour = behaviourOf(await machine.run(plan, "always", limit));
  machine.mutants.active = 0;
  const isEndless = machine.ticks.isOver;
  if (behaviour === baseline.behaviour) return { behaviour, end: "same" };
  pulse();
  // What the mutant left behind may end in the first of these runs.
  asked.steady ??= (await isSteady(machine, plan, baseline)) || (await isSteady(machine, plan, baseline));
  return asked.steady ? { behaviour, end: isEndless ? "endless" : "other" } : undefined;
}

async function judgeMutant(id: number, machine: Machine, all: readonly Asked[], pulse: Pulse): Promise<MutantRecord> {
  const { judge } = machine.request;
  const { createHash } = process.getBuiltinModule("crypto");
  const hash = createHash("sha1");
  const killedBy: number[] = [];
  let status: MutantRecord["status"] = "unreached";
  for (const asked of askedOf(id, all, judge)) {
    const { index, baseline } = asked;
    if (asked.steady === false) continue;
    if (!baseline.reached.has(id)) {
      if (judge === "every") hash.update(baseline.behaviour);
      continue;
    }
    const verdict = await tryOn(machine, id, asked, pulse);
    pulse();
    if (verdict === undefined) continue;
    if (status === "unreached") status = "survived";
    if (judge === "every") hash.update(verdict.behaviour);
    if (verdict.end === "same") continue;
    killedBy.push(index);
    if (status === "survived") status = verdict.end === "endless" ? "timed-out" : "killed";
    if (killedBy.length >= ENOUGH[judge]) break;
  }
  const behaviour = judge === "every" ? { behaviour: hash.digest("hex") } : {};
  return { mutant: id, status, killedBy, ...behaviour };
}

/**
 * Runs the original on all plans, then each mutant on the plans that reach it. The original runs a second time on what
 * first notices something; with `every` on all plans, so that each mutant is seen on the same ones.
 */
export async function judgeMutants(machine: Machine, first: number, reporter: Reporter): Promise<void> {
  const { request } = machine;
  const baselines: (Baseline | undefined)[] = [];
  for (const [index, plan] of request.plans.entries()) {
    const baseline = await readBaseline(machine, plan);
    const isKept = request.judge !== "every" || (await isSteady(machine, plan, baseline));
    baselines.push(isKept ? baseline : undefined);
    if (index % BEAT_EVERY === 0) reporter.emit("b");
  }
  reporter.emit("g");
  const [all, pulse] = [toAsked(baselines, request), createPulse(reporter)];
  for (const id of request.mutants.slice(first)) {
    reporter.emit(`r${JSON.stringify(await judgeMutant(id, machine, all, pulse))}`);
    if (reporter.isOver()) return;
  }
}

/** Whether a plan, on which the original does the same twice, notices all of these mutants, and none as an endless one. */
async function noticesAll(machine: Machine, plan: Plan, ids: readonly number[], pulse: Pulse): Promise<boolean> {
  const { request } = machine;
  const baseline = await readBaseline(machine, plan);
  pulse();
  if (!ids.every((id) => baseline.reached.has(id)) || !(await isSteady(machine, plan, baseline))) return false;
  const limit = Math.min(request.options.ticks, baseline.ticks === undefined ? UNKNOWN_TICKS : patient(baseline.ticks));
  const asked: Asked = { index: 0, plan, baseline, limit, steady: true };
  pulse();
  for (const id of ids) {
    const verdict = await tryOn(machine, id, asked, pulse);
    pulse();
    if (verdict?.end !== "other") return false;
  }
  return true;
}

/** Tells for each group the first of its plans that can stand for the others. */
export async function findStandIns(machine: Machine, first: number, reporter: Reporter): Promise<void> {
  const { plans, groups } = machine.request;
  const pulse = createPulse(reporter);
  reporter.emit("g");
  for (const { offers, mutants } of groups.slice(first)) {
    let found: number | null = null;
    for (const index of offers) {
      const plan = plans[index];
      if (plan === undefined || !(await noticesAll(machine, plan, mutants, pulse))) continue;
      found = index;
      break;
    }
    reporter.emit(`r${JSON.stringify({ standIn: found } satisfies StandInRecord)}`);
    if (reporter.isOver()) return;
  }
}
