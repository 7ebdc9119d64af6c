/** The run on one page: policy → plan → propose → check → bundle → publish. */
import { ConfigError } from "./domain/errors.ts";
import type { Publication } from "./domain/publication.ts";
import type { Report } from "./domain/report.ts";
import type { Settings } from "./domain/settings.ts";
import type { RunDependencies } from "./run/dependencies.ts";
import { createMeter, type Meter } from "./run/meter.ts";
import { prepare, type Prepared } from "./run/prepare.ts";
import { proposeAll, type Proposed } from "./run/propose-all.ts";
import { reproduce } from "./run/reproduce.ts";
import { publishBundle, publishModeOf } from "./run/publish-bundle.ts";
import type { Workspace } from "./ports.ts";
import { toReport, type ReportParts } from "./run/to-report.ts";
import { renderJson, toReportJson } from "./report/to-report-json.ts";
import { toBundle } from "./publish/to-bundle.ts";

/** A run's end: the report, and the bundle where one was made. */
export interface RunResult {
  readonly report: Report;
  /** Files of the bundle, by path relative to its directory. */
  readonly bundle: ReadonlyMap<string, string>;
}

/** Plans, proposes and checks; what was accepted lies in the bundle, and nothing is published. */
export async function runPropose(settings: Settings, dependencies: RunDependencies): Promise<RunResult> {
  return runFrom(settings, dependencies, () =>
    Promise.resolve({ type: "none", reason: "phase propose: assay publish publishes the bundle" }),
  );
}

/** Plans, proposes, checks and publishes. */
export async function runAll(settings: Settings, dependencies: RunDependencies): Promise<RunResult> {
  return runFrom(settings, dependencies, publishBundle);
}

/** Publishes a bundle that an earlier phase made, after verifying it from scratch. */
export async function runPublish(
  settings: Settings,
  dependencies: RunDependencies,
  bundle: ReadonlyMap<string, string>,
): Promise<Publication> {
  const startedAt = dependencies.clock.now();
  const prepared = await prepare(settings, dependencies);
  await using pool = await dependencies.repository.openWorkspaces(prepared.subject.head);
  const publication = await publishBundle(bundle, {
    settings,
    dependencies,
    ...prepared,
    pool,
    run: dependencies.runAddress ?? startedAt.toISOString(),
  });
  dependencies.events.emit({ type: "published", publication });
  return publication;
}

async function runFrom(
  settings: Settings,
  dependencies: RunDependencies,
  publish: typeof publishBundle,
): Promise<RunResult> {
  const { events, repository, signal, clock } = dependencies;
  const startedAt = clock.now();
  const meter = createMeter(clock, events);
  const endAt = createEnd(settings, dependencies, meter);
  const planned = await prepare(settings, dependencies);
  requireEngine(planned);
  const nothing = { publication: { type: "none", reason: "there was nothing to do" } } as const;
  const failing = failingOf(settings, planned);
  if (failing === undefined && planned.plan.tasks.length === 0) {
    return { report: endAt(planned, nothing), bundle: new Map() };
  }

  await using pool = await repository.openWorkspaces(planned.subject.head);
  const watch = (workspace: Workspace): Workspace => meter.watch(workspace);
  const reproduced =
    failing === undefined
      ? ({ type: "red", prepared: planned } as const)
      : await reproduce(failing, { prepared: planned, settings, pool, dependencies, watch });
  const isolation = { isolation: pool.isolation };
  if (reproduced.type === "halted") {
    return { report: endAt(planned, { ...nothing, ...isolation, halted: reproduced.reason }), bundle: new Map() };
  }
  const { prepared } = reproduced;
  if (prepared.plan.tasks.length === 0) {
    const halted = `\`${failing ?? ""}\` is red, but nothing that it names or tests may be written: see what was skipped`;
    return { report: endAt(prepared, { ...nothing, ...isolation, halted }), bundle: new Map() };
  }
  const limit = AbortSignal.timeout(prepared.effective.policy.limits.minutes * 60_000);
  const bounded = AbortSignal.any([signal, limit]);
  const proposed = await proposeAll({ prepared, settings, pool, meter, dependencies, signal: bounded });
  const parts = { ...proposed, isolation: pool.isolation };
  const bundle = bundleOf(proposed, prepared, endAt(prepared, parts), { settings, dependencies });
  signal.throwIfAborted();

  const run = dependencies.runAddress ?? startedAt.toISOString();
  const publication = await publish(bundle, { settings, dependencies, ...prepared, pool, run });
  events.emit({ type: "published", publication });
  return { report: endAt(prepared, { ...parts, publication }), bundle };
}

/** The red command that fixes are to come from; undefined where none was named or no fix is asked for. */
function failingOf({ failing, tasks }: Settings, { effective }: Prepared): string | undefined {
  return (tasks ?? effective.policy.tasks).includes("fix") ? failing : undefined;
}

/** The report as of now: what is not given has not happened. */
function createEnd(
  settings: Settings,
  { clock, version, notes }: RunDependencies,
  meter: Meter,
): (prepared: Prepared, parts: Partial<ReportParts>) => Report {
  const startedAt = clock.now();
  const started = clock.monotonic();
  return (prepared, parts) =>
    toReport({
      settings,
      prepared,
      version,
      guesses: notes?.() ?? [],
      startedAt,
      durationMs: clock.monotonic() - started,
      commandMs: meter.elapsedMs(),
      outcomes: [],
      sum: [],
      publication: { type: "none", reason: "nothing was published yet" },
      ...parts,
    });
}

function bundleOf(
  proposed: Proposed,
  prepared: Prepared,
  report: Report,
  { settings, dependencies }: { readonly settings: Settings; readonly dependencies: RunDependencies },
): ReadonlyMap<string, string> {
  const accepted = proposed.outcomes.filter((outcome) => outcome.type === "accepted");
  // More than one repair would do: a human chooses.
  const ambiguous = new Set(
    accepted
      .filter(
        ({ task, candidate }) =>
          prepared.failure !== undefined && task.kind === "fix" && candidate.confidence === "guess",
      )
      .map(({ task }) => task.id),
  );
  return toBundle({
    version: dependencies.version,
    subject: prepared.subject,
    policy: { path: settings.policy, sha256: prepared.effective.sha256 },
    accepted,
    publishOf: (task) => {
      const mode = publishModeOf(task.target, { settings, ...prepared });
      return mode !== "none" && ambiguous.has(task.id) ? "patch" : mode;
    },
    tree: proposed.tree,
    reportText: renderJson(toReportJson(report)),
    digest: dependencies.digest,
  }).files;
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
