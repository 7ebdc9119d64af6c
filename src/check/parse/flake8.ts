import type { Diagnostic } from "../../domain/diagnostic.ts";
import { stripTerminal } from "../../domain/neutralise.ts";
import { toDiagnostic, toNamedPath, toRange, type DiagnosticsResult } from "./diagnostics-result.ts";

/** `pkg/a.py:1:5: F401 'os' imported but unused` */
const REMARK = /^(?<path>.+?):(?<line>\d+):(?<column>\d+): (?<code>[A-Z]{1,3}[0-9]{1,4}) (?<message>.*)$/u;

/** Reads flake8's default output, one remark per line; any other line is a reason not to believe it. Never throws. */
export function parseFlake8(text: string, root: string): DiagnosticsResult {
  const diagnostics: Diagnostic[] = [];
  for (const raw of text.split(/\r?\n/u)) {
    const line = stripTerminal(raw);
    if (line.trim() === "") continue;
    const groups = REMARK.exec(line)?.groups;
    if (groups === undefined) {
      return { ok: false, reason: `its output has a line that is no remark: ${line.slice(0, 200)}` };
    }
    diagnostics.push(
      toDiagnostic({
        source: "flake8",
        code: groups["code"],
        severity: "error",
        message: groups["message"] ?? "",
        path: toNamedPath(groups["path"] ?? "", root),
        range: toRange({ line: groups["line"], column: groups["column"] }),
      }),
    );
  }
  return { ok: true, diagnostics };
}
