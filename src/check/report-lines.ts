import type { ToolCommand } from "../domain/command.ts";
import type { Policy } from "../domain/policy.ts";
import { diagnosticReader } from "./diagnostic-formats.ts";
import { toWholeLine } from "./expand-line.ts";
import { reportsOf } from "./reports.ts";
import { readOutput } from "./run-diagnostics.ts";
import { isTestFormat, readTestReport } from "./test-formats.ts";
import type { Launch, ToolRunner } from "./tool-runner.ts";

/** The command of the policy that a line is, run over everything; undefined for any other line. */
function commandOf(line: string, { commands }: Pick<Policy, "commands">): ToolCommand | undefined {
  return Object.values(commands).find(({ run }) => toWholeLine(run) === line);
}

/**
 * What a command of the policy says in a report for machines, as its tool would say it for people: `path:line:column:
 * error …`, `FAIL path`. Empty for a command that prints that itself, and for a report that cannot be read.
 */
export async function readReportLines(
  launch: Launch,
  line: string,
  policy: Pick<Policy, "commands">,
  tools: ToolRunner,
): Promise<string> {
  const command = commandOf(line, policy);
  if (command === undefined) return "";
  if (isTestFormat(command.format)) return readTests(launch, command, tools);
  const reader = diagnosticReader(command.format);
  if (reader?.isReport !== true) return "";
  const tool = { ...command, key: "the failing command" };
  const result = await readOutput(launch, tool, reader, tools.root);
  if (!result.ok) return "";
  return result.diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ path, range, code, message }) => {
      const place = path === undefined ? "" : `${path}:${range?.line ?? 1}:${range?.column ?? 1}: `;
      return `${place}error ${code ?? ""} ${message.split("\n")[0] ?? ""}`;
    })
    .join("\n");
}

async function readTests(launch: Launch, command: ToolCommand, tools: ToolRunner): Promise<string> {
  const reports = reportsOf(launch, command).map(({ text = "" }) => text);
  const output = { reports, log: launch.result.stderr };
  const result = await readTestReport(command.format, output, tools);
  if (result?.ok !== true) return "";
  const { tests, broken } = result.report;
  const failed = tests.filter(({ status }) => status === "failed");
  return [
    ...broken.map(({ path, message }) => `FAIL ${path}\n${message}`),
    ...failed.map(({ path, name, message }) => `FAIL ${path}\n  ● ${name}\n${message}`),
  ].join("\n");
}
