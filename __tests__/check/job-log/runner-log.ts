import { readFileSync } from "node:fs";

/** What a tool printed in a broken project, its place replaced by a hosted runner's. */
export function recordedOutput(name: string): string {
  return readFileSync(new URL(`recorded/${name}.txt`, import.meta.url), "utf8");
}

/** One step of a job. */
export interface LoggedStep {
  /** A `run`'s script, or an action: `uses: actions/checkout@v4`. */
  readonly run: string;
  readonly output?: string;
  /** Absent: 0. */
  readonly code?: number;
  /** Seconds after the job's begin. */
  readonly at?: number;
}

const BEGIN = Date.parse("2026-03-01T12:00:00Z");

/** A moment of the job, as GitHub's API writes it. */
export function timeAt(seconds: number): string {
  return new Date(BEGIN + seconds * 1000).toISOString().replace(".000Z", "Z");
}

function stamp(seconds: number, line: string): string {
  return `${timeAt(seconds).replace("Z", ".1234567Z")} ${line}`;
}

function headerOf(run: string): readonly string[] {
  const action = /^uses: (.*)$/u.exec(run)?.[1];
  if (action !== undefined) return [`##[group]Run ${action}`, "with:", "  token: ***", "##[endgroup]"];
  const lines = run.split("\n");
  const script = lines.map((line) => `\u001b[36;1m${line}\u001b[0m`);
  const rest = ["shell: /usr/bin/bash -e {0}", "env:", "  CI: true", "##[endgroup]"];
  return [`##[group]Run ${lines[0] ?? ""}`, ...script, ...rest];
}

/** The log of a job as the runner writes it: stamps, headers, scripts, exit codes. */
export function renderJobLog(steps: readonly LoggedStep[]): string {
  const lines = ["Current runner version: '2.330.0'", "##[group]Operating System", "Ubuntu", "##[endgroup]"];
  const stamped = lines.map((line) => stamp(0, line));
  for (const [index, { run, output = "", code = 0, at = 10 * (index + 1) }] of steps.entries()) {
    const end = code === 0 ? [] : [`##[error]Process completed with exit code ${code}.`];
    const printed = output === "" ? [] : output.replace(/\n$/u, "").split("\n");
    for (const line of [...headerOf(run), ...printed, ...end]) stamped.push(stamp(at, line));
  }
  const after = ["Post job cleanup.", "[command]/usr/bin/git version", "Cleaning up orphan processes"];
  return `\ufeff${[...stamped, ...after.map((line) => stamp(900, line))].join("\r\n")}\r\n`;
}
