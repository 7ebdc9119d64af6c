import type { Policy } from "../domain/policy.ts";
import { WHOLE } from "./expand-line.ts";
import { cleanText } from "./parse/test-report.ts";
import { endProblem, type Reading } from "./reading.ts";
import { readReportLines } from "./report-lines.ts";
import { toCommandRecord, type ToolRunner } from "./tool-runner.ts";

/** Whether the check that the user named is green, and what it printed. */
export interface FailingRun {
  readonly green: boolean;
  readonly code: number;
  /** Neutralised tail. */
  readonly output: string;
  /** All that it printed, as it printed it, up to a limit; paths inside the workspace are relative to it. */
  readonly text: string;
}

/** Characters that are read of what a red check printed. */
const MAX_TEXT = 1024 * 1024;

/**
 * Runs the check that is red now and has to become green; it is judged by its exit code. Where it is a command of the
 * policy's that writes a report, what stands there is part of the text.
 */
export async function runFailing(
  tools: ToolRunner,
  line: string,
  policy: Pick<Policy, "commands"> = { commands: {} },
): Promise<Reading<FailingRun>> {
  const launch = await tools.launch(line, { files: [], tests: WHOLE });
  const problem = endProblem(launch, { run: line, format: "exit-code", key: "the failing command" });
  if (problem !== undefined) return problem;
  const record = toCommandRecord(launch, "all-output");
  const code = launch.result.end.type === "exited" ? launch.result.end.code : -1;
  const { stdout, stderr } = launch.result;
  const report = await readReportLines(launch, line, policy, tools);
  const printed = cleanText(`${stdout}\n${stderr}`.slice(0, MAX_TEXT), tools.root);
  const text = report === "" ? printed : `${printed}\n${cleanText(report.slice(0, MAX_TEXT), tools.root)}`;
  const value = { green: code === 0, code, output: record.output.slice(-1500), text };
  return { type: "read", value, commands: [record] };
}
