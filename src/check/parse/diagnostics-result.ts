import type { Diagnostic, Range, Severity } from "../../domain/diagnostic.ts";
import { neutraliseMessage } from "../../domain/neutralise.ts";
import { toWorkspacePath } from "./workspace-path.ts";

/** What a linter or type checker said; `lineText` is filled in by who has the files. */
export type DiagnosticsResult =
  | {
      readonly ok: true;
      readonly diagnostics: readonly Diagnostic[];
      /** Why the tool stopped before it had looked at everything, in words that go on a sentence; absent: it did not. */
      readonly stopped?: string;
    }
  | { readonly ok: false; readonly reason: string };

/** The parts of a diagnostic as a report has them; what it leaves out is undefined. */
export interface Said {
  readonly source: string;
  readonly code?: string | undefined;
  readonly severity: Severity;
  readonly message: string;
  readonly path?: string | undefined;
  readonly range?: Range | undefined;
}

/** A diagnostic without the parts that are not known, its message disarmed. */
export function toDiagnostic({ source, code, severity, message, path, range }: Said): Diagnostic {
  return {
    source,
    ...(code === undefined || code === "" ? {} : { code }),
    severity,
    message: neutraliseMessage(message),
    ...(path === undefined ? {} : { path }),
    ...(path === undefined || range === undefined ? {} : { range }),
  };
}

/** A place as reports give it, whatever its parts are: a line or column that is no positive whole number is left out. */
export function toRange(parts: {
  readonly line: unknown;
  readonly column?: unknown;
  readonly endLine?: unknown;
  readonly endColumn?: unknown;
}): Range | undefined {
  const line = toPosition(parts.line);
  if (line === undefined) return undefined;
  const column = toPosition(parts.column);
  const endLine = toPosition(parts.endLine);
  const endColumn = toPosition(parts.endColumn);
  return {
    line,
    ...(column === undefined ? {} : { column }),
    ...(endLine === undefined ? {} : { endLine }),
    ...(endColumn === undefined ? {} : { endColumn }),
  };
}

function toPosition(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d{1,9}$/u.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) && number > 0 ? number : undefined;
}

/** A path relative to the workspace; one outside of it as the tool names it: it cannot be a changed file. */
export function toNamedPath(raw: string, root: string): string {
  return toWorkspacePath(raw, root) ?? raw;
}
