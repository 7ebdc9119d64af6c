/** The run on one page: policy → plan → propose → check → bundle → publish. */
import { ConfigError } from "./domain/errors.ts";
import type { Evidence } from "./domain/evidence.ts";
import type { EndCounts, Publication } from "./domain/publication.ts";
import type { Report } from "./domain/report.ts";
import { repairsCi, type Settings } from "./domain/settings.ts";
import type { SumVerdict } from "./domain/sum-verdict.ts";
import { beginTasks } from "./run/begin-tasks.ts";
import type { RunDependencies } from "./run/dependencies.ts";
import { failingOf, isShard } from "./run/guards.ts";
import { createMeter } from "./run/meter.ts";
import { isRemembered, openTally } from "./run/open-tally.ts";
import { prepare, type Prepared } from "./run/prepare.ts";
import type { PublishedGroup } from "./run/remember.ts";
import type { publishBundle } from "./run/publish-bundle.ts";
import type { StatedRepair } from "./run/publish-repair.ts";
import type { CiTerms } from "./run/run-fix-ci.ts";
import { openWorkspaces } from "./run/workspaces.ts";
import type { Events, Repository, Workspace } from "./ports.ts";

/** A run's end: the report, and the bundle where one was made. */
export interface RunResult {
  readonly report: Report;
  /** Files of the bundle, by path relative to its directory. */
  readonly bundle: ReadonlyMap<string, string>;
  /** Why nothing was worked on; absent where something was, or nothing was to be. */
  readonly halted?: string;
}

/** Plans, proposes and checks; what was accepted lies in the bundle, and nothing is published. */
export async function runPropose(settings: Settings, dependencies: RunDependencies): Promise<RunResult> {
  const result = await runWhole(settings, dependencies, () =>
    Promise.resolve({ type: "none", reason: "phase propose: assay publish publishes the bundle" }),
  );
  // Where a failure of CI was not repaired, the job that may write says why.
  if (!repairsCi(settings) || result.bundle.size > 0) return result;
  const { emptyBundle } = await import("./run/empty-bundle.ts");
  return { ...result, bundle: await emptyBundle(result.report, settings, dependencies) };
}

/** Plans, proposes, checks and publishes; in the phase `fix-ci` what failed in CI, unless the command is named. */
export async function runAll(settings: Settings, dependencies: RunDependencies): Promise<RunResult> {
  return runWhole(settings, dependencies, async (bundle, scene) =>
    (await import("./run/publish-bundle.ts")).publishBundle(bundle, scene),
  );
}

/** What failed in CI is told by its logs, unless the command is named. */
async function runWhole(
  settings: Settings,
  dependencies: RunDependencies,
  publish: typeof publishBundle,
): Promise<RunResult> {
  if (!repairsCi(settings) || settings.failing !== undefined) return runFrom(settings, dependencies, publish);
  const { runFixCi } = await import("./run/run-fix-ci.ts");
  return runFixCi(settings, dependencies, { publish, repairOne: runFrom });
}

/** What became of a bundle and, where it was to repair a failure of CI, what is told of that. */
export interface PublishResult {
  readonly publication: Publication;
  /** How the tasks ended that the bundles tell of. */
  readonly counts: EndCounts;
  readonly evidence?: Evidence;
  readonly repair?: StatedRepair;
}

/** A phase that takes bundles plans nothing: what it would plan says nothing of what it does. */
function withoutPlan(events: Events): Events {
  return {
    emit(event) {
      if (event.type !== "planned" && !(event.type === "phase" && event.phase === "plan")) events.emit(event);
    },
  };
}

/** Publishes a bundle that an earlier phase made, after verifying it from scratch; what came of it is told by the answer. */
export async function runPublish(
  settings: Settings,
  dependencies: RunDependencies,
  bundle: ReadonlyMap<string, string>,
): Promise<PublishResult> {
  const startedAt = dependencies.clock.now();
  const prepared = await prepare(settings, { ...dependencies, events: withoutPlan(dependencies.events) });
  const [{ publishBundle }, { countEnds, NO_ENDS }, { toEvidence }] = await Promise.all([
    import("./run/publish-bundle.ts"),
    import("./publish/count-ends.ts"),
    import("./publish/to-evidence.ts"),
  ]);
  if (repairsCi(settings) && prepared.halted !== undefined) {
    const { halted: reason, subject } = prepared;
    return { publication: { type: "none", reason }, counts: NO_ENDS, repair: { head: subject.head, reason } };
  }
  await using pool = await dependencies.repository.openWorkspaces(...toPlace(prepared));
  const repair = repairsCi(settings) ? await import("./run/publish-repair.ts") : undefined;
  const groups: PublishedGroup[] = [];
  let known: Pick<PublishResult, "counts" | "evidence"> = { counts: NO_ENDS };
  const publication = await publishBundle(bundle, {
    settings,
    dependencies,
    ...prepared,
    pool,
    run: dependencies.runAddress ?? startedAt.toISOString(),
    onVerified: (verified) => (known = { counts: countEnds(verified), evidence: toEvidence(verified) }),
    onGroup: (group) => void groups.push(group),
    ...(repair && { admit: repair.createAdmission({ settings, prepared, startedAt }, dependencies) }),
  });
  if (settings.ci && isRemembered(settings, prepared)) {
    const { rememberPublished } = await import("./run/remember-published.ts");
    await rememberPublished({ files: bundle, settings, prepared, groups, startedAt }, dependencies);
  }
  const { evidence } = known;
  if (evidence !== undefined) {
    const { withholdEvidence } = await import("./run/state-doubts.ts");
    known = { ...known, evidence: await withholdEvidence(evidence, dependencies) };
  }
  if (repair === undefined) return { publication, ...known };
  const told = await repair.toStated(publication, { files: bundle, settings, prepared }, dependencies);
  return { publication, ...known, repair: told };
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
  const prepared = await prepare(settings, { ...dependencies, events: withoutPlan(events) });
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
  const bundle = await bundleOf(proposed, prepared, endAt(prepared, parts), { settings, dependencies });
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
