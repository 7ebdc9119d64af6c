import type { Diagnostic, Range, Severity } from "../../domain/diagnostic.ts";
import { toDiagnostic, toNamedPath, toRange, type DiagnosticsResult } from "./diagnostics-result.ts";
import { isList, isRecord, parseJson } from "./json.ts";

type Item = Readonly<Record<string, unknown>>;

const SEVERITIES: ReadonlyMap<unknown, Severity> = new Map<unknown, Severity>([
  ["error", "error"],
  ["error: internal compiler error", "error"],
  ["warning", "warning"],
  ["note", "info"],
  ["help", "info"],
]);
/** What rustc counts at the end, and its hint at `--explain`, are no remarks of their own. */
const COUNT = /^(?:aborting due to |\d+ warnings? emitted)/u;

/**
 * Reads `cargo check|clippy|test --message-format=json`
 * (https://doc.rust-lang.org/cargo/reference/external-tools.html#json-messages): one object per line, up to
 * `build-finished`, without which the build did not come to its end. A remark about a file that is compiled twice
 * (library and its tests) is told once. A build that failed stopped where it did. Never throws.
 */
export function parseRustcJson(text: string, root: string): DiagnosticsResult {
  const found = new Map<string, Diagnostic>();
  let isFinished = false;
  let hasBuilt = true;
  for (const line of text.split(/\r?\n/u)) {
    if (line.trim() === "") continue;
    if (!line.startsWith("{")) {
      if (isFinished) continue;
      return { ok: false, reason: `its output has a line that is no JSON: ${line.slice(0, 200)}` };
    }
    const json = parseJson(line);
    if (!json.ok || !isRecord(json.value)) {
      if (isFinished) continue;
      return { ok: false, reason: "its output has a line that is not JSON" };
    }
    if (json.value["reason"] === "build-finished") {
      isFinished = true;
      hasBuilt = json.value["success"] === true;
    }
    if (json.value["reason"] !== "compiler-message") continue;
    const diagnostic = toRemark(json.value["message"], root);
    if (diagnostic === undefined) return { ok: false, reason: "a compiler message has no text or an unknown level" };
    if (diagnostic !== "count") found.set(JSON.stringify(diagnostic), diagnostic);
  }
  if (!isFinished) return { ok: false, reason: "its output ends before the build did (no build-finished)" };
  const diagnostics = [...found.values()];
  if (hasBuilt) return { ok: true, diagnostics };
  return { ok: true, diagnostics, stopped: "the build fails, and what would be said after that is not said" };
}

function toRemark(value: unknown, root: string): Diagnostic | "count" | undefined {
  if (!isRecord(value) || typeof value["message"] !== "string") return undefined;
  if (value["level"] === "failure-note" || COUNT.test(value["message"])) return "count";
  const severity = SEVERITIES.get(value["level"]);
  if (severity === undefined) return undefined;
  const { code, spans } = value;
  const name = isRecord(code) ? code["code"] : undefined;
  const span = (isList(spans) ? spans : []).filter(isRecord).find((one) => one["is_primary"] === true);
  const label = span?.["label"];
  const file = span?.["file_name"];
  return toDiagnostic({
    source: "rustc",
    code: typeof name === "string" ? name : undefined,
    severity,
    message: typeof label === "string" ? `${value["message"]}: ${label}` : value["message"],
    path: typeof file === "string" ? toNamedPath(file, root) : undefined,
    range: span === undefined ? undefined : toSpanRange(span),
  });
}

/** 1-based; the end is exclusive. */
function toSpanRange(span: Item): Range | undefined {
  return toRange({
    line: span["line_start"],
    column: span["column_start"],
    endLine: span["line_end"],
    endColumn: span["column_end"],
  });
}
