import type { Diagnostic } from "../../domain/diagnostic.ts";
import { neutraliseMessage } from "../../domain/neutralise.ts";
import { toDiagnostic, toRange, type DiagnosticsResult } from "./diagnostics-result.ts";
import { isList, isRecord, parseJsonOutput } from "./json.ts";
import { toWorkspacePath } from "./workspace-path.ts";

/** ESLint's own remarks about its command line, not about the file. */
const ABOUT_THE_RUN = /^File ignored (?:because|by default)/u;

/**
 * Reads the output of `eslint --format json` (https://eslint.org/docs/latest/use/formatters/#json).
 * Remarks that a file was ignored are left out. Never throws.
 */
export function parseEslintJson(text: string, root: string): DiagnosticsResult {
  const json = parseJsonOutput(text);
  if (!json.ok) return { ok: false, reason: `its output is not JSON: ${neutraliseMessage(json.reason)}` };
  if (!isList(json.value)) return { ok: false, reason: "its output is not a list of files" };
  const diagnostics: Diagnostic[] = [];
  for (const file of json.value) {
    if (!isRecord(file) || typeof file["filePath"] !== "string" || !isList(file["messages"])) {
      return { ok: false, reason: "an entry of its output has no filePath or no messages" };
    }
    const path = toWorkspacePath(file["filePath"], root);
    if (path === undefined) return { ok: false, reason: `it speaks of ${file["filePath"]}, outside the workspace` };
    for (const message of file["messages"]) {
      const diagnostic = toMessage(message, path);
      if (diagnostic === undefined) return { ok: false, reason: `a message about ${path} has no text or severity` };
      if (diagnostic !== "about-the-run") diagnostics.push(diagnostic);
    }
  }
  return { ok: true, diagnostics };
}

function toMessage(value: unknown, path: string): Diagnostic | "about-the-run" | undefined {
  if (!isRecord(value) || typeof value["message"] !== "string") return undefined;
  const severity = value["severity"];
  if (severity !== 1 && severity !== 2) return undefined;
  if (ABOUT_THE_RUN.test(value["message"])) return "about-the-run";
  const rule = value["ruleId"];
  return toDiagnostic({
    source: "eslint",
    code: typeof rule === "string" ? rule : undefined,
    severity: severity === 2 ? "error" : "warning",
    message: value["message"],
    path,
    // ESLint's ends are exclusive already; an unknown place is line 0 or absent.
    range: toRange({
      line: value["line"],
      column: value["column"],
      endLine: value["endLine"],
      endColumn: value["endColumn"],
    }),
  });
}
