import { bothPrivate, privateNames } from "../../code/equivalence/private-names.ts";
import type { CoveragePoint } from "../../code/coverage-point.ts";
import type { RepoPath } from "../../domain/repo-path.ts";
import type { Workspace } from "../../ports.ts";
import { createProber } from "../prober.ts";
import type { CallPlan, CallRecord, ProbeOptions, Prober } from "../types.ts";
import { createBehaviourReader, firstDifference } from "./behaviour.ts";
import type { Comparison, ComparisonFigures, Difference, UnreachedPlace } from "./comparison.ts";
import { exploreVersion, optionsFor, type ExploredVersion } from "./explore-version.ts";
import { pointsInQuestion } from "./points-in-question.ts";
import type { Observation } from "./recorder.ts";
import { renderPlan, renderRecord } from "./render-difference.ts";
import { shapeDifference } from "./shape-difference.ts";

type VersionName = "before" | "after";

/** Two texts of one module, and where they can be run. */
export interface ComparisonRequest {
  readonly workspace: Pick<Workspace, "root" | "run">;
  readonly module: RepoPath;
  readonly before: string;
  readonly after: string;
  /** Lays a version into the workspace: this file and whatever else belongs to it. */
  readonly use: (version: VersionName) => Promise<void>;
  /** 1-based lines whose code is in question, by version. */
  readonly inQuestion: (version: VersionName, line: number) => boolean;
  readonly signal: AbortSignal;
  /** Share of the time for all of it that is used up, from 0 to 1 and beyond. */
  readonly used: () => number;
}

/** Differences that are looked at twice at a time and in all, and told at most. */
const CONFIRMED_AT_ONCE = 30;
const MOST_CONFIRMED = 150;
const MOST_TOLD = 3;
/** The other version may need more steps for the same; this many times as many are no longer the same. */
const TICKS = 20_000_000;
const PATIENT_MS = 10_000;

/**
 * Runs inputs that were found by exploring either version on both, and compares what they do: values, errors, what
 * happens to arguments and objects, calls of callbacks, output and its order. A difference counts when each version
 * does its own again, freshly loaded. Inputs are those that the declared types allow, or for untyped code all that the
 * code asks for.
 */
export async function compareVersions(request: ComparisonRequest): Promise<Comparison> {
  const { workspace, signal } = request;
  await using prober = createProber({ workspace, signal });
  return await compareWith(prober, request);
}

/** Apart, for the compiler leaves dynamic imports as they are in a function that has `await using`. */
async function compareWith(prober: Prober, request: ComparisonRequest): Promise<Comparison> {
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

/** One plan on both versions. */
interface Pair {
  readonly plan: Observation["plan"];
  readonly before: Observation["record"];
  readonly after: Observation["record"];
}

function optionsOf({ before, after }: ComparisonRequest): ProbeOptions {
  return optionsFor(`${before}\n${after}`);
}

/** Runs what was seen of one version on the other one. */
async function runOther(
  prober: Prober,
  request: ComparisonRequest,
  seen: readonly Observation[],
  other: VersionName,
): Promise<readonly Pair[]> {
  await request.use(other);
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

function readerOf({ module, before, after }: ComparisonRequest): ReturnType<typeof createBehaviourReader> {
  return createBehaviourReader(bothPrivate(privateNames(module, before), privateNames(module, after)));
}

/** Whether a pair differs; `mute` where the earlier version says nothing, or not all of what it says was seen. */
function judge(
  read: ReturnType<typeof createBehaviourReader>,
  { plan, before, after }: Pair,
): "same" | "differs" | "mute" {
  const [old, now] = [read(before, plan), read(after, plan)];
  if (old.mute !== undefined || now.mute === "denied" || now.mute === "not run") return "mute";
  if (now.mute !== undefined) return "differs";
  if (firstDifference(old, now) !== undefined) return "differs";
  return old.isCut || now.isCut ? "mute" : "same";
}

/** Runs what differed again, each version freshly loaded and with more patience: chance and leftovers do not count. */
async function confirm(prober: Prober, request: ComparisonRequest, pairs: readonly Pair[]): Promise<Confirmed> {
  const read = readerOf(request);
  // Short ones first: they run fast, and a reader is shown the shortest.
  const all = pairs
    .filter((pair) => judge(read, pair) === "differs")
    .map(({ plan }) => plan)
    .toSorted((a, b) => renderPlan(a).length - renderPlan(b).length);
  const suspects = all.slice(0, MOST_CONFIRMED);
  const isCut = all.length > suspects.length;
  let unsteady = 0;
  for (let at = 0; at < suspects.length && !request.signal.aborted; at += CONFIRMED_AT_ONCE) {
    const found = await confirmSome(prober, request, suspects.slice(at, at + CONFIRMED_AT_ONCE));
    unsteady += found.unsteady;
    if (found.differences.length > 0) return { ...found, unsteady, isCut };
  }
  return { differences: [], unsteady, isCut: isCut || (suspects.length > 0 && request.signal.aborted) };
}

interface Confirmed {
  readonly differences: readonly Difference[];
  readonly unsteady: number;
  /** Whether some that differed were not looked at again. */
  readonly isCut: boolean;
}

async function confirmSome(
  prober: Prober,
  request: ComparisonRequest,
  plans: readonly CallPlan[],
): Promise<Omit<Confirmed, "isCut">> {
  const read = readerOf(request);
  const again: ProbeOptions = { ...optionsOf(request), fresh: "always", ticks: TICKS, callTimeoutMs: PATIENT_MS };
  await request.use("before");
  const first = await prober.run(plans, again);
  const second = await prober.run(plans, again);
  await request.use("after");
  const third = await prober.run(plans, again);
  const fourth = await prober.run(plans, again);
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

interface Seen {
  readonly before: ExploredVersion;
  readonly after?: ExploredVersion;
  readonly pairs: readonly Pair[];
  readonly unsteady: number;
}

function toComparison(request: ComparisonRequest, seen: Seen, differences: readonly Difference[]): Comparison {
  const { before, after, pairs, unsteady } = seen;
  const read = readerOf(request);
  const good = pairs.filter((pair) => judge(read, pair) === "same");
  const mute = pairs.filter((pair) => judge(read, pair) === "mute");
  const reached = {
    before: new Set([...before.shape.reached, ...good.flatMap((pair) => pair.before.reached)]),
    after: new Set([...(after?.shape.reached ?? []), ...good.flatMap((pair) => pair.after.reached)]),
  };
  const inQuestion = (version: VersionName, points: readonly CoveragePoint[]): readonly CoveragePoint[] =>
    pointsInQuestion(request.module, request[version], points, (line) => request.inQuestion(version, line));
  const old = inQuestion("before", before.points);
  const now = inQuestion("after", after?.points ?? []);
  const missing = (points: readonly CoveragePoint[], version: VersionName): readonly UnreachedPlace[] =>
    points.filter(({ id }) => !reached[version].has(id)).map(({ line }) => ({ version, line }));
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
