import { neutraliseMessage } from "../../domain/neutralise.ts";
import { toWorkspacePath } from "./workspace-path.ts";

/** What became of one test. `skipped` stands for everything that did not run (pending, todo, disabled). */
export type TestStatus = "passed" | "failed" | "skipped";

/** Where a failure happened, as far as the report tells. */
export interface FailurePlace {
  readonly path: string;
  /** 1-based. */
  readonly line?: number;
}

/** One test of a report. */
export interface TestCase {
  /** The test file; a directory with a trailing '/' where the report names no more; empty where it names nothing. */
  readonly path: string;
  /** Titles of the groups and of the test; a repeated name within a file gets ` (2)`, ` (3)`, …. */
  readonly name: string;
  readonly status: TestStatus;
  /** What the runner said of a failure, without terminal sequences; empty for others. */
  readonly message: string;
  /** 1-based line in `path` that the stack names; absent where it names none. */
  readonly line?: number;
  /** Where it failed, for reports whose `path` is no file. */
  readonly place?: FailurePlace;
}

/** A test file that could not even be loaded, or a package that could not be built. */
export interface BrokenSuite {
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

/** A report of these tests, repeated names told apart. */
export function toTestReport(tests: readonly TestCase[], broken: readonly BrokenSuite[]): TestReportResult {
  const seen = new Map<string, number>();
  const named = tests.map((test) => {
    const id = `${test.path}\n${test.name}`;
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return count === 1 ? test : { ...test, name: `${test.name} (${count})` };
  });
  const paths = new Set([...named, ...broken].map(({ path }) => path));
  return { ok: true, report: { tests: named, broken, paths } };
}

/** Without terminal sequences, and with paths inside the workspace relative to it: the same in every workspace. */
export function cleanText(text: string, root: string): string {
  const base = `${root.replace(/\/+$/u, "")}/`;
  return neutraliseMessage(text).replaceAll(`file://${base}`, "").replaceAll(base, "");
}

/** The first line number that stands right after a path in a message, as `{ line }`. */
export function lineAfter(message: string, path: string): { readonly line?: number } {
  if (path === "") return {};
  for (let at = message.indexOf(`${path}:`); at >= 0; at = message.indexOf(`${path}:`, at + 1)) {
    const line = /^\d+/u.exec(message.slice(at + path.length + 1, at + path.length + 12))?.[0];
    if (line !== undefined) return { line: Number(line) };
  }
  return {};
}

/** A place from `path:line:column` or `function (path:line:column)`, or none: the path has to be inside the workspace. */
export function toPlace(raw: string, root: string): { readonly place?: FailurePlace } {
  const inside = /\((?<place>[^()]+)\)$/u.exec(raw)?.groups?.["place"] ?? raw;
  const parts = /^(?<file>.*?):(?<line>\d{1,9})(?::\d{1,9})?$/u.exec(inside)?.groups;
  const path = toWorkspacePath(parts?.["file"] ?? "", root);
  return path === undefined ? {} : { place: { path, line: Number(parts?.["line"]) } };
}
