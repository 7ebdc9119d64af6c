import type { Diagnostic } from "../../domain/diagnostic.ts";
import { toDiagnostic, toNamedPath, toRange, type DiagnosticsResult } from "./diagnostics-result.ts";
import { isList, isRecord, parseJson } from "./json.ts";

/**
 * Reads the JSON of golangci-lint 1 (`--out-format json`) and 2 (`--output.json.path`), which stands on one line; what
 * version 2 counts behind it is not looked at (https://golangci-lint.run/docs/configuration/file/#output-configuration).
 * An error of a linter is a reason not to believe the rest. Never throws.
 */
export function parseGolangciJson(text: string, root: string): DiagnosticsResult {
  const line = text.split(/\r?\n/u).find((one) => one.startsWith("{"));
  const json = parseJson(line ?? "");
  if (!json.ok) return { ok: false, reason: `its output is not JSON: ${json.reason}` };
  if (!isRecord(json.value) || !("Issues" in json.value)) return { ok: false, reason: "its output has no Issues" };
  const report = json.value["Report"];
  const error = isRecord(report) ? report["Error"] : undefined;
  if (typeof error === "string" && error !== "") return { ok: false, reason: `it could not lint: ${error}` };
  const issues = json.value["Issues"] ?? [];
  if (!isList(issues)) return { ok: false, reason: "its Issues are no list" };
  const diagnostics: Diagnostic[] = [];
  for (const issue of issues) {
    const diagnostic = toIssue(issue, root);
    if (diagnostic === undefined) return { ok: false, reason: "an issue has no Text, no Pos or no Filename" };
    diagnostics.push(diagnostic);
  }
  return { ok: true, diagnostics };
}

function toIssue(issue: unknown, root: string): Diagnostic | undefined {
  const place = isRecord(issue) ? issue["Pos"] : undefined;
  if (!isRecord(issue) || typeof issue["Text"] !== "string" || !isRecord(place)) return undefined;
  const { Filename: file } = place;
  if (typeof file !== "string") return undefined;
  const { FromLinter: linter, Severity: severity } = issue;
  return toDiagnostic({
    source: "golangci-lint",
    code: typeof linter === "string" ? linter : undefined,
    severity: severity === "warning" || severity === "info" ? severity : "error",
    message: issue["Text"],
    path: toNamedPath(file, root),
    range: toRange({ line: place["Line"], column: place["Column"] }),
  });
}
