import { runBaseline, type Baseline } from "../check/baseline.ts";
import type { GateSubject, InstalledPackages } from "../check/gate.ts";
import { GATES } from "../check/gates/index.ts";
import { runGates } from "../check/run-gates.ts";
import type { Launch, Launches } from "../check/tool-runner.ts";
import type { Candidate } from "../domain/candidate.ts";
import type { FileChange } from "../domain/change.ts";
import { toStopFault, type Fault } from "../domain/fault.ts";
import { blocks, type GateResult } from "../domain/gate.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { Rule } from "../domain/policy.ts";
import type { Settings } from "../domain/settings.ts";
import type { Workspace, WorkspacePool } from "../ports.ts";
import { renderCount } from "../report/words.ts";
import { attemptTask, type AttemptSetting, type CheckTerms } from "./attempt-task.ts";
import { checkSum, type AcceptedOutcome } from "./check-sum.ts";
import { beginTasks } from "./begin-tasks.ts";
import type { RunDependencies } from "./dependencies.ts";
import { createInstalledPackages } from "./installed.ts";
import { enginesFor } from "./engines.ts";
import { facedGates } from "./faced-gates.ts";
import { toKeptPatch } from "./kept-patch.ts";
import { runInLanes } from "./lanes.ts";
import { createLastAccepted, type LastAccepted } from "./last-accepted.ts";
import type { Meter } from "./meter.ts";
import type { Prepared } from "./prepare.ts";

/** What proposing and checking came to. */
export interface Proposed {
  readonly baseline: Baseline;
  readonly outcomes: readonly Outcome[];
  readonly sum: readonly GateResult[];
  /** Git tree of head with every accepted edit. */
  readonly tree: string;
}

interface Scene {
  readonly prepared: Prepared;
  readonly settings: Settings;
  readonly pool: WorkspacePool;
  readonly meter: Meter;
  readonly dependencies: RunDependencies;
  /** Aborted when the user cancels or the policy's time is up. */
  readonly signal: AbortSignal;
}

/** Baseline, then every task in parallel lanes, then all accepted edits together. */
export async function proposeAll(scene: Scene): Promise<Proposed> {
  const { prepared, pool, meter, dependencies, settings } = scene;
  const { tasks } = prepared.plan;
  const { policy } = prepared.effective;
  const { events, lanes } = dependencies;
  await using workspaces = openLanes(pool, meter);

  const first = await workspaces.open();
  events.emit({ type: "phase", phase: "baseline", detail: "the repository's own checks on the untouched tree" });
  const installed = createInstalledPackages(dependencies.installed);
  const baseline = await runBaseline({
    workspace: first,
    policy,
    tasks,
    ...(settings.failing !== undefined && { failing: settings.failing }),
    ...(prepared.reproduced && { reproduced: prepared.reproduced }),
    events,
    signal: scene.signal,
    onStatics: (diagnosticsOf) => {
      void beginTasks({ prepared, settings, lanes, signal: scene.signal }, { diagnosticsOf, root: first.root });
    },
  });
  dependencies.signal.throwIfAborted();

  events.emit({ type: "phase", phase: "propose", detail: renderCount(tasks.length, "task") });
  const others = await Promise.all(Array.from({ length: Math.min(lanes, tasks.length) - 1 }, () => workspaces.open()));
  const check = { scene, baseline, installed, signal: scene.signal, lastAccepted: createLastAccepted() };
  const setting: AttemptSetting = {
    policy,
    baseline,
    enginesFor: (task) => enginesFor(task, prepared.opened.engines),
    ...(prepared.failure !== undefined && { failing: prepared.failure }),
    gatesFor: (task) => facedGates(task, policy, settings.failing),
    check: (candidate, workspace, signal, terms) =>
      checkCandidate(toSubject(candidate), workspace, { ...check, signal, ...terms }),
    events,
    clock: dependencies.clock,
    signal: scene.signal,
  };
  let done = 0;
  const outcomes = await runInLanes(tasks, [first, ...others], async (task, workspace) => {
    const outcome = await attemptTask(task, workspace, setting);
    done += 1;
    events.emit({ type: "task-ended", outcome, done, total: tasks.length });
    return outcome;
  });
  dependencies.signal.throwIfAborted();
  return { baseline, ...(await combine(outcomes, first, check)) };
}

interface Lanes extends AsyncDisposable {
  open(): Promise<Workspace>;
}

