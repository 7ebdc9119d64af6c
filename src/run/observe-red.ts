import type { ReproducedRun } from "../check/baseline.ts";
import { runFailing } from "../check/run-failing.ts";
import { createToolRunner } from "../check/tool-runner.ts";
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

/**
 * Runs the command up to three times, each on the untouched tree: green at once is not reproduced, red and then green is
 * flaky, and neither can judge a change.
 */
export async function observeRed(
  command: string,
  {
    workspace,
    commandSeconds,
    signal,
    policy,
  }: {
    readonly workspace: Workspace;
    readonly commandSeconds: number;
    readonly signal: AbortSignal;
    /** Whose commands' reports can be read; absent: none can. */
    readonly policy?: Pick<Policy, "commands">;
  },
): Promise<Observation> {
  let first: ReproducedRun | undefined;
  const strays = new Set<string>();
  for (let run = 1; run <= RUNS; run += 1) {
    const tools = createToolRunner({ workspace, commandSeconds, signal });
    const reading = await runFailing(tools, command, policy);
    for (const path of await workspace.strayChanges()) strays.add(path);
    await workspace.reset();
    signal.throwIfAborted();
    if (reading.type === "absent") return { type: "halted", reason: reading.reason };
    if (reading.type === "errored") return { type: "halted", reason: `${reading.reason}. ${reading.remedy}` };
    if (reading.value.green) return { type: "halted", reason: renderGreen(command, run) };
    first ??= { reading, strays };
  }
  if (first === undefined) return { type: "halted", reason: `\`${command}\` was not run` };
  return { type: "red", output: first.reading.value.text, run: first };
}

function renderGreen(command: string, run: number): string {
  if (run === 1) return `not reproduced: \`${command}\` is green on the untouched tree, so there is nothing to fix`;
  return `flaky: \`${command}\` was red ${run - 1 === 1 ? "once" : "twice"} and then green on the same tree, so no change could be judged by it; make it reliable first`;
}
