import type { Diagnostic } from "../../domain/diagnostic.ts";
import { neutraliseMessage, stripTerminal } from "../../domain/neutralise.ts";
import { toDiagnostic, toNamedPath, toRange, type DiagnosticsResult } from "./diagnostics-result.ts";

/** `bad/bad.go:5:12: text`, and `vet: bad/bad.go:5:12: text` for what keeps it from type-checking. */
const REMARK = /^(?:vet: )?(?<path>[^:\s][^:]*\.go):(?<line>\d+)(?::(?<column>\d+))?: (?<message>.*)$/u;
/** The package that the next lines are about, and what Go's module loader tells. */
const ASIDE = /^(?:# |go: (?:downloading|finding|extracting) |exit status \d+$)/u;

/**
 * Reads the text of `go vet` and of Go's compiler, from both streams: one remark per line, indented continuation
 * lines. Any other line is a reason not to believe it. Never throws.
 */
export function parseGoVet(text: string, root: string): DiagnosticsResult {
  const diagnostics: Diagnostic[] = [];
  for (const raw of text.split(/\r?\n/u)) {
    const line = stripTerminal(raw);
    if (line.trim() === "" || ASIDE.test(line)) continue;
    const last = diagnostics.at(-1);
    if (/^\s/u.test(line) && last !== undefined) {
      diagnostics[diagnostics.length - 1] = { ...last, message: neutraliseMessage(`${last.message}\n${line}`) };
      continue;
    }
    const groups = REMARK.exec(line)?.groups;
    if (groups === undefined) {
      return { ok: false, reason: `its output has a line that is no remark: ${line.slice(0, 200)}` };
    }
    diagnostics.push(
      toDiagnostic({
        source: "go vet",
        severity: "error",
        message: groups["message"] ?? "",
        path: toNamedPath(groups["path"] ?? "", root),
        range: toRange({ line: groups["line"], column: groups["column"] }),
      }),
    );
  }
  return { ok: true, diagnostics };
}
