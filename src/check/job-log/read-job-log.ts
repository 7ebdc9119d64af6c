import type { FailedStep, JobStep } from "../../domain/ci-failure.ts";
import { neutraliseMessage, stripTerminal } from "../../domain/neutralise.ts";
import { createExcerpt } from "./excerpt.ts";
import { SECONDS, toLogLines, type LogLine } from "./log-lines.ts";

/** What the runner prints before each step (actions/runner `ScriptHandler`, `Handler`). */
const HEADER = "##[group]Run ";
const GROUP_END = "##[endgroup]";
/** A script's lines below its header are bright cyan (actions/runner `ScriptHandler.PrintActionDetails`). */
const SCRIPT = "\u001b[36;1m";
const RESET = "\u001b[0m";
const EXIT = /^##\[error\]Process completed with exit code (\d{1,10})\.?$/u;
/** What becomes of a tool's `::error::` and of lines that a problem matcher knows. */
const LEVEL = /^##\[(?:error|warning|notice|group|section|command)\]/u;
const DROPPED = /^##\[(?:endgroup|debug)\]/u;
/** Characters of a line that are looked at. */
const MAX_LINE = 4096;
const MAX_SCRIPT = 200;
/** A step as its header begins it. */
interface Header {
  /** Number of its line. */
  readonly at: number;
  readonly title: string;
  readonly script: string[];
  /** `head`: the runner's own words about the step, up to the end of the group. */
  state: "head" | "body";
}

interface Found {
  readonly header: Header | undefined;
  /** Number of the line that says the exit code; absent where none does. */
  readonly end?: number;
  readonly exitCode?: number;
}

/**
 * What the failed step of a job did. A step may print whatever the runner prints, so which step it was and when is
 * `step`'s to say, where GitHub told it: of the headers within its time the first is the runner's own. Without it the last
 * exit code of the log counts, and the header before it. Takes time in proportion to the text. Never throws.
 */
export function readJobLog(log: string, step?: JobStep): FailedStep {
  const isWithin = toWindow(step);
  const found = findStep(log, step, isWithin);
  const { header, end, exitCode } = found;
  const excerpt = createExcerpt();
  let number = 0;
  let isBody = header === undefined;
  for (const line of toLogLines(log)) {
    number += 1;
    if (end !== undefined && number >= end) break;
    if (header !== undefined && number <= header.at) continue;
    if (!isBody) {
      isBody = line.text.startsWith(GROUP_END);
      continue;
    }
    if (isWithin(line) && !DROPPED.test(line.text)) excerpt.add(toPlain(line.text));
  }
  const isScript = header !== undefined && header.script.length > 0;
  return {
    script: header?.script ?? [],
    ...(header !== undefined && !isScript && { action: toPlain(header.title) }),
    ...(exitCode !== undefined && { exitCode }),
    output: neutraliseMessage(excerpt.text()),
  };
}

/** Whether a line is of the step's time, to the second; every line is, where that is not known. */
function toWindow(step: JobStep | undefined): (line: LogLine) => boolean {
  const from = step?.startedAt?.slice(0, SECONDS) ?? "";
  const to = step?.completedAt?.slice(0, SECONDS) ?? "";
  return ({ time }) => time === "" || (time >= from && (to === "" || time <= to));
}

function findStep(log: string, step: JobStep | undefined, isWithin: (line: LogLine) => boolean): Found {
  let number = 0;
  let current: Header | undefined;
  let first: Header | undefined;
  let found: Found | undefined;
  for (const line of toLogLines(log)) {
    number += 1;
    const { text } = line;
    if (current?.state === "head") readHead(current, text);
    if (!isWithin(line)) continue;
    if (text.startsWith(HEADER)) {
      current = { at: number, title: text.slice(HEADER.length, MAX_LINE), script: [], state: "head" };
      if (first === undefined || isMeant(step, line, { current, first })) first = current;
      continue;
    }
    const exit = text.startsWith("##[error]P") ? EXIT.exec(text) : null;
    if (exit !== null) found = { header: current, end: number, exitCode: Number(exit[1]) };
  }
  const last = found ?? { header: current };
  return isTrusted(step, first, last) ? { ...last, header: first } : last;
}

/** The step's first second may hold a header of the step before it: the name, where it is the script's, tells them apart. */
function isMeant(
  step: JobStep | undefined,
  { time }: LogLine,
  { current, first }: { readonly current: Header; readonly first: Header },
): boolean {
  const name = step?.name.replace(/^Run /u, "");
  return time === step?.startedAt?.slice(0, SECONDS) && first.title !== name && current.title === name;
}

/** An action's own scripts come after its header. */
function isTrusted(step: JobStep | undefined, first: Header | undefined, last: Found): boolean {
  if (step?.startedAt === undefined || first === undefined) return false;
  return first.script.length > 0 || last.header === undefined;
}

function readHead(header: Header, text: string): void {
  if (text.startsWith(GROUP_END)) header.state = "body";
  if (!text.startsWith(SCRIPT) || header.script.length >= MAX_SCRIPT) return;
  const line = text.slice(SCRIPT.length, MAX_LINE);
  header.script.push(stripTerminal(line.endsWith(RESET) ? line.slice(0, -RESET.length) : line).trimEnd());
}

function toPlain(text: string): string {
  const cut = text.length > MAX_LINE ? `${text.slice(0, MAX_LINE)}…` : text;
  return stripTerminal(cut).replace(LEVEL, "");
}
