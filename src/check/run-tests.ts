import type { CommandRecord } from "../domain/command.ts";
import type { Policy } from "../domain/policy.ts";
import { COVERAGE_NAME, hasRelatedTests, REPORT_NAME, WHOLE, type TestSelection } from "./expand-line.ts";
import { parseJestJson, type TestReport } from "./parse/jest-json.ts";
import { parseLcov, type Coverage } from "./parse/lcov.ts";
import { endProblem, toolOf, toUnreadable, type NamedTool, type Reading } from "./reading.ts";
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

/** Jest and Vitest fail a run for coverage below the project's threshold; that is the coverage gate's affair. */
const THRESHOLD = /coverage threshold|does not meet (?:global )?threshold/iu;

/**
 * Runs tests. Where the policy's coverage command writes the test report as well, that one run serves both.
 * `related` is taken as all tests where the runner cannot relate tests to files.
 */
export async function runTests(tools: ToolRunner, policy: Policy, wanted: TestSelection): Promise<Reading<TestRun>> {
  const test = toolOf(policy, "test");
  if ("type" in test) return test;
  const tool = sharedTool(policy, test) ?? test;
  const tests = hasRelatedTests(tool.run) ? wanted : WHOLE;
  const launch = await tools.launch(tool.run, { files: [], tests });
  const problem = endProblem(launch, tool);
  if (problem !== undefined) return problem;
  const code = launch.result.end.type === "exited" ? launch.result.end.code : 0;
  const record = toCommandRecord(launch, "all-output");
  if (test.format === "exit-code") return readVerdict(record, code);
  if (test.format !== "jest-json") {
    return toUnreadable(launch, test, `the format ${test.format} does not hold test results`);
  }
  const text = reportText(launch, tool);
  if (text === undefined) return toUnreadable(launch, test, "it ended without writing its report");
  const result = parseJestJson(text, tools.root);
  if (!result.ok) return toUnreadable(launch, test, result.reason);
  const unexplained = unexplainedExit(launch, code, result.report);
  const value = {
    detail: "tests",
    report: result.report,
    ...(tests.type === "related" ? { related: tests.files } : {}),
    ...(unexplained === undefined ? {} : { unexplained }),
  } as const;
  return { type: "read", value, commands: [record] };
}

/** An exit code other than 0 that no failure of the report accounts for. */
function unexplainedExit({ result }: Launch, code: number, report: TestReport): number | undefined {
  const isRed = report.broken.length > 0 || report.tests.some(({ status }) => status === "failed");
  const isThreshold = THRESHOLD.test(result.stderr) || THRESHOLD.test(result.stdout);
  return code === 0 || isRed || isThreshold ? undefined : code;
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
  return coverage.run.includes("{report}") && test.format === "jest-json" ? coverage : undefined;
}

function reportText(launch: Launch, tool: NamedTool): string | undefined {
  return tool.run.includes("{report}") ? launch.result.scratch.get(REPORT_NAME) : launch.result.stdout;
}

/** Runs tests with coverage and reads the lcov file that they left; a run that served the tests is not repeated. */
export async function runCoverage(
  tools: ToolRunner,
  policy: Policy,
  wanted: TestSelection,
): Promise<Reading<Coverage>> {
  const tool = toolOf(policy, "coverage");
  if ("type" in tool) return tool;
  const tests = hasRelatedTests(tool.run) ? wanted : WHOLE;
  const launch = await tools.launch(tool.run, { files: [], tests });
  const problem = endProblem(launch, tool);
  if (problem !== undefined) return problem;
  if (tool.format !== "lcov") return toUnreadable(launch, tool, `the format ${tool.format} does not hold coverage`);
  const text = lcovText(launch, tool);
  if (text === undefined) {
    return toUnreadable(launch, tool, "it left no lcov.info in {coverage} (is the lcov reporter on?)");
  }
  const result = parseLcov(text, tools.root);
  if (!result.ok) return toUnreadable(launch, tool, result.reason);
  return { type: "read", value: result.coverage, commands: [toCommandRecord(launch, "all-output")] };
}

/** `{coverage}` is a directory to most tools and a file to some; without it the report goes to standard output. */
function lcovText(launch: Launch, tool: NamedTool): string | undefined {
  if (!tool.run.includes("{coverage}")) return launch.result.stdout;
  const { scratch } = launch.result;
  return scratch.get(`${COVERAGE_NAME}/lcov.info`) ?? scratch.get(COVERAGE_NAME);
}
