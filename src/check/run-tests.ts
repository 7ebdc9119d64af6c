import type { CommandRecord } from "../domain/command.ts";
import type { Policy } from "../domain/policy.ts";
import { coverageReader } from "./coverage-formats.ts";
import type { TestSelection } from "./expand-line.ts";
import { mergeCoverage, type Coverage, type FileCoverage } from "./parse/coverage.ts";
import type { TestReport } from "./parse/test-report.ts";
import { endProblem, firstFlaw, toolOf, toUnreadable, type NamedTool, type Reading } from "./reading.ts";
import { coverageReportsOf, moduleOf, reportsOf } from "./reports.ts";
import { selectTests } from "./select-tests.ts";
import { isTestFormat, readTestReport } from "./test-formats.ts";
import { toCommandRecord, type Launch, type ToolRunner } from "./tool-runner.ts";

/** What a test run said. */
export type TestRun =
  | {
      readonly detail: "tests";
      readonly report: TestReport;
      /** Absent where all tests were asked for. */
      readonly related?: readonly string[];
      /** Exit code of a runner that failed although no test of its report did; absent where the report explains it. */
      readonly unexplained?: number;
    }
  /** The format tells no more than green or red. */
  | { readonly detail: "verdict"; readonly green: boolean; readonly output: string };

/** Many runners fail for coverage below the project's threshold; that is the coverage gate's affair. */
const THRESHOLD =
  /coverage threshold|does not meet (?:global )?threshold|less than fail-under=|Required test coverage of /iu;
/** pytest ends with 5 where it collected no test (https://docs.pytest.org/en/stable/reference/exit-codes.html). */
const PYTEST_NO_TESTS = 5;

/**
 * Runs tests. Where the policy's coverage command writes the test report as well, that one run serves both.
 * `related` is taken as all tests where the runner cannot relate tests to files.
 */
export async function runTests(tools: ToolRunner, policy: Policy, wanted: TestSelection): Promise<Reading<TestRun>> {
  const test = toolOf(policy, "test");
  if ("type" in test) return test;
  const tool = sharedTool(policy, test) ?? test;
  const tests = await selectTests(tool.run, wanted, (path) => tools.read(path));
  const launch = await tools.launch(tool.run, { files: [], tests });
  const problem = endProblem(launch, tool);
  if (problem !== undefined) return problem;
  const code = launch.result.end.type === "exited" ? launch.result.end.code : 0;
  const record = toCommandRecord(launch, "all-output");
  if (test.format === "exit-code") return readVerdict(record, code);
  const found = reportsOf(launch, tool);
  const flaw = firstFlaw(launch, test, found);
  if (flaw !== undefined) return flaw;
  const output = { reports: found.map(({ text = "" }) => text), log: launch.result.stderr };
  const result = await readTestReport(test.format, output, tools);
  if (result === undefined) return toUnreadable(launch, test, `the format ${test.format} does not hold test results`);
  if (output.reports.length === 0) return toUnreadable(launch, test, "it ended without writing its report");
  if (!result.ok) return toUnreadable(launch, test, result.reason);
  const unexplained = unexplainedExit(launch, code, result.report);
  const value = {
    detail: "tests",
    report: result.report,
    ...(tests.type === "whole" ? {} : { related: tests.files }),
    ...(unexplained === undefined ? {} : { unexplained }),
  } as const;
  return { type: "read", value, commands: [record] };
}

/** An exit code other than 0 that no failure of the report accounts for. */
function unexplainedExit({ result, line }: Launch, code: number, report: TestReport): number | undefined {
  const isRed = report.broken.length > 0 || report.tests.some(({ status }) => status === "failed");
  const isThreshold = THRESHOLD.test(result.stderr) || THRESHOLD.test(result.stdout);
  const isEmpty = code === PYTEST_NO_TESTS && report.tests.length === 0 && /\bpytest\b/u.test(line);
  return code === 0 || isRed || isThreshold || isEmpty ? undefined : code;
}

function readVerdict(record: CommandRecord, code: number): Reading<TestRun> {
  return {
    type: "read",
    value: { detail: "verdict", green: code === 0, output: record.output.slice(-1500) },
    commands: [record],
  };
}

/** The coverage command, where it runs the same tests and writes their report too. */
function sharedTool(policy: Policy, test: NamedTool): NamedTool | undefined {
  const coverage = toolOf(policy, "coverage");
  if ("type" in coverage || policy.gates.coverage.level === "off") return undefined;
  return coverage.run.includes("{report}") && isTestFormat(test.format) ? coverage : undefined;
}

/** Runs tests with coverage and reads the report that they left; a run that served the tests is not repeated. */
export async function runCoverage(
  tools: ToolRunner,
  policy: Policy,
  wanted: TestSelection,
): Promise<Reading<Coverage>> {
  const tool = toolOf(policy, "coverage");
  if ("type" in tool) return tool;
  const tests = await selectTests(tool.run, wanted, (path) => tools.read(path));
  const launch = await tools.launch(tool.run, { files: [], tests });
  const problem = endProblem(launch, tool);
  if (problem !== undefined) return problem;
  const reader = coverageReader(tool.format);
  if (reader === undefined) return toUnreadable(launch, tool, `the format ${tool.format} does not hold coverage`);
  const reports = coverageReportsOf(launch, tool, reader.names);
  const flaw = firstFlaw(launch, tool, reports);
  if (flaw !== undefined) return flaw;
  if (reports.length === 0) {
    const reason = `it left no ${reader.names[0]} in {coverage} (is the ${tool.format} reporter on?)`;
    return toUnreadable(launch, tool, reason);
  }
  const sourceRoots = (tool.sourceRoots ?? []).map((folder) => folder.replace(/^\.$|\/$/u, ""));
  const facts = { root: tools.root, read: (path: string) => tools.read(path), sourceRoots };
  const coverage = new Map<string, FileCoverage>();
  for (const { place, text = "" } of reports) {
    const result = await reader.read(text, { ...facts, module: moduleOf(place) });
    if (!result.ok) return toUnreadable(launch, tool, result.reason);
    for (const [path, file] of result.coverage) coverage.set(path, mergeCoverage(coverage.get(path), file));
  }
  return { type: "read", value: coverage, commands: [toCommandRecord(launch, "all-output")] };
}
