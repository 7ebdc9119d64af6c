import type { Diagnostic, Range, Severity } from "../../domain/diagnostic.ts";
import { toDiagnostic, toNamedPath, toRange, type DiagnosticsResult } from "./diagnostics-result.ts";
import { isList, isRecord, parseJsonOutput } from "./json.ts";

const SEVERITIES: ReadonlyMap<unknown, Severity> = new Map<unknown, Severity>([
  ["error", "error"],
  ["warning", "warning"],
  ["information", "info"],
  ["unused", "info"],
]);

/**
 * Reads `pyright --outputjson` (https://github.com/microsoft/pyright/blob/main/docs/command-line.md#json-output). The
 * counts of its summary have to agree with its diagnostics. Never throws.
 */
export function parsePyrightJson(text: string, root: string): DiagnosticsResult {
  const json = parseJsonOutput(text);
  if (!json.ok) return { ok: false, reason: `its output is not JSON: ${json.reason}` };
  if (!isRecord(json.value) || !isList(json.value["generalDiagnostics"]) || !isRecord(json.value["summary"])) {
    return { ok: false, reason: "its output has no generalDiagnostics or no summary" };
  }
  const diagnostics: Diagnostic[] = [];
  for (const item of json.value["generalDiagnostics"]) {
    const severity = isRecord(item) ? SEVERITIES.get(item["severity"]) : undefined;
    if (!isRecord(item) || typeof item["message"] !== "string" || severity === undefined) {
      return { ok: false, reason: "a diagnostic has no message or an unknown severity" };
    }
    const { file, rule } = item;
    diagnostics.push(
      toDiagnostic({
        source: "pyright",
        code: typeof rule === "string" ? rule : undefined,
        severity,
        message: item["message"],
        path: typeof file === "string" ? toNamedPath(file, root) : undefined,
        range: toPyrightRange(item["range"]),
      }),
    );
  }
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const said = json.value["summary"]["errorCount"];
  if (said !== errors) return { ok: false, reason: `its summary says ${String(said)} errors and it lists ${errors}` };
  return { ok: true, diagnostics };
}

/** Lines and characters begin at 0; the end is exclusive. */
function toPyrightRange(value: unknown): Range | undefined {
  if (!isRecord(value) || !isRecord(value["start"]) || !isRecord(value["end"])) return undefined;
  const { start, end } = value;
  return toRange({
    line: next(start["line"]),
    column: next(start["character"]),
    endLine: next(end["line"]),
    endColumn: next(end["character"]),
  });
}

function next(value: unknown): number | undefined {
  return typeof value === "number" ? value + 1 : undefined;
}
