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

/** A doubt as a bundle hands it on: plain lines of a job that executed code, which decide nothing. */
export interface StatedDoubt {
  readonly title: string;
  readonly text: string;
  readonly path: string;
  /** 1-based; absent: the file as a whole. */
  readonly line?: number;
}

/** Most of it that is handed on for one change; lengths in UTF-16 units. */
export const DOUBT_LIMITS = { doubts: 20, title: 100, text: 500 } as const;

/** What the gates that block say of the last attempt. */
export function objectionsOf({ attempts }: Outcome): readonly Diagnostic[] {
  const gates = attempts.at(-1)?.gates ?? [];
  return gates.flatMap((result) => (result.status === "failed" && blocks(result) ? result.diagnostics : []));
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
