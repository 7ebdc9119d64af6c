import { neutraliseMessage } from "../../domain/neutralise.ts";
import { isList, isRecord, parseJsonOutput } from "./json.ts";
import {
  cleanText,
  lineAfter,
  toTestReport,
  type BrokenSuite,
  type TestCase,
  type TestReportResult,
  type TestStatus,
} from "./test-report.ts";
import { toWorkspacePath } from "./workspace-path.ts";

const STATUSES: ReadonlyMap<unknown, TestStatus> = new Map<unknown, TestStatus>([
  ["passed", "passed"],
  ["failed", "failed"],
  ["pending", "skipped"],
  ["skipped", "skipped"],
  ["todo", "skipped"],
  ["disabled", "skipped"],
  ["focused", "skipped"],
]);

/**
 * Reads the JSON report of Jest (https://jestjs.io/docs/configuration#testresultsprocessor-string), which Vitest's
 * `json` reporter writes as well. The counts at its head have to agree with its tests. Never throws.
 */
export function parseJestJson(text: string, root: string): TestReportResult {
  const json = parseJsonOutput(text);
  if (!json.ok) return { ok: false, reason: `its report is not JSON: ${neutraliseMessage(json.reason)}` };
  if (!isRecord(json.value) || !isList(json.value["testResults"])) {
    return { ok: false, reason: "its report has no testResults" };
  }
  const tests: TestCase[] = [];
  const broken: BrokenSuite[] = [];
  for (const suite of json.value["testResults"]) {
    const read = toSuite(suite, root);
    if (typeof read === "string") return { ok: false, reason: read };
    tests.push(...read.tests);
    broken.push(...read.broken);
  }
  const reason = miscount(json.value, tests);
  if (reason !== undefined) return { ok: false, reason };
  return toTestReport(tests, broken);
}

interface Suite {
  readonly tests: readonly TestCase[];
  readonly broken: readonly BrokenSuite[];
}

function toSuite(value: unknown, root: string): Suite | string {
  if (!isRecord(value) || typeof value["name"] !== "string" || !isList(value["assertionResults"])) {
    return "an entry of testResults has no name or no assertionResults";
  }
  const path = toWorkspacePath(value["name"], root);
  if (path === undefined) return `it ran ${value["name"]}, outside the workspace`;
  const tests: TestCase[] = [];
  for (const item of value["assertionResults"]) {
    const test = toTest(item, path, root);
    if (typeof test === "string") return test;
    tests.push(test);
  }
  const failedToRun = value["status"] === "failed" && !tests.some(({ status }) => status === "failed");
  if (!failedToRun) return { tests, broken: [] };
  const message = cleanText(
    typeof value["message"] === "string" ? value["message"] : "the test file failed to run",
    root,
  );
  return { tests, broken: [{ path, message, ...lineAfter(message, path) }] };
}

function toTest(value: unknown, path: string, root: string): TestCase | string {
  if (!isRecord(value)) return `a test of ${path} is no object`;
  const status = STATUSES.get(value["status"]);
  const title = value["fullName"] ?? value["title"];
  if (status === undefined) return `a test of ${path} has the unknown status ${JSON.stringify(value["status"])}`;
  if (typeof title !== "string") return `a test of ${path} has no name`;
  const messages = isList(value["failureMessages"]) ? value["failureMessages"] : [];
  const message = cleanText(messages.filter((item) => typeof item === "string").join("\n"), root);
  return { path, name: neutraliseMessage(title), status, message, ...lineAfter(message, path) };
}

function miscount(report: Readonly<Record<string, unknown>>, tests: readonly TestCase[]): string | undefined {
  const counts = [
    ["numTotalTests", tests.length],
    ["numPassedTests", tests.filter(({ status }) => status === "passed").length],
    ["numFailedTests", tests.filter(({ status }) => status === "failed").length],
  ] as const;
  for (const [key, found] of counts) {
    const said = report[key];
    if (typeof said !== "number") return `its report has no ${key}`;
    if (said !== found) return `its report says ${key} ${said} and lists ${found}`;
  }
  return undefined;
}
