import type { CallPlan, CallRecord, ProbeOptions, Prober } from "../types.ts";
import { firstDifference, type createBehaviourReader } from "./behaviour.ts";
import type { Difference } from "./comparison.ts";
import { optionsOf, OVERTIME, type ComparisonScene, type JudgedPair, type VersionName } from "./pair.ts";
import { renderPlan, renderRecord } from "./render-difference.ts";

/** Differences that are looked at twice at first, at a time and in all, and told at most. */
const CONFIRMED_FIRST = 3;
const CONFIRMED_AT_ONCE = 30;
export const MOST_CONFIRMED = 150;
const MOST_TOLD = 3;
/** Longer than any call is in words. */
const ENDLESS_WEIGHT = 1_000_000;
/** The other version may need more steps for the same; this many times as many are no longer the same. */
const TICKS = 20_000_000;
const PATIENT_MS = 10_000;

/** Runs what differed again, each version freshly loaded and with more patience: chance and leftovers do not count. */
export async function confirm(
  prober: Prober,
  request: ComparisonScene,
  pairs: readonly JudgedPair[],
): Promise<Confirmed> {
  // Those that end first, and of them the short ones: they run fast, and a reader is shown the shortest.
  const all = pairs
    .filter(({ verdict }) => verdict === "differs")
    .map(({ plan, after }) => {
      const extra = request.read(after, plan).mute === undefined ? 0 : ENDLESS_WEIGHT;
      return { plan, weight: renderPlan(plan).length + extra };
    })
    .toSorted((a, b) => a.weight - b.weight);
  const suspects = all.slice(0, MOST_CONFIRMED).map(({ plan }) => plan);
  let unsteady = 0;
  let at = 0;
  while (at < suspects.length && !request.signal.aborted && (at === 0 || request.used() < OVERTIME)) {
    const size = at === 0 ? CONFIRMED_FIRST : CONFIRMED_AT_ONCE;
    const found = await confirmSome(prober, request, suspects.slice(at, at + size));
    at += size;
    unsteady += found.unsteady;
    if (found.differences.length > 0) return { ...found, unsteady, isCut: at < all.length };
  }
  return { differences: [], unsteady, isCut: at < all.length };
}

interface Confirmed {
  readonly differences: readonly Difference[];
  readonly unsteady: number;
  /** Whether some that differed were not looked at again. */
  readonly isCut: boolean;
}

async function confirmSome(
  prober: Prober,
  request: ComparisonScene,
  plans: readonly CallPlan[],
): Promise<Omit<Confirmed, "isCut">> {
  const { read } = request;
  const again: ProbeOptions = { ...optionsOf(request), fresh: "always", ticks: TICKS, callTimeoutMs: PATIENT_MS };
  await request.use("before");
  const first = await prober.run(plans, again);
  const second = await prober.run(plans, again);
  await request.use("after");
  const third = await prober.run(plans, again);
  // What took all patience once is not waited for again.
  const fourth = third.some(isEndless) ? third : await prober.run(plans, again);
  const differences: Difference[] = [];
  let unsteady = 0;
  for (const [index, plan] of plans.entries()) {
    const [a, b, c, d] = [first[index], second[index], third[index], fourth[index]];
    if (a === undefined || b === undefined || c === undefined || d === undefined) continue;
    const found = lastingDifference(read, plan, { before: [a, b], after: [c, d] });
    if (found === "unsteady") unsteady += 1;
    else if (found !== undefined) differences.push(found);
  }
  return { differences: differences.slice(0, MOST_TOLD), unsteady };
}

/** What still differs when each version ran twice; `unsteady` where a version differs from itself. */
function lastingDifference(
  read: ReturnType<typeof createBehaviourReader>,
  plan: CallPlan,
  runs: Readonly<Record<VersionName, readonly [CallRecord, CallRecord]>>,
): Difference | "unsteady" | undefined {
  const [old, older] = runs.before.map((record) => read(record, plan));
  const [now, later] = runs.after.map((record) => read(record, plan));
  if (old === undefined || older === undefined || now === undefined || later === undefined) return undefined;
  if (old.mute !== undefined || now.mute === "denied" || now.mute === "not run") return undefined;
  const isSteady = firstDifference(old, older) === undefined && firstDifference(now, later) === undefined;
  if (!isSteady) return "unsteady";
  const aspect = now.mute === undefined ? firstDifference(old, now)?.aspect : "outcome";
  if (aspect === undefined) return undefined;
  const [before, after] = [renderRecord(runs.before[0], aspect), renderRecord(runs.after[0], aspect)];
  return { aspect, plan, call: renderPlan(plan), before, after };
}

function isEndless({ steps }: CallRecord): boolean {
  return steps.some(({ outcome }) => outcome.type === "timed-out");
}
