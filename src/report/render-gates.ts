import type { CommandRecord } from "../domain/command.ts";
import type { Diagnostic } from "../domain/diagnostic.ts";
import type { GateResult } from "../domain/gate.ts";
import { neutralise, neutraliseMessage } from "../domain/neutralise.ts";
import type { Style } from "./style.ts";
import { inline, renderDiagnostic, renderDuration, renderFigures, renderRemedy } from "./words.ts";

const MAX_DIAGNOSTICS = 10;
const MAX_OUTPUT_LINES = 20;

/** How a command ended, in words; undefined where it exited with 0. */
function renderEnd({ end }: CommandRecord): string {
  switch (end.type) {
    case "exited":
      return `exit code ${end.code}`;
    case "signalled":
      return `ended by ${end.signal}`;
    case "timed-out":
      return `stopped after ${renderDuration(end.limitMs)}`;
    case "flooded":
      return `stopped after ${end.bytes} bytes of output`;
    case "cancelled":
      return "cancelled";
    case "not-started":
      return `not started: ${inline(end.reason)}`;
  }
}

/** The last lines of a text, with a line that says how many there were before. */
function tailLines(text: string, limit: number): readonly string[] {
  const lines = text.trimEnd().split(/\r\n|\r|\n/u);
  if (lines.length <= limit) return lines;
  return [`[${lines.length - limit} lines above]`, ...lines.slice(-limit)];
}

/** A line of foreign output with its mark; one that has it already is left as it is. */
function renderOutputLine(line: string): string {
  return line.startsWith("|") ? neutraliseMessage(line).trimEnd() : neutralise(line).trimEnd() || "|";
}

function renderCommands(commands: readonly CommandRecord[] | undefined): readonly string[] {
  return (commands ?? []).flatMap((record) => {
    const line = `$ ${inline(record.command)}  (${renderEnd(record)}, ${renderDuration(record.durationMs)})`;
    if (record.output.trim() === "") return [line];
    return [line, ...tailLines(record.output, MAX_OUTPUT_LINES).map(renderOutputLine)];
  });
}

/** The first diagnostics, one a line, and how many more there are. */
export function renderDiagnostics(diagnostics: readonly Diagnostic[]): readonly string[] {
  const more = diagnostics.length - MAX_DIAGNOSTICS;
  const shown = diagnostics.slice(0, MAX_DIAGNOSTICS).map(renderDiagnostic);
  return more > 0 ? [...shown, `… and ${more} more`] : shown;
}

/** `lint 1.2 s (before 3, after 0)`, coloured by its status. */
export function renderGate(result: GateResult, style: Style): string {
  const time = renderDuration(result.durationMs);
  switch (result.status) {
    case "passed": {
      const figures = renderFigures(result.figures);
      return `${style.good("✓")} ${result.gate} ${time}${figures === "" ? "" : ` (${figures})`}`;
    }
    case "failed": {
      const figures = renderFigures(result.figures);
      const level = result.level === "advisory" ? " (advisory)" : "";
      return `${style.bad("✗")} ${result.gate} failed${level} ${time}${figures === "" ? "" : ` (${figures})`}`;
    }
    case "errored":
      return `${style.bad("!")} ${result.gate} errored ${time}: ${renderRemedy(result)}`;
    case "skipped":
      return `${style.dim("–")} ${result.gate} skipped: ${inline(result.reason)}`;
  }
}

/** What a gate that did not pass has to say: its diagnostics and the output of its commands. */
export function renderObjection(result: GateResult): readonly string[] {
  if (result.status === "failed") return [...renderDiagnostics(result.diagnostics), ...renderCommands(result.commands)];
  return result.status === "errored" ? renderCommands(result.commands) : [];
}

/** Columns after which gates that passed go on in the next line. */
const MAX_COLUMNS = 100;

/** Gates that passed share lines, by name and duration; every other one has its own, with what it says below. */
export function renderGates(results: readonly GateResult[], style: Style, indent: string): readonly string[] {
  const lines: string[] = [];
  let shared: string[] = [];
  let width = 0;
  const flush = (): void => {
    if (shared.length > 0) lines.push(indent + shared.join("  "));
    shared = [];
    width = indent.length;
  };
  for (const result of results) {
    if (result.status !== "passed") {
      flush();
      lines.push(indent + renderGate(result, style), ...renderObjection(result).map((line) => `${indent}    ${line}`));
      continue;
    }
    const words = `${result.gate} ${renderDuration(result.durationMs)}`;
    if (width + words.length + 4 > MAX_COLUMNS) flush();
    width += words.length + 4;
    shared.push(`${style.good("✓")} ${words}`);
  }
  flush();
  return lines;
}
