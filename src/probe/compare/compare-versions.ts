import type { CoveragePoint } from "../../code/coverage-point.ts";
import type { RepoPath } from "../../domain/repo-path.ts";
import { createProber } from "../prober.ts";
import type { CallRecord, Prober } from "../types.ts";
import type { Comparison, ComparisonFigures, Difference, UnreachedPlace } from "./comparison.ts";
import { confirm, MOST_CONFIRMED } from "./confirm.ts";
import { exploreVersion, type ExploredVersion } from "./explore-version.ts";
import {
  judge,
  optionsOf,
  OVERTIME,
  readerOf,
  type ComparisonRequest,
  type ComparisonScene,
  type JudgedPair,
  type Pair,
  type VersionName,
} from "./pair.ts";
import { pointsInQuestion } from "./points-in-question.ts";
import { provedPoints } from "./proved-points.ts";
import type { Observation } from "./recorder.ts";
import { shapeDifference } from "./shape-difference.ts";

/** Plans that are run on the other version at a time: where most of them differ, or never end, few are enough. */
const PLANS_AT_ONCE = 1_000;

/**
 * Runs inputs that were found by exploring either version on both, and compares what they do: values, errors, what
 * happens to arguments and objects, calls of callbacks, output and its order. A difference counts when each version
 * does its own again, freshly loaded. Inputs are those that the declared types allow, or for untyped code all that the
 * code asks for.
 */
export async function compareVersions(request: ComparisonRequest): Promise<Comparison> {
  const { workspace, signal } = request;
  await using prober = createProber({ workspace, signal });
  return await compareWith(prober, { ...request, read: readerOf(request) });
}

/** Apart, for the compiler leaves dynamic imports as they are in a function that has `await using`. */
async function compareWith(prober: Prober, request: ComparisonScene): Promise<Comparison> {
  const { module } = request;
  const before = await exploreOne(prober, request, "before");
  if (before.type === "failed")
    return { type: "impossible", reason: `${module} cannot be loaded by itself: ${before.reason}` };
  await request.use("after");
  const shape = await prober.describe(module);
  if (shape.type === "failed" && request.signal.aborted)
    return { type: "impossible", reason: `the run was stopped while ${module} was being compared` };
  const told =
    shape.type === "failed"
      ? [{ aspect: "loading", call: `import "${module}"`, before: "it loads", after: `it fails: ${shape.reason}` }]
      : shapeDifference(before.shape, shape, module);
  if (told.length > 0) return toComparison(request, { before, pairs: [], unsteady: 0 }, told);
  const first = await runOther(prober, request, before.observations, "after");
  const early = await confirm(prober, request, first);
  if (early.differences.length > 0)
    return toComparison(request, { before, pairs: first, unsteady: early.unsteady }, early.differences);
  if (early.isCut) return tooMany(module);
  const after = await exploreOne(prober, request, "after");
  if (after.type === "failed")
    return { type: "impossible", reason: `${module} cannot be loaded twice: ${after.reason}` };
  const known = new Set(before.observations.map(({ plan }) => JSON.stringify(plan.steps)));
  const own = after.observations.filter(({ plan }) => !known.has(JSON.stringify(plan.steps)));
  const second = await runOther(prober, request, own, "before");
  const late = await confirm(prober, request, second);
  if (late.isCut && late.differences.length === 0) return tooMany(module);
  const unsteady = early.unsteady + late.unsteady;
  return toComparison(request, { before, after, pairs: [...first, ...second], unsteady }, late.differences);
}

function tooMany(module: RepoPath): Comparison {
  return { type: "impossible", reason: `more calls of ${module} differ than could be run twice` };
}

async function exploreOne(
  prober: Prober,
  request: ComparisonRequest,
  version: VersionName,
): ReturnType<typeof exploreVersion> {
  await request.use(version);
  const [from, length] = version === "before" ? [0, 0.45] : [0.45, 0.3];
  return exploreVersion({
    prober,
    root: request.workspace.root,
    module: request.module,
    text: request[version],
    seed: version,
    inQuestion: (line) => request.inQuestion(version, line),
    used: () => (request.signal.aborted ? 1 : (request.used() - from) / length),
  });
}

