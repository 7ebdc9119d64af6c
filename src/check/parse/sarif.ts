import type { Diagnostic, Severity } from "../../domain/diagnostic.ts";
import { toDiagnostic, toRange, type DiagnosticsResult } from "./diagnostics-result.ts";
import { isList, isRecord, parseJsonOutput } from "./json.ts";
import { toSarifPath } from "./sarif-path.ts";

type Item = Readonly<Record<string, unknown>>;

const SEVERITIES: ReadonlyMap<unknown, Severity> = new Map<unknown, Severity>([
  ["error", "error"],
  ["warning", "warning"],
  ["note", "info"],
  ["none", "info"],
]);

/**
 * Reads SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html): results that are failures and
 * not suppressed, and the error notifications of an invocation. A run that says of itself that it failed, and does not
 * say why, is a reason. Never throws.
 */
export function parseSarif(text: string, root: string): DiagnosticsResult {
  const json = parseJsonOutput(text);
  if (!json.ok) return { ok: false, reason: `its output is not JSON: ${json.reason}` };
  if (!isRecord(json.value) || json.value["version"] !== "2.1.0" || !isList(json.value["runs"])) {
    return { ok: false, reason: "its output is no SARIF 2.1.0 with runs" };
  }
  const diagnostics: Diagnostic[] = [];
  for (const run of json.value["runs"]) {
    const read = isRecord(run) ? readRun(run, root) : "a run is no object";
    if (typeof read === "string") return { ok: false, reason: read };
    diagnostics.push(...read);
  }
  return { ok: true, diagnostics };
}

function readRun(run: Item, root: string): readonly Diagnostic[] | string {
  const tool = isRecord(run["tool"]) ? run["tool"]["driver"] : undefined;
  if (!isRecord(tool) || typeof tool["name"] !== "string") return "a run names no tool";
  // Absent results: the tool could not make them (section 3.14.23); an empty list: there are none.
  const results = run["results"];
  if (!isList(results)) return "a run has no results";
  const rules = isList(tool["rules"]) ? tool["rules"].filter(isRecord) : [];
  const source = tool["name"];
  const diagnostics: Diagnostic[] = [];
  for (const result of results) {
    if (!isRecord(result)) return "a result is no object";
    if (!isFailure(result)) continue;
    const rule = ruleOf(result, rules);
    const level = result["level"] ?? defaultLevel(rule) ?? "warning";
    const diagnostic = toRemark({ item: result, source, level, code: result["ruleId"] ?? rule?.["id"] }, run, root);
    if (diagnostic === undefined) return "a result has no message text or an unknown level";
    diagnostics.push(diagnostic);
  }
  const notices = notificationsOf(run, source, root);
  return typeof notices === "string" ? notices : [...diagnostics, ...notices];
}

/** Section 3.27.9: everything but `fail` is no problem; a suppressed result is accepted as it is. */
function isFailure({ kind, suppressions, baselineState }: Item): boolean {
  if (kind !== undefined && kind !== "fail") return false;
  if (baselineState === "absent") return false;
  const isOpen = (one: unknown): boolean => isRecord(one) && (one["status"] ?? "accepted") !== "accepted";
  return !isList(suppressions) || suppressions.length === 0 || suppressions.some(isOpen);
}

function ruleOf(result: Item, rules: readonly Item[]): Item | undefined {
  const index = result["ruleIndex"];
  const byIndex = typeof index === "number" ? rules[index] : undefined;
  return byIndex ?? rules.find((rule) => rule["id"] === result["ruleId"]);
}

function defaultLevel(rule: Item | undefined): unknown {
  const configuration = rule?.["defaultConfiguration"];
  return isRecord(configuration) ? configuration["level"] : undefined;
}

interface Remark {
  readonly item: Item;
  readonly source: string;
  readonly level: unknown;
  readonly code: unknown;
}

function toRemark({ item, source, level, code }: Remark, run: Item, root: string): Diagnostic | undefined {
  const message = isRecord(item["message"]) ? item["message"]["text"] : undefined;
  const severity = SEVERITIES.get(level);
  if (typeof message !== "string" || severity === undefined) return undefined;
  const [location] = isList(item["locations"]) ? item["locations"] : [];
  const place = isRecord(location) ? location["physicalLocation"] : undefined;
  const region = isRecord(place) && isRecord(place["region"]) ? place["region"] : {};
  return toDiagnostic({
    source,
    code: typeof code === "string" ? code : undefined,
    severity,
    message,
    path: isRecord(place) ? toSarifPath(place["artifactLocation"], run, root) : undefined,
    // 1-based; the end column is exclusive; the end line is the start line where it is left out.
    range: toRange({
      line: region["startLine"],
      column: region["startColumn"],
      endLine: region["endLine"],
      endColumn: region["endColumn"],
    }),
  });
}

/** What the tool says of its own run: a file that it could not parse, a configuration that it could not read. */
function notificationsOf(run: Item, source: string, root: string): readonly Diagnostic[] | string {
  const found: Diagnostic[] = [];
  for (const invocation of isList(run["invocations"]) ? run["invocations"].filter(isRecord) : []) {
    const keys = ["toolExecutionNotifications", "toolConfigurationNotifications"];
    const notices = keys.flatMap((key) => (isList(invocation[key]) ? invocation[key] : []));
    const errors = notices.filter(isRecord).filter(({ level }) => level === "error");
    for (const item of errors) {
      const code = isRecord(item["descriptor"]) ? item["descriptor"]["id"] : undefined;
      const diagnostic = toRemark({ item, source, level: "error", code }, run, root);
      if (diagnostic === undefined) return "a notification has no message text";
      found.push(diagnostic);
    }
    if (invocation["executionSuccessful"] === false && errors.length === 0) {
      return `${source} says that its run failed (executionSuccessful is false)`;
    }
  }
  return found;
}
