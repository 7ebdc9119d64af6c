import type { RepoPath } from "../../domain/repo-path.ts";
import type { CallRecord, ProbeOptions, Prober } from "../types.ts";
import { keep, isUseful, type Archive } from "./archive.ts";
import { areDeclared } from "./mutate-value.ts";
import { callsOf, callStep, ending, endOf, isAwaited, toPlan, type Scenario, type Trial } from "./plans.ts";
import { withoutBare } from "./without-bare.ts";

/** What scenarios are run with. */
export interface Running {
  readonly prober: Pick<Prober, "run">;
  readonly module: RepoPath;
  readonly typed: "yes" | "no";
  readonly options: ProbeOptions;
  /** Whether a trial is of use; absent: every one is. */
  readonly isGood?: (trial: Trial) => boolean;
  /** Whether time is up. */
  readonly expired: () => boolean;
  /** What calls may cost in all, counted and not timed, so that a busy machine finds the same; absent: whatever it takes. */
  readonly mostEffort?: number;
}

/** What a call costs, measured against one that only computes: some wait for reads, writes and timers. */
const EFFORT = { plain: 1, late: 2, work: 6 } as const;

function effortOf({ late }: CallRecord): number {
  if (late === undefined) return EFFORT.plain;
  return late.work === "none" ? EFFORT.late : EFFORT.work;
}

/** Whether a search has to come to its end. */
export function isOver({ expired, mostEffort = Infinity }: Running, { effort }: Archive): boolean {
  return effort >= mostEffort || expired();
}

/** Sequences tried in one launch of the child. */
export const BATCH = 1_200;

/** Whether all calls of a scenario are such as the types allow. */
export function isDeclared(scenario: Scenario): boolean {
  return callsOf(scenario).every(({ point, args }) => areDeclared(args, point.parameters));
}

/** Runs scenarios in one go, whatever time is left. */
export async function runBatch(
  { prober, module, options }: Running,
  archive: Archive,
  scenarios: readonly Scenario[],
): Promise<readonly Trial[]> {
  const made = scenarios.map((scenario) => ({ scenario, ...toPlan(module, scenario) }));
  const records = await prober.run(
    made.map(({ plan }) => plan),
    { ...options, reached: "all" },
  );
  archive.count += made.length;
  return made.flatMap((one, index) => {
    const record = records[index];
    return record === undefined ? [] : [{ ...one, record }];
  });
}

/** Runs scenarios as long as there is time; what is left is left out. */
async function runAll(running: Running, archive: Archive, scenarios: readonly Scenario[]): Promise<readonly Trial[]> {
  const trials: Trial[] = [];
  for (let at = 0; at < scenarios.length && !isOver(running, archive); at += BATCH) {
    const batch = await runBatch(running, archive, scenarios.slice(at, at + BATCH));
    for (const { record } of batch) archive.effort += effortOf(record);
    trials.push(...batch);
  }
  return trials;
}

/** The other end of a scenario, where its own shows little: what can be waited for is, what cannot is not. */
function otherEnd({ waited }: Archive, trial: Trial): Scenario | undefined {
  const { scenario } = trial;
  const isThenable = callStep(trial)?.thenable !== undefined;
  if (scenario.awaited === "yes") {
    const isInVain = endOf(trial)?.outcome.type === "pending" || (!isThenable && isUseful(trial));
    return isInVain ? ending(scenario, "left") : undefined;
  }
  if (!isThenable || isAwaited(scenario)) return undefined;
  waited.add(scenario.call.point);
  return ending(scenario, "awaited");
}

/** Runs scenarios that were not run before and keeps those that show something new. Answers how many did. */
export async function run(running: Running, archive: Archive, scenarios: readonly Scenario[]): Promise<number> {
  const { module, typed } = running;
  const fresh: Scenario[] = [];
  for (const scenario of scenarios) {
    if (typed === "yes" && !isDeclared(scenario)) continue;
    const plain = ending(scenario, "left");
    const key = JSON.stringify(toPlan(module, plain).plan.steps);
    if (archive.tried.has(key)) continue;
    archive.tried.add(key);
    fresh.push(archive.waited.has(scenario.call.point) ? ending(scenario, "awaited") : plain);
  }
  const trials = await runAll(running, archive, fresh);
  const turned = trials.map((trial) => otherEnd(archive, trial));
  const others = await runAll(
    running,
    archive,
    turned.filter((scenario) => scenario !== undefined),
  );
  const byScenario = new Map(others.map((other) => [other.scenario, other]));
  let found = 0;
  for (const [index, trial] of trials.entries()) {
    const scenario = turned[index];
    const other = scenario === undefined ? undefined : byScenario.get(scenario);
    found += keep(archive, withoutBare(module, other !== undefined && isUseful(other) ? other : trial), running.isGood);
  }
  return found;
}