/** Runs what was seen of one version on the other one, until enough differs or the time is long used up. */
async function runOther(
  prober: Prober,
  request: ComparisonScene,
  seen: readonly Observation[],
  other: VersionName,
): Promise<readonly JudgedPair[]> {
  await request.use(other);
  const pairs: JudgedPair[] = [];
  let suspects = 0;
  for (let at = 0; at < seen.length && (at === 0 || request.used() < OVERTIME); at += PLANS_AT_ONCE) {
    const some = await runSome(prober, request, seen.slice(at, at + PLANS_AT_ONCE), other);
    const judged = some.map((pair): JudgedPair => ({ ...pair, verdict: judge(request.read, pair) }));
    pairs.push(...judged);
    suspects += judged.filter(({ verdict }) => verdict === "differs").length;
    if (suspects >= MOST_CONFIRMED) break;
  }
  return pairs;
}

async function runSome(
  prober: Prober,
  request: ComparisonRequest,
  seen: readonly Observation[],
  other: VersionName,
): Promise<readonly Pair[]> {
  const plans = seen.map(({ plan }) => plan);
  const first = await prober.run(plans, optionsOf(request));
  // A launch that came to nothing, on a machine that is busy, is tried once more.
  const records = first.every(wasNotRun) ? await prober.run(plans, optionsOf(request)) : first;
  return seen.flatMap(({ plan, record }, index) => {
    const found = records[index];
    if (found === undefined) return [];
    return [other === "after" ? { plan, before: record, after: found } : { plan, before: found, after: record }];
  });
}

function wasNotRun({ steps }: CallRecord): boolean {
  const type = steps[0]?.outcome.type;
  return type === "skipped" || type === "impossible";
}

interface Seen {
  readonly before: ExploredVersion;
  readonly after?: ExploredVersion;
  readonly pairs: readonly JudgedPair[];
  readonly unsteady: number;
}

function toComparison(request: ComparisonScene, seen: Seen, differences: readonly Difference[]): Comparison {
  const { before, after, pairs, unsteady } = seen;
  const good = pairs.filter(({ verdict }) => verdict === "same");
  const mute = pairs.filter(({ verdict }) => verdict === "mute");
  const reached = {
    before: new Set([...before.shape.reached, ...good.flatMap((pair) => pair.before.reached)]),
    after: new Set([...(after?.shape.reached ?? []), ...good.flatMap((pair) => pair.after.reached)]),
  };
  const inQuestion = (version: VersionName, points: readonly CoveragePoint[]): readonly CoveragePoint[] =>
    pointsInQuestion(request.module, request[version], points, (line) => request.inQuestion(version, line));
  const old = inQuestion("before", before.points);
  const now = inQuestion("after", after?.points ?? []);
  const missing = (points: readonly CoveragePoint[], version: VersionName): readonly UnreachedPlace[] => {
    const loaded = version === "before" ? before.shape.reached : (after?.shape.reached ?? []);
    const proved = provedPoints(pairs, version, new Set(points.map(({ id }) => id)));
    return points.filter(({ id }) => !proved.has(id) && !loaded.includes(id)).map(({ line }) => ({ version, line }));
  };
  const unreached = [...missing(now, "after"), ...missing(old, "before")];
  const figures: ComparisonFigures = {
    functions: before.entries,
    calls: good.length,
    mute: mute.length,
    unsteady,
    beforeReached: reached.before.size,
    beforePoints: before.points.length,
    afterReached: reached.after.size,
    afterPoints: after?.points.length ?? 0,
    inQuestion: old.length + now.length,
    inQuestionReached: old.length + now.length - unreached.length,
    mutants: before.mutants + (after?.mutants ?? 0),
    noticed: before.noticed + (after?.noticed ?? 0),
  };
  return { type: "compared", differences, figures, unreached, refused: refusals(pairs) };
}

function refusals(pairs: readonly Pair[]): readonly string[] {
  const found = pairs.flatMap(({ before, after }) =>
    [...before.steps, ...after.steps].flatMap(({ outcome }) => (outcome.type === "denied" ? [outcome.what] : [])),
  );
  return [...new Set(found)].slice(0, 5);
}
