import { runBaseline, type Baseline } from "../check/baseline.ts";
import type { InstalledPackages } from "../check/gate.ts";
import type { Settings } from "../domain/settings.ts";
import type { Workspace } from "../ports.ts";
import { renderCount } from "../report/words.ts";
import { attemptTask, type AttemptSetting } from "./attempt-task.ts";
import { beginTasks } from "./begin-tasks.ts";
import { checkCandidate, combine, toSubject, type Combined } from "./combine.ts";
import type { RunDependencies } from "./dependencies.ts";
import { createInstalledPackages, readCopiesAhead } from "./installed.ts";
import { enginesFor } from "./engines.ts";
import { facedGates } from "./faced-gates.ts";
import { runInLanes } from "./lanes.ts";
import { createLastAccepted } from "./last-accepted.ts";
import type { Prepared } from "./prepare.ts";
import { searchAhead } from "./search-ahead.ts";
import type { Workspaces } from "./workspaces.ts";

/** What proposing and checking came to. */
export interface Proposed extends Combined {
  readonly baseline: Baseline;
}

interface Scene {
  readonly prepared: Prepared;
  readonly settings: Settings;
  readonly workspaces: Workspaces;
  readonly dependencies: RunDependencies;
  /** Aborted when the user cancels or the policy's time is up. */
  readonly signal: AbortSignal;
}

/** Baseline, then every task in parallel lanes, then all accepted edits together. */
export async function proposeAll(scene: Scene): Promise<Proposed> {
  const { prepared, workspaces, dependencies, signal } = scene;
  const first = await workspaces.take();
  const isAlone = prepared.plan.tasks.length === 1;
  // Beside the only task's own, where there is a core for it.
  const spare =
    prepared.failure !== undefined && isAlone && dependencies.lanes > 1 ? await workspaces.take() : undefined;
  const ended = new AbortController();
  const installed = createInstalledPackages(dependencies.installed, ended.signal);
  readCopiesAhead(installed, prepared.plan.tasks, prepared.effective.policy);
  try {
    return await searchAhead(spare, { prepared, cores: dependencies.lanes, signal }, () =>
      proposeIn(first, { ...scene, isAlone, installed, ...(spare && { spare }) }),
    );
  } finally {
    ended.abort();
  }
}

async function proposeIn(
  first: Workspace,
  scene: Scene & Pick<AttemptSetting, "spare"> & { readonly isAlone: boolean; readonly installed: InstalledPackages },
): Promise<Proposed> {
  const { prepared, workspaces, dependencies, settings, spare, isAlone, installed } = scene;
  const { tasks } = prepared.plan;
  const { policy } = prepared.effective;
  const { events, lanes } = dependencies;
  events.emit({ type: "phase", phase: "baseline", detail: "the repository's own checks on the untouched tree" });
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
  const others = await Promise.all(Array.from({ length: Math.min(lanes, tasks.length) - 1 }, () => workspaces.take()));
  const check = { scene, baseline, installed, signal: scene.signal, lastAccepted: createLastAccepted() };
  const setting: AttemptSetting = {
    policy,
    baseline,
    enginesFor: (task) => enginesFor(task, prepared.opened.engines),
    ...(prepared.failure !== undefined && { failing: prepared.failure }),
    ...(spare !== undefined && { spare }),
    isAlone,
    gatesFor: (task) => facedGates(task, policy, settings.failing),
    check: (candidate, workspace, signal, terms) =>
      checkCandidate(toSubject(candidate, terms), workspace, { ...check, signal, ...terms }),
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
