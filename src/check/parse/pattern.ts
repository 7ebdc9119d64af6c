import type { Diagnostic, Severity } from "../../domain/diagnostic.ts";
import { matchLine, parseLinePattern } from "../../domain/line-pattern.ts";
import { stripTerminal } from "../../domain/neutralise.ts";
import { toDiagnostic, toNamedPath, toRange, type DiagnosticsResult } from "./diagnostics-result.ts";

const SEVERITIES: Readonly<Record<string, Severity>> = { e: "error", f: "error", w: "warning", i: "info", n: "info" };

/**
 * Reads any text by the pattern of the policy, line by line; a line that does not fit is not looked at, so that a tool
 * may print headings and sums. Never throws.
 */
export function parseByPattern(text: string, root: string, pattern: string): DiagnosticsResult {
  const read = parseLinePattern(pattern);
  if (!read.ok) return { ok: false, reason: `the pattern ${read.message} at character ${read.at}: ${read.remedy}` };
  const diagnostics: Diagnostic[] = [];
  for (const raw of text.split(/\r?\n/u)) {
    const found = matchLine(read.pattern, stripTerminal(raw));
    if (found === undefined) continue;
    const file = found.get("file");
    diagnostics.push(
      toDiagnostic({
        source: "pattern",
        code: found.get("number"),
        severity: SEVERITIES[(found.get("type") ?? "e").toLowerCase()] ?? "error",
        message: (found.get("message") ?? "").trim(),
        path: file === undefined ? undefined : toNamedPath(file.trim(), root),
        range: toRange({
          line: found.get("line"),
          column: found.get("column"),
          endLine: found.get("endLine"),
          endColumn: found.get("endColumn"),
        }),
      }),
    );
  }
  return { ok: true, diagnostics };
}
