import type { Launch, Launches } from "../check/tool-runner.ts";
import type { FileChange } from "../domain/change.ts";
import { blocks, type GateResult } from "../domain/gate.ts";
import { keyOf } from "./answered.ts";

/** What lies in a workspace. */
interface State {
  readonly root: string;
  readonly files: readonly FileChange[];
}

/**
 * What commands answered on the last candidate that every gate has passed. Where it is all that was accepted, the sum
 * is the same tree in the same workspace: a command with the same line need not be started on it once more.
 */
export interface LastAccepted {
  keep(state: State, launches: Launches, results: readonly GateResult[]): Promise<void>;
  /** Empty where this is not the state that was accepted last. */
  recall(state: State): Launches;
}

export function createLastAccepted(): LastAccepted {
  let last: { readonly key: string; readonly launches: Launches } | undefined;
  return {
    async keep(state, launches, results) {
      if (results.some(blocks)) return;
      last = { key: placeOf(state), launches: await endedByItself(launches) };
    },
    recall: (state) => (last?.key === placeOf(state) ? new Map(last.launches) : new Map<string, Promise<Launch>>()),
  };
}

/** A command that was ended, or could not be started, may do better the next time. */
export async function endedByItself(launches: Launches): Promise<Launches> {
  const kept: Launches = new Map();
  for (const [line, launch] of launches) {
    if ((await launch).result.end.type === "exited") kept.set(line, launch);
  }
  return kept;
}

function placeOf({ root, files }: State): string {
  return `${root}\n${keyOf(files)}`;
}
