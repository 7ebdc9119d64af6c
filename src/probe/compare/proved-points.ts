import type { CallPlan, CallRecord } from "../types.ts";
import type { JudgedPair, VersionName } from "./pair.ts";

/** The sandbox has files of its own: what is written or read elsewhere is refused, and the rest shows what the code does. */
const OF_FILES = "FileSystem";

/** What a step calls, reads or sets, by its place in what the module exports; undefined for steps that only wait or look. */
function memberOf(plan: CallPlan, index: number): string | undefined {
  const step = plan.steps[index];
  if (step === undefined || !("on" in step)) return undefined;
  const { on } = step;
  const root = on.base === "step" ? [`${memberOf(plan, on.step) ?? "what is waited for"}()`] : [];
  return [...root, ...on.path].join(".");
}

function membersOf(plan: CallPlan): readonly string[] {
  return plan.steps.flatMap((_, index) => memberOf(plan, index) ?? []);
}

/** What was called when the fence refused something that has nothing in its place. */
function refusedMember(plan: CallPlan, { steps }: CallRecord): string | undefined {
  const at = steps.findIndex(({ outcome }) => outcome.type === "denied" && !outcome.what.startsWith(OF_FILES));
  return at < 0 ? undefined : membersOf({ ...plan, steps: plan.steps.slice(0, at + 1) }).at(-1);
}

/** What was called when a call first differed from itself; all that was called where only its effects do. */
function unsteadyMembers({ plan, before, after }: JudgedPair): readonly string[] {
  const at = before.steps.findIndex(
    ({ outcome }, index) => JSON.stringify(outcome) !== JSON.stringify(after.steps[index]?.outcome),
  );
  if (at < 0) return membersOf(plan);
  return membersOf({ ...plan, steps: plan.steps.slice(0, at + 1) }).slice(-1);
}

/** How often calls of one member came to a point, and what they said there. */
interface Visits {
  same: number;
  unsteady: number;
  refused: number;
}

/** Whether calls of a member say what the code at a point does: none was refused there, and most do the same twice. */
function isTelling({ same, unsteady, refused }: Visits): boolean {
  return refused === 0 && same > unsteady;
}

/** Visits of points, by point and member. */
type VisitsOf = (id: number, member: string) => Visits;

function createVisits(): VisitsOf {
  const visits = new Map<number, Map<string, Visits>>();
  return (id, member) => {
    const known = visits.get(id) ?? new Map<string, Visits>();
    const own = known.get(member) ?? { same: 0, unsteady: 0, refused: 0 };
    visits.set(id, known.set(member, own));
    return own;
  };
}

/** Counts what a pair of calls says at the points that it reached. */
function countPair(pair: JudgedPair, members: readonly string[], ids: readonly number[], visit: VisitsOf): void {
  const { plan, verdict } = pair;
  const refused = refusedMember(plan, pair.before) ?? refusedMember(plan, pair.after);
  const counted = verdict === "same" ? members : verdict === "mute" ? [] : unsteadyMembers(pair);
  for (const id of ids) {
    if (refused !== undefined) visit(id, refused).refused += 1;
    for (const member of counted) visit(id, member)[verdict === "same" ? "same" : "unsteady"] += 1;
  }
}

/**
 * Those of some points (ids) of a version of which calls show that they do the same as before. A call that ends before the
 * network is asked says nothing of a function that asks it, nor one that ends before chance is: what other members show
 * of code that they share with it counts.
 */
export function provedPoints(
  pairs: readonly JudgedPair[],
  version: VersionName,
  ids: ReadonlySet<number>,
): ReadonlySet<number> {
  const visit = createVisits();
  const reachedBy = (pair: JudgedPair): readonly number[] => pair[version].reached.filter((id) => ids.has(id));
  const members = new Map(pairs.map((pair) => [pair, [...new Set(membersOf(pair.plan))]]));
  for (const pair of pairs) countPair(pair, members.get(pair) ?? [], reachedBy(pair), visit);
  const proved = new Set<number>();
  for (const pair of pairs) {
    if (pair.verdict !== "same") continue;
    const own = members.get(pair) ?? [];
    for (const id of reachedBy(pair))
      if (!proved.has(id) && own.every((member) => isTelling(visit(id, member)))) proved.add(id);
  }
  return proved;
}
