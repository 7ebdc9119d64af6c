/** The run on one page: policy → plan → propose → check → bundle → publish. */
import type { LogProblem } from "./domain/ci-failure.ts";
import { ConfigError } from "./domain/errors.ts";
import type { EndCounts, Publication } from "./domain/publication.ts";
import type { Report } from "./domain/report.ts";
import type { Settings } from "./domain/settings.ts";
import type { SumVerdict } from "./domain/sum-verdict.ts";
import { beginTasks } from "./run/begin-tasks.ts";
import type { RunStart } from "./run/end-run.ts";
import type { CiFailure } from "./run/fix-ci.ts";
import type { RunDependencies } from "./run/dependencies.ts";
import { failingOf, isShard } from "./run/guards.ts";
import { createMeter } from "./run/meter.ts";
import { isRemembered, openTally } from "./run/open-tally.ts";
import { prepare, type Prepared } from "./run/prepare.ts";
import type { PublishedGroup } from "./run/remember.ts";
import type { publishBundle } from "./run/publish-bundle.ts";
import { openWorkspaces } from "./run/workspaces.ts";
import type { Repository, Workspace } from "./ports.ts";

/** A run's end: the report, and the bundle where one was made. */
export interface RunResult {
  readonly report: Report;
  /** Files of the bundle, by path relative to its directory. */
  readonly bundle: ReadonlyMap<string, string>;
  /** Why nothing was worked on; absent where something was, or nothing was to be. */
  readonly halted?: string;
}

/** What one command of several that failed in CI is repaired with. */
interface CiTerms {
  /** Places that the logs name. */
  readonly problems: readonly LogProblem[];
  /** What is left of the run's time; absent: all that the policy gives. */
  readonly minutes?: number;
}

interface FixScene {
  readonly settings: Settings;
  readonly dependencies: RunDependencies;
  readonly prepared: Prepared;
  readonly start: RunStart;
}

/** Plans, proposes and checks; what was accepted lies in the bundle, and nothing is published. */
export async function runPropose(settings: Settings, dependencies: RunDependencies): Promise<RunResult> {
  return runFrom(settings, dependencies, () =>
    Promise.resolve({ type: "none", reason: "phase propose: assay publish publishes the bundle" }),
  );
}

/** Plans, proposes, checks and publishes; in the phase `fix-ci` what failed in CI, unless the command is named. */
export async function runAll(settings: Settings, dependencies: RunDependencies): Promise<RunResult> {
  const isRead = settings.phase === "fix-ci" && settings.failing === undefined;
  return isRead ? runFixCi(settings, dependencies) : runFrom(settings, dependencies, publishAll);
}

/** Publishes at once, in the same run. */
const publishAll: typeof publishBundle = async (bundle, scene) =>
  (await import("./run/publish-bundle.ts")).publishBundle(bundle, scene);

/** Repairs what failed in CI: reads the logs of the failed jobs, and repairs the policy's commands that they come to. */
async function runFixCi(settings: Settings, dependencies: RunDependencies): Promise<RunResult> {
  const { clock, events } = dependencies;
  const start = { at: clock.now(), monotonic: clock.monotonic(), meter: createMeter(clock, events) };
  // What changed is not what is worked on: the plan is told once it comes from the failure.
  const silent = { emit: (): void => undefined };
  const { plan, ...prepared } = await prepare(settings, { ...dependencies, events: silent });
  const { readCiFailure } = await import("./run/fix-ci.ts");
  const { halted: own } = prepared;
  const failure = own === undefined ? await readCiFailure(prepared, dependencies) : { type: "halted", reason: own };
  const repaired =
    "groups" in failure
      ? await repairCommands(failure, { settings, dependencies, prepared: { ...prepared, plan }, start })
      : { reason: failure.reason };
  if ("report" in repaired) return repaired;
  const halted = repaired.reason;
  const { createEnd } = await import("./run/end-run.ts");
  const parts = { publication: { type: "none", reason: "there was nothing to repair" }, halted } as const;
  return {
    report: createEnd(start, settings, dependencies)({ ...prepared, plan: { ...plan, tasks: [] } }, parts),
    bundle: new Map(),
    halted,
  };
}

