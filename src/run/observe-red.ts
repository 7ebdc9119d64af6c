import type { ReproducedRun } from "../check/baseline.ts";
import { runFailing, type FailingRun } from "../check/run-failing.ts";
import { watchFailing } from "../check/watch-failing.ts";
import { createToolRunner } from "../check/tool-runner.ts";
import type { Reading } from "../check/reading.ts";
import type { FileChange } from "../domain/change.ts";
import type { Policy } from "../domain/policy.ts";
import type { Workspace } from "../ports.ts";

/** What a command that is said to fail did on the untouched tree. */
export type Observation =
  /** Red every time; the run is the first. */
  | { readonly type: "red"; readonly output: string; readonly run: ReproducedRun }
  /** Green, flaky, or it cannot run: why, for the report. */
  | { readonly type: "halted"; readonly reason: string };

/** Runs of a red command before it counts as always red. */
const RUNS = 3;

/** Where and how a command is observed. */
export interface ObserveScene {
  /** Untouched, and untouched again afterwards; the second run and the third are made in all of them side by side. */
  readonly workspaces: readonly [Workspace, ...Workspace[]];
  readonly commandSeconds: number;
  readonly signal: AbortSignal;
  /** Whose commands' reports can be read; absent: none can. */
  readonly policy?: Pick<Policy, "commands">;
}

/**
 * Runs the command up to three times, each on the untouched tree: green at once is not reproduced, red and then green is
 * flaky, and neither can judge a change. Where a loop in the repository's own code holds it up for ever, that run does not
 * count: all are made with loops of those files ended after a while, so that the rest of the command tells what it has to.
 */
export async function observeRed(command: string, scene: ObserveScene): Promise<Observation> {
  const [workspace] = scene.workspaces;
  const watched = watchFailing(workspace);
  const strays = new Set<string>();
  const reading = await runOnce(command, { ...scene, workspace: watched.workspace, strays, changes: [] });
  const { held, changes } = await watched.endings();
  return changes.length > 0
    ? observe(command, { ...scene, held, changes })
    : observe(command, { ...scene, held, changes, first: { reading, strays } });
}

interface Observing extends ObserveScene {
  readonly held: ReproducedRun["held"];
  readonly changes: readonly FileChange[];
  /** A run that counts already. */
  readonly first?: { readonly reading: Reading<FailingRun>; readonly strays: ReadonlySet<string> };
}

async function observe(command: string, scene: Observing): Promise<Observation> {
  const { held, changes } = scene;
  const strays = new Set<string>(scene.first?.strays);
  let known = scene.first?.reading;
  let first: ReproducedRun | undefined;
  for (let done = 0; done < RUNS;) {
    // Green at once is what nobody has to be asked about twice.
    const places = scene.workspaces.slice(0, done === 0 ? 1 : RUNS - done);
    const readings =
      known === undefined
        ? await Promise.all(places.map((workspace) => runOnce(command, { ...scene, workspace, strays, changes })))
        : [known];
    known = undefined;
    for (const reading of readings) {
      done += 1;
      if (reading.type === "absent") return { type: "halted", reason: reading.reason };
      if (reading.type === "errored") return { type: "halted", reason: `${reading.reason}. ${reading.remedy}` };
      if (reading.value.green) return { type: "halted", reason: renderGreen(command, done) };
      first ??= { reading, strays, held };
    }
  }
  if (first === undefined) return { type: "halted", reason: `\`${command}\` was not run` };
  return { type: "red", output: first.reading.value.text, run: first };
}

/** One run on the untouched tree; what it left behind is noted and taken away. */
async function runOnce(
  command: string,
  {
    workspace,
    strays,
    commandSeconds,
    signal,
    policy,
    changes,
  }: ObserveScene & Pick<Observing, "changes"> & { readonly workspace: Workspace; readonly strays: Set<string> },
): Promise<Reading<FailingRun>> {
  if (changes.length > 0) await workspace.apply(changes);
  const reading = await runFailing(createToolRunner({ workspace, commandSeconds, signal }), command, policy);
  for (const path of await workspace.strayChanges()) strays.add(path);
  await workspace.reset();
  signal.throwIfAborted();
  return reading;
}

function renderGreen(command: string, run: number): string {
  if (run === 1) return `not reproduced: \`${command}\` is green on the untouched tree, so there is nothing to fix`;
  return `flaky: \`${command}\` was red ${run - 1 === 1 ? "once" : "twice"} and then green on the same tree, so no change could be judged by it; make it reliable first`;
}
