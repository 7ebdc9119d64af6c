import type { Diagnostic, Severity } from "../../domain/diagnostic.ts";
import { neutraliseMessage, stripTerminal } from "../../domain/neutralise.ts";
import type { DiagnosticsResult } from "./diagnostics-result.ts";
import { toWorkspacePath } from "./workspace-path.ts";

/** `src/a.ts(3,7): error TS2304: Cannot find name 'x'.` */
const WITH_PLACE =
  /^(?<path>[^\s].*?)\((?<line>\d+),(?<column>\d+)\): (?<severity>error|warning|message) (?<code>TS\d+): (?<message>.*)$/u;
/** `error TS18003: No inputs were found in config file …` */
const WITHOUT_PLACE = /^(?<severity>error|warning|message) (?<code>TS\d+): (?<message>.*)$/u;
/** What script runners print around it (`> types`, `> tsc --noEmit`). */
const BANNER = "> ";

/** Errors of syntax (TS1…) and of the configuration (TS5…, TS6… about no source file, TS18002, TS18003). */
const BEFORE_TYPES = /^TS(?:1\d{3}|5\d{3}|6\d{3}|1800[0-3])$/u;
/** Mistakes in a configuration file that tsc goes on after: unknown options and values. */
const GOES_ON = /^TS(?:5023|5024|5025|6046)$/u;

const SEVERITIES: Readonly<Record<string, Severity>> = { error: "error", warning: "warning", message: "info" };

/**
 * Reads the output of `tsc --pretty false`: one line per diagnostic, indented continuation lines, global errors
 * without a file. Any other line is a reason not to believe the output. tsc checks no types at all while there is an
 * error of syntax or of the configuration (`emitFilesAndReportErrors`): that is told. Never throws.
 */
export function parseTsc(text: string, root: string): DiagnosticsResult {
  const diagnostics: Diagnostic[] = [];
  for (const raw of text.split(/\r?\n/u)) {
    const line = stripTerminal(raw);
    if (line.trim() === "" || line.startsWith(BANNER)) continue;
    const last = diagnostics.at(-1);
    if (/^\s/u.test(line) && last !== undefined) {
      diagnostics[diagnostics.length - 1] = { ...last, message: neutraliseMessage(`${last.message}\n${line}`) };
      continue;
    }
    const diagnostic = toDiagnostic(line, root);
    if (diagnostic === undefined) {
      return {
        ok: false,
        reason: `its output is not that of \`tsc --pretty false\`: ${neutraliseMessage(line.slice(0, 200))}`,
      };
    }
    diagnostics.push(diagnostic);
  }
  const stopped = whyStopped(diagnostics);
  return { ok: true, diagnostics, ...(stopped === undefined ? {} : { stopped }) };
}

/** The first error before types, where there is no error of types. */
function whyStopped(diagnostics: readonly Diagnostic[]): string | undefined {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const isEarly = ({ code, path }: Diagnostic): boolean =>
    BEFORE_TYPES.test(code ?? "") && (code?.startsWith("TS6") !== true || path === undefined || path.endsWith(".json"));
  if (!errors.every(isEarly)) return undefined;
  const first = errors.find(({ code }) => !GOES_ON.test(code ?? ""));
  if (first === undefined) return undefined;
  const { code = "", path, range, message } = first;
  const place = path === undefined ? "" : `${path}${range === undefined ? "" : `:${range.line}`} `;
  return `tsc checks no types before this is mended: ${place}${code} ${message.split("\n")[0]?.slice(0, 150) ?? ""}`;
}

function toDiagnostic(text: string, root: string): Diagnostic | undefined {
  const groups = (WITH_PLACE.exec(text) ?? WITHOUT_PLACE.exec(text))?.groups;
  if (groups === undefined) return undefined;
  const { path, line, column, severity, code, message } = groups;
  const said = { source: "tsc", ...(code === undefined ? {} : { code }), message: neutraliseMessage(message ?? "") };
  const base = { ...said, severity: SEVERITIES[severity ?? ""] ?? "error" };
  if (path === undefined) return base;
  // A library outside the workspace is named as the tool names it: it cannot be a changed file.
  return { ...base, path: toWorkspacePath(path, root) ?? path, range: { line: Number(line), column: Number(column) } };
}
