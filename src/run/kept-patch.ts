import type { GateResult } from "../domain/gate.ts";

/**
 * The patch of a rejected candidate as the report keeps it: none where a secret was found in it. The report goes to
 * artifacts and summaries, where nothing masks it.
 */
export function toKeptPatch(patch: string, gates: readonly GateResult[]): string {
  return gates.some(({ gate, status }) => gate === "secrets" && status === "failed") ? "" : patch;
}