/** Repairs one command after the other; the changes of one alone are published at once, those of several together. */
async function repairCommands(
  { groups, problems }: Extract<CiFailure, { type: "commands" }>,
  { settings, dependencies, prepared, start }: FixScene,
): Promise<RunResult | { readonly reason: string }> {
  const { repairEach, publishRepairs } = await import("./run/repair-several.ts");
  const held: typeof publishBundle = () =>
    Promise.resolve({ type: "none", reason: "it is published with the other repairs of this run" });
  const publish = groups.length === 1 ? publishAll : held;
  const scene = {
    settings,
    dependencies,
    prepared,
    repairOne: (failing, { settings: own, minutes, ...key }): Promise<RunResult> =>
      runFrom({ ...own, failing }, { ...dependencies, ...key }, publish, { problems, minutes }),
  } satisfies Parameters<typeof repairEach>[1];
  const { repaired, reasons } = await repairEach(groups, scene);
  const [first] = repaired;
  if (first === undefined) return { reason: reasons.join("; ") };
  if (groups.length === 1) return first.result;
  await using pool = await dependencies.repository.openWorkspaces(...toPlace(prepared));
  const { meter, at } = start;
  const run = dependencies.runAddress ?? at.toISOString();
  const report = await publishRepairs(repaired, scene, { pool, meter, signal: dependencies.signal, run });
  return { report, bundle: new Map() };
}

/** Publishes a bundle that an earlier phase made, after verifying it from scratch; what came of it is told by the answer. */
export async function runPublish(
  settings: Settings,
  dependencies: RunDependencies,
  bundle: ReadonlyMap<string, string>,
): Promise<{ readonly publication: Publication; readonly counts: EndCounts }> {
  const startedAt = dependencies.clock.now();
  const prepared = await prepare(settings, dependencies);
  await using pool = await dependencies.repository.openWorkspaces(...toPlace(prepared));
  const [{ publishBundle }, { countEnds, NO_ENDS }] = await Promise.all([
    import("./run/publish-bundle.ts"),
    import("./publish/count-ends.ts"),
  ]);
  const groups: PublishedGroup[] = [];
  let counts = NO_ENDS;
  const publication = await publishBundle(bundle, {
    settings,
    dependencies,
    ...prepared,
    pool,
    run: dependencies.runAddress ?? startedAt.toISOString(),
    onVerified: (verified) => (counts = countEnds(verified)),
    onGroup: (group) => void groups.push(group),
  });
  if (settings.ci && isRemembered(settings, prepared)) {
    const { rememberPublished } = await import("./run/remember-published.ts");
    await rememberPublished({ files: bundle, settings, prepared, groups, startedAt }, dependencies);
  }
  return { publication, counts };
}

/** Runs the changes of several bundles together; publishes nothing, and changes nothing of them. */
export async function runVerify(
  settings: Settings,
  dependencies: RunDependencies,
  files: ReadonlyMap<string, string>,
): Promise<{ readonly report: Report; readonly verdict: SumVerdict }> {
  const { clock, events, repository, signal } = dependencies;
  const meter = createMeter(clock, events);
  const start = { at: clock.now(), monotonic: clock.monotonic(), meter };
  const prepared = await prepare(settings, dependencies);
  using limit = openLimit(signal, prepared.effective.policy.limits.minutes);
  await using pool = await repository.openWorkspaces(...toPlace(prepared));
  const { verifyTogether } = await import("./run/verify-together.ts");
  const scene = { settings, dependencies, ...prepared, prepared, pool, meter, signal: limit.signal };
  const { tasks, verdict, ...together } = await verifyTogether(files, scene);
  const { createEnd } = await import("./run/end-run.ts");
  const publication = { type: "none", reason: "phase verify: assay publish publishes the bundles" } as const;
  const planned = { ...prepared, plan: { tasks, skips: [] } };
  const parts = { ...together, isolation: pool.isolation, publication };
  return { report: createEnd(start, settings, dependencies)(planned, parts), verdict };
}

