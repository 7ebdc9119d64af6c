import type { Diagnostic } from "../domain/diagnostic.ts";
import type { Settings } from "../domain/settings.ts";
import type { Task } from "../domain/task.ts";
import { enginesFor } from "./engines.ts";
import { facedGates } from "./faced-gates.ts";
import type { Prepared } from "./prepare.ts";

/** What the static tools say of the untouched tree. */
export interface Found {
  readonly diagnosticsOf: (path: string) => readonly Diagnostic[];
  /** Where that tree lies. */
  readonly root: string;
}

/** What {@link beginTasks} needs. */
export interface BeginScene {
  readonly prepared: Prepared;
  readonly settings: Pick<Settings, "failing">;
  /** Tasks that will be worked on at the same time. */
  readonly lanes: number;
  readonly signal: AbortSignal;
}

/**
 * Lets engines start on the tasks that will be the first in their lanes, while the gates still run on the untouched
 * tree. A fix needs to know what is wrong, so it waits for what the static tools say: called with `found` this starts
 * the fixes, without it everything else. Judges nothing. Answers when the requests are on their way. Never throws.
 */
export async function beginTasks({ prepared, settings, lanes, signal }: BeginScene, found?: Found): Promise<void> {
  const { policy } = prepared.effective;
  const isDue = ({ kind }: Task): boolean => (kind === "fix") === (found !== undefined);
  const begin = async (task: Task): Promise<void> => {
    const [engine] = enginesFor(task, prepared.opened.engines);
    await engine?.begin?.({
      task,
      policy,
      diagnostics: found?.diagnosticsOf(task.target) ?? [],
      signal,
      gates: facedGates(task, policy, settings.failing),
      ...(prepared.failure !== undefined && task.kind === "fix" && { failing: prepared.failure }),
      ...(found !== undefined && { root: found.root }),
    });
  };
  await Promise.all(prepared.plan.tasks.slice(0, lanes).filter(isDue).map(begin));
}
