import type { Diagnostic, Range } from "./diagnostic.ts";
import { blocks } from "./gate.ts";
import type { Outcome } from "./outcome.ts";

/** What somebody has to look at, though the change that it is about was accepted. */
export interface Doubt {
  readonly title: string;
  readonly text: string;
  readonly path: string;
  /** Absent: the file as a whole. */
  readonly range?: Pick<Range, "line" | "endLine">;
}

/** What gates that do not block say of an accepted change, then the behaviour that looks like a mistake. */
export function doubtsOf(outcome: Outcome): readonly Doubt[] {
  if (outcome.type !== "accepted") return [];
  const { task, gates, candidate } = outcome;
  const said = gates.flatMap((result) => (result.status === "failed" && !blocks(result) ? result.diagnostics : []));
  const suspicions = (candidate.suspicions ?? []).map(({ path, line, call, what }) => {
    return { title: "looks like a mistake", text: `${call} ${what}`, path, range: { line } };
  });
  return [...said.map((diagnostic) => toDoubt(diagnostic, task.target)), ...suspicions];
}

function toDoubt({ path, range, source, code, message }: Diagnostic, target: string): Doubt {
  const text = code === undefined ? message : `${code} ${message}`;
  return { title: `look at this (${source})`, text, path: path ?? target, ...(range && { range }) };
}
