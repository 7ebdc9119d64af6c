import type { Diagnostic, Range } from "../../domain/diagnostic.ts";
import { neutraliseMessage } from "../../domain/neutralise.ts";
import { isList, isRecord, parseJsonOutput } from "./json.ts";
import { toWorkspacePath } from "./workspace-path.ts";

/** What a linter or type checker said; `lineText` is filled in by who has the files. */
export type DiagnosticsResult =
  { readonly ok: true; readonly diagnostics: readonly Diagnostic[] } | { readonly ok: false; readonly reason: string };

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
      const diagnostic = toDiagnostic(message, path);
      if (diagnostic === undefined) return { ok: false, reason: `a message about ${path} has no text or severity` };
      if (diagnostic !== "about-the-run") diagnostics.push(diagnostic);
    }
  }
  return { ok: true, diagnostics };
}

function toDiagnostic(value: unknown, path: string): Diagnostic | "about-the-run" | undefined {
  if (!isRecord(value) || typeof value["message"] !== "string") return undefined;
  const severity = value["severity"];
  if (severity !== 1 && severity !== 2) return undefined;
  if (ABOUT_THE_RUN.test(value["message"])) return "about-the-run";
  const rule = value["ruleId"];
  const range = toRange(value);
  return {
    source: "eslint",
    ...(typeof rule === "string" ? { code: rule } : {}),
    severity: severity === 2 ? "error" : "warning",
    message: neutraliseMessage(value["message"]),
    path,
    ...(range === undefined ? {} : { range }),
  };
}

/** ESLint's ends are exclusive already; an unknown place is line 0 or absent. */
function toRange(value: Readonly<Record<string, unknown>>): Range | undefined {
  const line = toPosition(value["line"]);
  if (line === undefined) return undefined;
  const column = toPosition(value["column"]);
  const endLine = toPosition(value["endLine"]);
  const endColumn = toPosition(value["endColumn"]);
  return {
    line,
    ...(column === undefined ? {} : { column }),
    ...(endLine === undefined ? {} : { endLine }),
    ...(endColumn === undefined ? {} : { endColumn }),
  };
}

function toPosition(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value > 0 ? value : undefined;
}
