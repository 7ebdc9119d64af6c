import type { Diagnostic } from "../domain/diagnostic.ts";
import { blocks, type GateResult } from "../domain/gate.ts";
import type { Verdict } from "../domain/verdict.ts";

/** As many diagnostics as an engine is told of at once. */
const MAX_DIAGNOSTICS = 20;
/** Characters of one diagnostic's message. */
const MAX_MESSAGE = 600;

/**
 * What the gates' results mean: accept when none blocks; try again with what the blocking gate said, while attempts
 * are left; else reject. A gate that could not run is not the candidate's doing: trying again changes nothing.
 */
export function decide(results: readonly GateResult[], attempt: number, attempts: number): Verdict {
  const blocking = results.find(blocks);
  if (blocking === undefined) {
    if (results.length === 0) return { type: "reject", reason: "no gate has looked at it, so nothing is proved" };
    return { type: "accept" };
  }
  if (blocking.status === "errored") {
    const reason = `gate ${blocking.gate} could not run: ${blocking.reason}. ${blocking.remedy}`;
    // What names the places that it could not judge has looked at the files, and would not judge them another time either.
    return {
      type: "reject",
      reason,
      ...((blocking.diagnostics ?? []).length === 0 && { because: "errored" as const }),
    };
  }
  const diagnostics = toCompact(blocking.status === "failed" ? blocking.diagnostics : []);
  const message = `gate ${blocking.gate} failed: ${summary(diagnostics)}`;
  if (attempt >= attempts) return { type: "reject", reason: message };
  return { type: "retry", feedback: { from: blocking.gate, message, diagnostics } };
}

/** Deduplicated by content, errors first, the first ones only, and none longer than a screen. */
function toCompact(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const unique = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const { source, code, path, message, lineText } = diagnostic;
    const key = JSON.stringify([source, code, path, message, lineText]);
    if (!unique.has(key)) unique.set(key, { ...diagnostic, message: shorten(message) });
  }
  const order = { error: 0, warning: 1, info: 2 } as const;
  return [...unique.values()].sort((a, b) => order[a.severity] - order[b.severity]).slice(0, MAX_DIAGNOSTICS);
}

function shorten(message: string): string {
  return message.length <= MAX_MESSAGE ? message : `${message.slice(0, MAX_MESSAGE)}…`;
}

function summary(diagnostics: readonly Diagnostic[]): string {
  const [first] = diagnostics;
  if (first === undefined) return "it gave no diagnostic";
  const place =
    first.path === undefined ? "" : `${first.path}${first.range === undefined ? "" : `:${first.range.line}`}: `;
  const more = diagnostics.length > 1 ? ` (and ${diagnostics.length - 1} more)` : "";
  return `${place}${first.message.split("\n")[0] ?? ""}${more}`;
}
