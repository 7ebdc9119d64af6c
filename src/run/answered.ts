import type { Launches } from "../check/tool-runner.ts";
import type { FileChange } from "../domain/change.ts";
import type { GateResult } from "../domain/gate.ts";

/** What a gate, or the failing check, answered an engine about files. */
export interface Answered {
  readonly files: string;
  /** Absent: the failing check was green. */
  readonly result?: GateResult;
  /** Of a gate that has passed or a check that was green, in a tree that the commands left as it was. */
  readonly launches: Launches;
}

/** The same for the same files, in any order. */
export function keyOf(files: readonly FileChange[]): string {
  return files
    .map(({ path, before, after }) => JSON.stringify([path, before, after]))
    .toSorted()
    .join("\n");
}
