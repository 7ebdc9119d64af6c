import { neutraliseMessage } from "../../domain/neutralise.ts";
import { isList, isRecord, parseJsonOutput } from "./json.ts";
import { toWorkspacePath } from "./workspace-path.ts";

/** What became of one test. `skipped` stands for everything that did not run (pending, todo, disabled). */
export type TestStatus = "passed" | "failed" | "skipped";

/** One test of a report. */
export interface TestCase {
  readonly path: string;
  /** Titles of the groups and of the test; a repeated name within a file gets ` (2)`, ` (3)`, …. */
  readonly name: string;
  readonly status: TestStatus;
  /** What the runner said of a failure, without terminal sequences; empty for others. */
  readonly message: string;
  /** 1-based line in `path` that the stack names; absent where it names none. */
  readonly line?: number;
}

/** A test file that could not even be loaded. */
interface BrokenSuite {
  readonly path: string;
  readonly message: string;
  readonly line?: number;
}

/** All tests of a run, and the files that broke before any test of theirs ran. */
export interface TestReport {
  readonly tests: readonly TestCase[];
  readonly broken: readonly BrokenSuite[];
  /** Test files that were run, with at least one test or broken. */
  readonly paths: ReadonlySet<string>;
}

export type TestReportResult =
  { readonly ok: true; readonly report: TestReport } | { readonly ok: false; readonly reason: string };

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
  return { ok: true, report: { tests, broken, paths: new Set([...tests, ...broken].map(({ path }) => path)) } };
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
  const seen = new Map<string, number>();
  for (const item of value["assertionResults"]) {
    const test = toTest(item, path, root);
    if (typeof test === "string") return test;
    const count = (seen.get(test.name) ?? 0) + 1;
    seen.set(test.name, count);
    tests.push(count === 1 ? test : { ...test, name: `${test.name} (${count})` });
  }
  const failedToRun = value["status"] === "failed" && !tests.some(({ status }) => status === "failed");
  if (!failedToRun) return { tests, broken: [] };
  const message = clean(typeof value["message"] === "string" ? value["message"] : "the test file failed to run", root);
  return { tests, broken: [{ path, message, ...placeIn(message, path) }] };
}

function toTest(value: unknown, path: string, root: string): TestCase | string {
  if (!isRecord(value)) return `a test of ${path} is no object`;
  const status = STATUSES.get(value["status"]);
  const title = value["fullName"] ?? value["title"];
  if (status === undefined) return `a test of ${path} has the unknown status ${JSON.stringify(value["status"])}`;
  if (typeof title !== "string") return `a test of ${path} has no name`;
  const messages = isList(value["failureMessages"]) ? value["failureMessages"] : [];
  const message = clean(messages.filter((item) => typeof item === "string").join("\n"), root);
  return { path, name: neutraliseMessage(title), status, message, ...placeIn(message, path) };
}

/** Without terminal sequences, and with paths inside the workspace relative to it: the same in every workspace. */
function clean(text: string, root: string): string {
  return neutraliseMessage(text).replaceAll(`${root.replace(/\/+$/u, "")}/`, "");
}

/** The first line number that stands right after the test file's own path. */
function placeIn(message: string, path: string): { readonly line?: number } {
  for (let at = message.indexOf(`${path}:`); at >= 0; at = message.indexOf(`${path}:`, at + 1)) {
    const line = /^\d+/u.exec(message.slice(at + path.length + 1, at + path.length + 12))?.[0];
    if (line !== undefined) return { line: Number(line) };
  }
  return {};
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