/** Workspaces that are closed together. (`AsyncDisposableStack` does not exist on Node 22.) */
function openLanes(pool: WorkspacePool, meter: Meter): Lanes {
  const opened: Workspace[] = [];
  return {
    async open() {
      const workspace = meter.watch(await pool.create());
      opened.push(workspace);
      return workspace;
    },
    async [Symbol.asyncDispose]() {
      for (const workspace of opened.reverse()) await workspace[Symbol.asyncDispose]();
    },
  };
}

interface CheckScene extends CheckTerms {
  readonly scene: Scene;
  readonly baseline: Baseline;
  readonly installed: InstalledPackages;
  readonly signal: AbortSignal;
  readonly lastAccepted: LastAccepted;
}

/** The gates on accepted edits together; what does not hold together becomes a rejection. */
async function combine(
  outcomes: readonly Outcome[],
  workspace: Workspace,
  check: CheckScene,
): Promise<Omit<Proposed, "baseline">> {
  const accepted = outcomes.filter((outcome): outcome is AcceptedOutcome => outcome.type === "accepted");
  const { events } = check.scene.dependencies;
  if (accepted.length > 0) {
    events.emit({ type: "phase", phase: "sum", detail: `${renderCount(accepted.length, "accepted change")} together` });
  }
  const sum = await checkSum(accepted, workspace, (group, place) => {
    const files = group.flatMap((outcome) => outcome.candidate.files).sort(byPath);
    const launches = check.lastAccepted.recall({ root: place.root, files });
    const tasks = group.map((outcome) => outcome.task);
    return checkFiles({ scope: "sum", tasks, files }, place, { ...check, launches });
  });
  const dropped = new Map(sum.dropped.map((drop) => [drop.outcome.task.id, drop]));
  return {
    outcomes: outcomes.map((outcome) => {
      const drop = dropped.get(outcome.task.id);
      return drop === undefined ? outcome : toRejected(drop.outcome, drop.gates, check.signal);
    }),
    sum: sum.gates,
    tree: sum.tree,
  };
}

function toRejected(outcome: AcceptedOutcome, gates: readonly GateResult[], signal: AbortSignal): Outcome {
  const gate = gates.find(blocks);
  const end = gate?.status === "errored" ? `could not run: ${gate.reason}` : "fails";
  const reason = `passed alone, but together with the other accepted changes gate ${gate?.gate ?? "?"} ${end}`;
  const fault: Fault | undefined = signal.aborted
    ? toStopFault(signal)
    : gate?.status === "errored"
      ? "gate"
      : undefined;
  const { task, candidate, patch } = outcome;
  const last = outcome.attempts.at(-1);
  const failed = {
    number: (last?.number ?? 0) + 1,
    engine: candidate.engine,
    durationMs: 0,
    candidate,
    patch: toKeptPatch(patch, gates),
    gates,
    reason,
  };
  return { type: "rejected", task, reason, attempts: [...outcome.attempts, failed], ...(fault && { fault }) };
}

function toSubject({ task, files, confidence }: Candidate): GateSubject {
  return { scope: "candidate", tasks: [task], files, ...(confidence && { confidence }) };
}

/** The gates, or the one that is asked for, on a candidate. */
async function checkCandidate(
  subject: GateSubject,
  workspace: Workspace,
  check: CheckScene,
): Promise<readonly GateResult[]> {
  const launches: Launches = check.launches ?? new Map<string, Promise<Launch>>();
  const results = await checkFiles(subject, workspace, { ...check, launches });
  if (check.only !== undefined) return results;
  await check.lastAccepted.keep({ root: workspace.root, files: subject.files }, launches, results);
  return results;
}

function checkFiles(
  subject: GateSubject,
  workspace: Workspace,
  { scene, baseline, installed, signal, only, known, launches }: CheckScene,
): Promise<readonly GateResult[]> {
  const { prepared, dependencies, settings } = scene;
  const { policy } = prepared.effective;
  const rules = subject.tasks.flatMap((task): readonly Rule[] => policy.rules.slice(task.rule, task.rule + 1));
  const [task] = subject.scope === "candidate" ? subject.tasks : [];
  return runGates(
    {
      subject,
      policy,
      rules,
      protectedBy: (path) => prepared.matcher.protectedBy(path),
      workspace,
      baseline,
      ...(settings.failing !== undefined && { failing: settings.failing }),
      environment: dependencies.environment,
      installed,
      clock: dependencies.clock,
      ...(known && { known }),
      ...(launches && { launches }),
      onResult: (result) => {
        dependencies.events.emit({ type: "gate", ...(task && { task }), result });
      },
      signal,
    },
    only === undefined ? GATES : GATES.filter(({ name }) => name === only),
  );
}

function byPath(a: FileChange, b: FileChange): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
