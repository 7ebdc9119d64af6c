import { isList, isRecord, parseJsonOutput } from "./json.ts";
import {
  cleanText,
  lineAfter,
  toTestReport,
  type TestCase,
  type TestReportResult,
  type TestStatus,
} from "./test-report.ts";
import { toWorkspacePath } from "./workspace-path.ts";

const LISTS = [
  ["passes", "passed"],
  ["failures", "failed"],
  ["pending", "skipped"],
] as const satisfies readonly (readonly [string, TestStatus])[];

/**
 * Reads Mocha's `json` reporter (https://mochajs.org/reporters/json/). A hook that failed counts as a test. The counts
 * of its stats have to agree with its lists. Never throws.
 */
export function parseMochaJson(text: string, root: string): TestReportResult {
  const json = parseJsonOutput(text);
  if (!json.ok) return { ok: false, reason: `its report is not JSON: ${json.reason}` };
  if (!isRecord(json.value) || !isRecord(json.value["stats"])) return { ok: false, reason: "its report has no stats" };
  const tests: TestCase[] = [];
  for (const [key, status] of LISTS) {
    const list = json.value[key];
    if (!isList(list)) return { ok: false, reason: `its report has no list of ${key}` };
    const said = json.value["stats"][key];
    if (said !== list.length)
      return { ok: false, reason: `its report says ${key} ${String(said)} and lists ${list.length}` };
    for (const item of list) {
      const test = toTest(item, status, root);
      if (typeof test === "string") return { ok: false, reason: test };
      tests.push(test);
    }
  }
  return toTestReport(tests, []);
}

function toTest(value: unknown, status: TestStatus, root: string): TestCase | string {
  if (!isRecord(value) || typeof value["fullTitle"] !== "string") return "a test has no fullTitle";
  const { file, err } = value;
  const path = typeof file === "string" ? toWorkspacePath(file, root) : "";
  if (path === undefined) return `it ran ${String(file)}, outside the workspace`;
  const name = cleanText(value["fullTitle"], root);
  if (status !== "failed") return { path, name, status, message: "" };
  const parts = isRecord(err) ? [err["message"], err["stack"]] : [];
  const [said, stack] = parts.map((part) => (typeof part === "string" ? part : ""));
  const message = cleanText(stack?.includes(said ?? "") === true ? stack : `${said ?? ""}\n${stack ?? ""}`, root);
  return { path, name, status, message, ...lineAfter(message, path) };
}
