/**
 * Reads what a test run left in `coverage/` (`jest.json` and `coverage-summary.json`) and judges it: every test passed
 * and the lines of `src/` are covered well enough.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { PROJECT } from "./sample.ts";

/** Percentage of the lines of `src/` that the tests have to run. */
const MINIMUM_LINES = 90;

const resultSchema = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numRuntimeErrorTestSuites: z.number(),
});
const coverageSchema = z.object({ total: z.object({ lines: z.object({ pct: z.number() }) }) });

/**
 * Arguments that make Jest leave what {@link judgeTests} reads. Modules of a test file are not let go of when it ends: a
 * worker that holds gigabytes collects garbage and starts processes slowly, so that it is replaced before.
 */
export const TEST_ARGUMENTS = [
  "--coverage",
  "--json",
  "--outputFile=coverage/jest.json",
  "--workerIdleMemoryLimit=700MB",
] as const;

export interface TestSummary {
  readonly passed: number;
  /** Failed tests, and test files that could not be run at all. */
  readonly failed: number;
  readonly lines: number;
  readonly problems: readonly string[];
}

/** Judges the last test run; throws where it left nothing. */
export async function judgeTests(): Promise<TestSummary> {
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(path.join(PROJECT, "coverage", name), "utf8"));
  const result = resultSchema.parse(await read("jest.json"));
  const lines = coverageSchema.parse(await read("coverage-summary.json")).total.lines.pct;
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  const problems: string[] = [];
  if (!result.success || failed > 0) problems.push(`${failed} tests or test files failed`);
  if (result.numPassedTests === 0) problems.push("no test was run");
  if (lines < MINIMUM_LINES) problems.push(`the tests run ${lines} % of the lines of src/, not ${MINIMUM_LINES} %`);
  return { passed: result.numPassedTests, failed, lines, problems };
}
