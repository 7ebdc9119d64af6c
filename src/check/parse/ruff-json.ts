import type { Diagnostic } from "../../domain/diagnostic.ts";
import { toDiagnostic, toNamedPath, toRange, type DiagnosticsResult } from "./diagnostics-result.ts";
import { isList, isRecord, parseJsonOutput } from "./json.ts";

/** Reads `ruff check --output-format json` (https://docs.astral.sh/ruff/settings/#output-format). Never throws. */
export function parseRuffJson(text: string, root: string): DiagnosticsResult {
  const json = parseJsonOutput(text);
  if (!json.ok) return { ok: false, reason: `its output is not JSON: ${json.reason}` };
  if (!isList(json.value)) return { ok: false, reason: "its output is not a list of violations" };
  const diagnostics: Diagnostic[] = [];
  for (const item of json.value) {
    if (!isRecord(item) || typeof item["filename"] !== "string" || typeof item["message"] !== "string") {
      return { ok: false, reason: "a violation has no filename or no message" };
    }
    const start = isRecord(item["location"]) ? item["location"] : {};
    const end = isRecord(item["end_location"]) ? item["end_location"] : {};
    const code = item["code"];
    diagnostics.push(
      toDiagnostic({
        source: "ruff",
        code: typeof code === "string" ? code : undefined,
        severity: "error",
        message: item["message"],
        path: toNamedPath(item["filename"], root),
        // 1-based; the end is exclusive.
        range: toRange({
          line: start["row"],
          column: start["column"],
          endLine: end["row"],
          endColumn: end["column"],
        }),
      }),
    );
  }
  return { ok: true, diagnostics };
}
