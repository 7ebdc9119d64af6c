import type { CommandEnd, CommandRecord } from "../domain/command.ts";
import { neutraliseMessage } from "../domain/neutralise.ts";
import type { ToolCommand } from "../domain/command.ts";
import type { CommandName, Policy } from "../domain/policy.ts";
import { toCommandRecord, type Launch } from "./tool-runner.ts";

/** What came of running one of the repository's tools. A tool that failed is not a tool that found nothing. */
export type Reading<Value> =
  | { readonly type: "read"; readonly value: Value; readonly commands: readonly CommandRecord[] }
  | {
      readonly type: "errored";
      readonly reason: string;
      readonly remedy: string;
      readonly commands: readonly CommandRecord[];
      /** `no-answer`: it ran, and what it ran on may have kept it from answering. `cannot-run`: nothing to do with that. */
      readonly cause: "no-answer" | "cannot-run";
    }
  /** There is no such tool, or nothing to run it on. */
  | { readonly type: "absent"; readonly reason: string };

/** A tool with the policy key that names it. */
export interface NamedTool extends ToolCommand {
  /** For example `commands.lint.run`. */
  readonly key: string;
}

/** The tool of the policy, or why there is none. */
export function toolOf(
  policy: Policy,
  name: CommandName,
): NamedTool | { readonly type: "absent"; readonly reason: string } {
  const command = policy.commands[name];
  const key = `commands.${name}.run`;
  if (command !== undefined) return { ...command, key };
  return { type: "absent", reason: `no command: set ${key} in the policy, nothing was detected` };
}

/** An errored reading of a launch whose output could not be believed. */
export function toUnreadable(launch: Launch, tool: NamedTool, reason: string): Reading<never> {
  return {
    type: "errored",
    reason: `\`${shortened(launch.line)}\` (exit code ${codeOf(launch.result.end)}): ${reason}${lastWords(launch)}`,
    remedy: `Run it by hand to see why; ${tool.key} has to work and to print the format ${tool.format}`,
    commands: [toCommandRecord(launch, "all-output")],
    cause: "no-answer",
  };
}

/**
 * The errored reading of a launch that left one of its reports only in part, or did not make it itself; undefined where
 * all can be read.
 */
export function firstFlaw(
  launch: Launch,
  tool: NamedTool,
  reports: readonly { readonly place: string }[],
): Reading<never> | undefined {
  for (const { place } of reports) {
    const flaw = launch.result.flaws?.get(place);
    const name = place === "stdout" || place === "stderr" ? `its ${place}` : `its report ${place}`;
    if (flaw !== undefined) return toUnreadable(launch, tool, `${name} ${flaw}`);
  }
  return undefined;
}

/**
 * The errored reading of a launch that did not come to an end of its own, or whose tool is not there; undefined where
 * the output can be looked at.
 */
export function endProblem(launch: Launch, tool: NamedTool): Reading<never> | undefined {
  const problem = describeEnd(launch, tool.key);
  if (problem === undefined) return undefined;
  const [what, remedy] = problem;
  const reason = `\`${shortened(launch.line)}\` ${what}${lastWords(launch)}`;
  const { type } = launch.result.end;
  const cause = type === "timed-out" || type === "signalled" || type === "flooded" ? "no-answer" : "cannot-run";
  return { type: "errored", reason, remedy, commands: [toCommandRecord(launch, "all-output")], cause };
}

/** What happened and what to do about it. */
function describeEnd({ result }: Launch, key: string): readonly [string, string] | undefined {
  const { end } = result;
  switch (end.type) {
    case "exited":
      return missingTool(end.code, result.stderr, key);
    case "signalled":
      return [`was ended by ${end.signal}`, `Run it by hand to see why (out of memory?), or change ${key}`];
    case "timed-out":
      return [
        `was still running after ${end.limitMs / 1000} s and was ended`,
        `Raise limits.command-seconds in the policy, or give ${key} a faster command`,
      ];
    case "flooded":
      return [`printed ${end.bytes} bytes and was ended`, `Make ${key} quieter`];
    case "cancelled":
      return ["was cancelled", "The run was stopped or its time was up (limits.minutes); run again"];
    case "not-started":
      return [`could not be started: ${neutraliseMessage(end.reason)}`, `Check ${key} in the policy`];
  }
}

/** 127 and 126 are the shell's; npx, told to fetch nothing, names a missing package in its own way. */
function missingTool(code: number, stderr: string, key: string): readonly [string, string] | undefined {
  const install = `Install the dependencies before Assay runs (for example \`npm ci\`), or change ${key}`;
  if (code === 127) return ["was not found (exit code 127)", install];
  if (code === 126) return ["may not be executed (exit code 126)", install];
  if (code !== 0 && NPX_MISSING.test(stderr)) return [`is not installed (exit code ${code})`, install];
  return undefined;
}

const NPX_MISSING = /npx canceled due to missing packages|code ENOTCACHED|could not determine executable to run/u;

function codeOf(end: CommandEnd): string {
  return end.type === "exited" ? String(end.code) : end.type;
}

/** A line that fits a sentence. */
function shortened(line: string): string {
  return line.length <= 120 ? line : `${line.slice(0, 117)}…`;
}

/** What a tool said before it failed, for the reason: its lines about errors, else its last ones; no stack frames. */
function lastWords({ result }: Launch): string {
  const text = result.stderr.trim() === "" ? result.stdout : result.stderr;
  const lines = neutraliseMessage(text)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("at "));
  const errors = lines.filter((line) => /error|cannot|not found/iu.test(line));
  const words = errors.length === 0 ? lines.slice(-3) : errors.slice(0, 3);
  return words.length === 0 ? "" : `: ${words.join(" / ").slice(0, 300)}`;
}
