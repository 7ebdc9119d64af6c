import type { Diagnostic, Severity } from "../../domain/diagnostic.ts";
import { stripTerminal } from "../../domain/neutralise.ts";
import { toDiagnostic, toNamedPath, toRange, type DiagnosticsResult } from "./diagnostics-result.ts";
import { isRecord, parseJson } from "./json.ts";

/** `pkg/a.py:7: error: text  [code]`; column and end are there with --show-column-numbers and --show-error-end. */
const REMARK =
  /^(?<path>.+?):(?:(?<line>\d+):)?(?:(?<column>\d+):)?(?:(?<endLine>\d+):(?<endColumn>\d+):)? (?<severity>error|warning|note): (?<message>.*)$/u;
const CODE = / {2}\[(?<code>[a-z][a-z0-9-]*)\]$/u;
const FOUND = /^Found (?<count>\d+) errors? in \d+ files?\b/u;

const SEVERITIES: ReadonlyMap<unknown, Severity> = new Map<unknown, Severity>([
  ["error", "error"],
  ["warning", "warning"],
  ["note", "info"],
]);

/**
 * Reads mypy's text and its `--output json`, line by line. The number of errors that the text ends with has to be the
 * number that was read. Never throws.
 */
export function parseMypy(text: string, root: string): DiagnosticsResult {
  const diagnostics: Diagnostic[] = [];
  let said: number | undefined;
  for (const raw of text.split(/\r?\n/u)) {
    const line = stripTerminal(raw);
    if (line.trim() === "" || line.startsWith("Success: ")) continue;
    const count = FOUND.exec(line)?.groups?.["count"];
    if (count !== undefined) {
      said = Number(count);
      continue;
    }
    const diagnostic = line.startsWith("{") ? fromJson(line, root) : fromText(line, root);
    if (diagnostic === undefined) {
      return { ok: false, reason: `its output has a line that is no remark: ${line.slice(0, 200)}` };
    }
    diagnostics.push(diagnostic);
  }
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  if (said !== undefined && said !== errors) {
    return { ok: false, reason: `its output says ${said} errors and lists ${errors}` };
  }
  return { ok: true, diagnostics };
}

function fromText(line: string, root: string): Diagnostic | undefined {
  const groups = REMARK.exec(line)?.groups;
  const severity = SEVERITIES.get(groups?.["severity"]);
  if (groups === undefined || severity === undefined) return undefined;
  const message = groups["message"] ?? "";
  const code = CODE.exec(message)?.groups?.["code"];
  const { endColumn } = groups;
  return toDiagnostic({
    source: "mypy",
    code,
    severity,
    message: message.replace(CODE, ""),
    path: toNamedPath(groups["path"] ?? "", root),
    // Columns are 1-based here, and the end is the last column of the place.
    range: toRange({
      line: groups["line"],
      column: groups["column"],
      endLine: groups["endLine"],
      endColumn: endColumn === undefined ? undefined : Number(endColumn) + 1,
    }),
  });
}

/** Columns of mypy's JSON begin at 0, and its end is exclusive. */
function fromJson(line: string, root: string): Diagnostic | undefined {
  const json = parseJson(line);
  if (!json.ok || !isRecord(json.value)) return undefined;
  const { file, message, code, severity, hint } = json.value;
  const level = SEVERITIES.get(severity);
  if (typeof file !== "string" || typeof message !== "string" || level === undefined) return undefined;
  return toDiagnostic({
    source: "mypy",
    code: typeof code === "string" ? code : undefined,
    severity: level,
    message: typeof hint === "string" ? `${message}\n${hint}` : message,
    path: toNamedPath(file, root),
    range: toRange({
      line: json.value["line"],
      column: next(json.value["column"]),
      endLine: json.value["end_line"],
      endColumn: next(json.value["end_column"]),
    }),
  });
}

function next(value: unknown): number | undefined {
  return typeof value === "number" ? value + 1 : undefined;
}
