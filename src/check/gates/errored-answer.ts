import type { GateAnswer, GateName } from "../../domain/gate.ts";
import type { Reading } from "../reading.ts";

/**
 * The answer of a gate whose tool did not answer. Where it did on the untouched tree, the candidate is what keeps it
 * from answering (an endless loop, an early exit): that is a failure, which the engine is told of. Else the gate
 * itself could not run.
 */
export function toErroredAnswer(
  gate: GateName,
  reading: Extract<Reading<unknown>, { type: "errored" }>,
  before: Reading<unknown>,
): GateAnswer {
  const { reason, remedy, commands, cause } = reading;
  if (cause === "cannot-run" || before.type !== "read") return { status: "errored", reason, remedy, commands };
  const message = `${reason} (on the untouched tree it answers)`;
  return { status: "failed", diagnostics: [{ source: gate, code: "no-answer", severity: "error", message }], commands };
}
