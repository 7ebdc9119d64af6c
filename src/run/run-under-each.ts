import type { Outcome } from "../domain/outcome.ts";
import type { DroppedChange } from "../domain/sum-verdict.ts";
import type { Together } from "./verify-together.ts";

/** A command that was red, and the tasks that its repair is made of. */
export interface RedCommand {
  readonly failing: string;
  readonly tasks: readonly string[];
}

/** Runs changes together under one command; `without`: tasks that are left out; `first`: those that are tried first. */
export type RunTogether = (
  failing: string,
  choice: { readonly without: ReadonlySet<string>; readonly first: readonly string[] },
) => Promise<Together>;

/**
 * Runs changes together under each command that was red. What does not hold is taken out, and what is left is run again
 * under each command whose repair is still whole, until it holds under all of them. Each round takes out at least one
 * change. A command whose repair was taken out stays red, so that it can say nothing of the others.
 */
export async function runUnderEach(commands: readonly RedCommand[], runTogether: RunTogether): Promise<Together> {
  const rejected: Outcome[] = [];
  const dropped: DroppedChange[] = [];
  const isOut = (task: string): boolean => dropped.some((one) => one.task === task);
  let last: Together | undefined;
  for (let waiting = commands; ;) {
    const [next, ...others] = waiting;
    if (next === undefined) break;
    last = await runTogether(next.failing, { without: new Set(dropped.map(({ task }) => task)), first: next.tasks });
    const lost = last.verdict.dropped;
    dropped.push(...lost);
    rejected.push(...last.outcomes.filter(({ task }) => lost.some((one) => one.task === task.id)));
    // What is left holds under this one; the others have not seen it without what was taken out now.
    waiting = lost.length === 0 ? others : commands.filter((one) => one !== next && !one.tasks.some(isOut));
  }
  if (last === undefined) throw new Error("there is nothing to run together");
  const all = dropped.toSorted((a, b) => (a.task < b.task ? -1 : 1));
  const kept = last.outcomes.filter(({ task }) => !isOut(task.id));
  return { ...last, outcomes: [...kept, ...rejected], verdict: { ...last.verdict, dropped: all } };
}