async function runFrom(
  settings: Settings,
  dependencies: RunDependencies,
  publish: typeof publishBundle,
  terms: CiTerms = { problems: [] },
): Promise<RunResult> {
  const { events, repository, signal, clock } = dependencies;
  const meter = createMeter(clock, events);
  const start = { at: clock.now(), monotonic: clock.monotonic(), meter };
  const watch = (workspace: Workspace): Workspace => meter.watch(workspace);
  const ready = await prepareWhole(settings, dependencies, watch);
  requireEngine(ready);
  const nothing = { publication: { type: "none", reason: "there was nothing to do" } } as const;
  const failing = failingOf(settings, ready);
  await using tally = await openTally({ settings, ready, startedAt: start.at }, dependencies);
  const planned = failing === undefined ? await tally.takeOn(ready) : ready;
  if (planned.halted !== undefined || (failing === undefined && planned.plan.tasks.length === 0)) {
    const { createEnd } = await import("./run/end-run.ts");
    const parts = { ...nothing, ...(planned.halted !== undefined && { halted: planned.halted }) };
    return { report: createEnd(start, settings, dependencies)(planned, parts), bundle: new Map() };
  }

  using limit = openLimit(signal, minutesOf(terms, planned));
  const beginning = { settings, lanes: dependencies.lanes, signal: limit.signal };
  // A model takes its time: it may think while workspaces are made, gates are loaded and look at the untouched tree.
  // What its requests need is made ready first: it takes milliseconds, of the process that would be busy with copies.
  if (failing === undefined) await beginTasks({ ...beginning, prepared: planned });
  await using pool = await repository.openWorkspaces(...toPlace(planned));
  await using workspaces = openWorkspaces(pool, meter);
  const { bundleOf, createEnd } = await import("./run/end-run.ts");
  const endAt = createEnd(start, settings, dependencies);
  const reproduced =
    failing === undefined
      ? ({ type: "red", prepared: planned } as const)
      : await (
          await import("./run/reproduce.ts")
        ).reproduce(failing, { prepared: planned, settings, workspaces, dependencies, watch, ...terms });
  const isolation = { isolation: pool.isolation };
  if (reproduced.type === "halted") {
    const { reason: halted } = reproduced;
    return { report: endAt(planned, { ...nothing, ...isolation, halted }), bundle: new Map(), halted };
  }
  const prepared = failing === undefined ? planned : await tally.takeOn(reproduced.prepared);
  if (prepared.plan.tasks.length === 0) {
    const halted = `\`${failing ?? ""}\` is red, but nothing that it names or tests may be written now: see what was skipped`;
    return { report: endAt(prepared, { ...nothing, ...isolation, halted }), bundle: new Map(), halted };
  }
  if (failing !== undefined) await beginTasks({ ...beginning, prepared });
  const { proposeAll } = await import("./run/propose-all.ts");
  const proposed = await proposeAll({ prepared, settings, workspaces, dependencies, signal: limit.signal });
  const parts = { ...proposed, isolation: pool.isolation };
  const bundle = bundleOf(proposed, prepared, endAt(prepared, parts), { settings, dependencies });
  signal.throwIfAborted();
  const run = dependencies.runAddress ?? start.at.toISOString();
  const groups: PublishedGroup[] = [];
  const onGroup = (group: PublishedGroup): void => void groups.push(group);
  const publication = await publish(bundle, { settings, dependencies, ...prepared, pool, run, onGroup });
  events.emit({ type: "published", publication });
  const report = endAt(prepared, { ...parts, publication });
  await tally.close({ report, prepared, groups });
  return { report, bundle };
}

function minutesOf({ minutes }: CiTerms, { effective }: Prepared): number {
  return minutes ?? effective.policy.limits.minutes;
}

/** What workspaces are copies of, and how well what runs in them has to be fenced in. */
function toPlace({ subject, effective }: Prepared): Parameters<Repository["openWorkspaces"]> {
  return [subject.head, effective.policy.sandbox.minimum];
}

/** The plan; of a run over hotspots after what it needs has been measured. */
async function prepareWhole(
  settings: Settings,
  dependencies: RunDependencies,
  watch: (workspace: Workspace) => Workspace,
): Promise<Prepared> {
  if (settings.hotspots !== true || isShard(settings)) return prepare(settings, dependencies);
  const { measureCoverage } = await import("./run/measure-coverage.ts");
  return prepare(settings, dependencies, await measureCoverage(settings, dependencies, watch));
}

/** Ends whatever is under way when the user cancels, when the policy's time is up, and when the run is over for any reason. */
function openLimit(signal: AbortSignal, minutes: number): Disposable & { readonly signal: AbortSignal } {
  const over = new AbortController();
  return {
    signal: AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(minutes * 60_000)), over.signal]),
    [Symbol.dispose]: () => {
      over.abort();
    },
  };
}

/** `engine: model` with no model that can be asked is the user's mistake, not an empty run. */
function requireEngine({ effective, opened }: Prepared): void {
  const choice = effective.policy.engine;
  if (choice === "auto" || opened.engines.some((engine) => engine.name === choice)) return;
  const asked = effective.origins.get("engine")?.type === "setting" ? "engine (--engine)" : "engine in the policy";
  const { missing } = opened;
  throw new ConfigError([
    {
      place: asked,
      message: `the engine ${choice} is not configured${missing === undefined ? "" : `: ${missing.message} (${missing.place})`}`,
      remedy: missing?.remedy ?? "Use embedded or auto, which need no model.",
    },
  ]);
}
