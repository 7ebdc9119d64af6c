import type { CommandRecord } from "../domain/command.ts";
import type { Diagnostic } from "../domain/diagnostic.ts";
import type { Figures, GateResult } from "../domain/gate.ts";
import type { ReportJson } from "./schema.ts";

/** Diagnostics kept per gate and attempt; the rest is counted. */
const MAX_DIAGNOSTICS = 50;
/** Characters kept of one command's output and of one message. */
const MAX_OUTPUT = 16_384;

type GateJson = ReportJson["sum"][number];

/** Keeps the head of a text; the mark says how much is missing. */
export function capHead(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit).toWellFormed()}\n[${text.length - limit} more characters cut]\n`;
}

/** Keeps the tail of a text, where a tool says what went wrong. */
function capTail(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `[${text.length - limit} characters cut]\n${text.slice(-limit).toWellFormed()}`;
}

/** Figures by name. */
export function toFigures(figures: Figures | undefined): Record<string, number | string> {
  return Object.fromEntries(Object.entries(figures ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What was run, each output cut to its tail. */
export function toCommands(commands: readonly CommandRecord[] | undefined): GateJsonCommands {
  return (commands ?? []).map(({ command, end, durationMs, isolation, output }) => ({
    command,
    end,
    durationMs: round(durationMs),
    isolation,
    output: capTail(output, MAX_OUTPUT),
  }));
}
type GateJsonCommands = Extract<GateJson, { status: "passed" }>["commands"];

/** Milliseconds with microseconds at most: more digits are noise. */
export function round(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}

/** The first diagnostics, and how many more there were. */
export function toDiagnostics(diagnostics: readonly Diagnostic[]): {
  diagnostics: Diagnostic[];
  omittedDiagnostics: number;
} {
  const kept = diagnostics.slice(0, MAX_DIAGNOSTICS).map((one) => ({
    source: one.source,
    ...(one.code !== undefined && { code: one.code }),
    severity: one.severity,
    message: capHead(one.message, MAX_OUTPUT),
    ...(one.path !== undefined && { path: one.path }),
    ...(one.range && { range: one.range }),
    ...(one.lineText !== undefined && { lineText: capHead(one.lineText, MAX_OUTPUT) }),
  }));
  return { diagnostics: kept, omittedDiagnostics: diagnostics.length - kept.length };
}

/** One gate's answer. */
export function toGate(result: GateResult): GateJson {
  const { gate, level } = result;
  const measured = { gate, level, durationMs: round(result.durationMs) };
  switch (result.status) {
    case "passed":
      return {
        ...measured,
        status: "passed",
        figures: toFigures(result.figures),
        commands: toCommands(result.commands),
      };
    case "failed":
      return {
        ...measured,
        status: "failed",
        figures: toFigures(result.figures),
        ...toDiagnostics(result.diagnostics),
        commands: toCommands(result.commands),
      };
    case "errored":
      return {
        ...measured,
        status: "errored",
        reason: result.reason,
        remedy: result.remedy,
        commands: toCommands(result.commands),
      };
    case "skipped":
      return { ...measured, status: "skipped", reason: result.reason };
  }
}
