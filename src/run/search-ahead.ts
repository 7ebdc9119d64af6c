import type { ProposeRequest, Workspace } from "../ports.ts";
import { enginesFor } from "./engines.ts";
import type { Prepared } from "./prepare.ts";

/** What {@link searchAhead} needs. */
export interface AheadScene {
  readonly prepared: Pick<Prepared, "plan" | "failure"> & {
    readonly effective: Pick<Prepared["effective"], "policy">;
    readonly opened: Pick<Prepared["opened"], "engines">;
  };
  /** How many processes the search may keep busy. */
  readonly cores: number;
  readonly signal: AbortSignal;
}

/**
 * Lets the engine that will be asked first look for what mends a red check while other work goes on: the gates on the
 * untouched tree, and then the attempt that takes it up. Searches nothing without a workspace for it; what is not over
 * when the work is ends.
 */
export async function searchAhead<Value>(
  workspace: Workspace | undefined,
  { signal, ...scene }: AheadScene,
  work: () => Promise<Value>,
): Promise<Value> {
  const over = new AbortController();
  const begun = begin(workspace, { ...scene, signal: AbortSignal.any([signal, over.signal]) });
  try {
    return await work();
  } finally {
    over.abort();
    await begun;
  }
}

async function begin(workspace: Workspace | undefined, { prepared, cores, signal }: AheadScene): Promise<void> {
  const { plan, failure, effective, opened } = prepared;
  const task = plan.tasks.find(({ kind }) => kind === "fix");
  if (workspace === undefined || failure === undefined || task === undefined) return;
  const [engine] = enginesFor(task, opened.engines);
  const request: ProposeRequest = {
    task,
    attempt: 1,
    policy: effective.policy,
    diagnostics: [],
    workspace,
    signal,
    failing: failure,
    cores,
  };
  await engine?.searchAhead?.(request);
}
