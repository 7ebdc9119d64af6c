import type { Diagnostic } from "../domain/diagnostic.ts";
import type { TestCase, TestReport } from "./parse/test-report.ts";

/** What a change did to the tests. */
export interface TestsChange {
  /** Tests and test files that fail now and did not before. */
  readonly newFailures: readonly Diagnostic[];
  /** Tests that passed before and are not run any more. */
  readonly lost: readonly Diagnostic[];
  /** How many tests and test files failed before and pass now. */
  readonly fixed: number;
}

/** Characters of a failure that a diagnostic keeps. */
const MESSAGE_LIMIT = 1500;

/**
 * Compares two reports test by test. A run of related tests is compared within the test files that it ran; without a
 * report from before everything that fails is new.
 */
export function compareTests(before: TestReport | undefined, after: TestReport, ran: "all" | "related"): TestsChange {
  const old = new Map((before?.tests ?? []).map((test) => [idOf(test), test.status]));
  const oldBroken = new Set((before?.broken ?? []).map(({ path }) => path));
  const broken = new Set(after.broken.map(({ path }) => path));
  const now = new Map(after.tests.map((test) => [idOf(test), test.status]));
  const newFailures = [
    ...after.broken.filter(({ path }) => !oldBroken.has(path)).map((suite) => toBroken(suite.path, suite)),
    ...after.tests.filter((test) => test.status === "failed" && old.get(idOf(test)) !== "failed").map(toFailure),
  ];
  const lost = (before?.tests ?? []).filter((test) => {
    if (test.status !== "passed" || broken.has(test.path)) return false;
    // A report without files cannot tell a test that is gone from one that was not asked for.
    if (ran === "related" && (test.path === "" || !after.paths.has(test.path))) return false;
    const status = now.get(idOf(test));
    return status === undefined || status === "skipped";
  });
  return { newFailures, lost: lost.map(toLost), fixed: countFixed(before, after, now) };
}

function countFixed(
  before: TestReport | undefined,
  after: TestReport,
  now: ReadonlyMap<string, TestCase["status"]>,
): number {
  if (before === undefined) return 0;
  const broken = new Set(after.broken.map(({ path }) => path));
  const tests = before.tests.filter((test) => test.status === "failed" && now.get(idOf(test)) === "passed");
  const suites = before.broken.filter(({ path }) => after.paths.has(path) && !broken.has(path));
  return tests.length + suites.length;
}

function idOf(test: TestCase): string {
  return `${test.path}\n${test.name}`;
}

interface Failure {
  readonly message: string;
  readonly line?: number;
}

function toBroken(path: string, { message, line }: Failure): Diagnostic {
  return toDiagnostic(path, `${path === "" ? "a test file" : path} failed to run\n${message}`, line);
}

function toFailure(test: TestCase): Diagnostic {
  const { path, line } = test.place ?? test;
  return toDiagnostic(path, `${test.name}\n${test.message}`, line);
}

function toLost(test: TestCase): Diagnostic {
  return toDiagnostic(test.path, `${test.name}: passed before and is not run any more`);
}

function toDiagnostic(path: string, text: string, line?: number): Diagnostic {
  const message = text.length <= MESSAGE_LIMIT ? text : `${text.slice(0, MESSAGE_LIMIT)}…`;
  // Some reports name a package's directory, or no place at all.
  if (path === "" || path.endsWith("/")) return { source: "test", severity: "error", message };
  return { source: "test", severity: "error", message, path, ...(line === undefined ? {} : { range: { line } }) };
}

/** Every failure of a report as diagnostics. */
export function toTestDiagnostics(report: TestReport): readonly Diagnostic[] {
  return compareTests(undefined, report, "all").newFailures;
}
