import { endWords, type CommandResult, type CommandSpec } from "../../domain/command.ts";
import { field, parseJson } from "../../domain/parse-json.ts";
import { LINT_DRIVER } from "./lint-driver-text.ts";
import { lineDiff } from "../line-diff.ts";
import { linterOf } from "./linter-of.ts";
import type { RewritePlace } from "./rewrite.ts";
import { TOOL_DRIVER } from "./tool-driver-text.ts";

/** What one rule of the repository's linter says of a text, or why it says nothing. */
export type LintFindings =
  | { readonly type: "found"; readonly count: number; readonly places: readonly RewritePlace[] }
  | { readonly type: "failed"; readonly reason: string };

/** A text of a file, and the rule that is asked about it. */
export interface LintQuestion {
  /** Relative to the root. */
  readonly target: string;
  /** `prefer-const` of ESLint, `biome:style/useConst`, `oxlint:prefer-const`. */
  readonly rule: string;
  readonly text: string;
  readonly timeoutMs: number;
}

const ANSWER = "findings.json";
const OUTPUT_BYTES = 16_384;
const MARK = "\ufeff";

/** The command that asks; the workspace's file is afterwards as it was. */
export function toLintCommand({ target, rule, text, timeoutMs }: LintQuestion): CommandSpec {
  const linter = linterOf(rule);
  const driver = linter.tool === "eslint" ? LINT_DRIVER : TOOL_DRIVER;
  return {
    command: { type: "argv", file: "node", args: ["-e", driver, "{scratch}"] },
    timeoutMs,
    outputLimit: OUTPUT_BYTES,
    stdin: JSON.stringify({ ...linter, target, text }),
  };
}

/** The first line of what a finding says; the rule where it says nothing. */
function saidBy(finding: unknown, rule: string): string {
  const message = field(finding, "message");
  return typeof message === "string" ? (message.split("\n")[0] ?? rule) : rule;
}

/** A finding with a fix as a place; ESLint counts offsets from behind the byte order mark, and -1 takes it away. */
function toPlace(finding: unknown, { rule, text }: LintQuestion): RewritePlace | undefined {
  const [line, fix] = [field(finding, "line"), field(finding, "fix")];
  const range = field(fix, "range");
  const [from, to] = [field(range, "0"), field(range, "1")];
  const written = field(fix, "text");
  if (typeof line !== "number" || typeof from !== "number" || typeof to !== "number") return undefined;
  if (typeof written !== "string" || from < 0 || to < from || to > text.length) return undefined;
  const start = text.startsWith(MARK) ? from + 1 : from;
  return { line, what: saidBy(finding, rule), changes: [{ start, length: to - from, text: written }] };
}

/** Blocks of lines that a tool wrote anew, each with what it says of its lines. */
function placesOf(fixed: string, findings: readonly unknown[], { rule, text }: LintQuestion): readonly RewritePlace[] {
  // With their breaks: the last line may have none, before or afterwards.
  const [before, after] = [text.split(/(?<=\n)/u), fixed.split(/(?<=\n)/u)];
  const starts = [0];
  for (const line of before) starts.push((starts.at(-1) ?? 0) + line.length);
  const offset = (line: number): number => starts[line] ?? text.length;
  return lineDiff(before, after).map(({ beforeStart, beforeEnd, afterStart, afterEnd }) => {
    const said = findings.find((one) => {
      const line = field(one, "line");
      return typeof line === "number" && line > beforeStart && line <= Math.max(beforeEnd, beforeStart + 1);
    });
    const start = offset(beforeStart);
    const changes = [{ start, length: offset(beforeEnd) - start, text: after.slice(afterStart, afterEnd).join("") }];
    return { line: beforeStart + 1, what: saidBy(said, rule), changes };
  });
}

/** Reads the answer of {@link toLintCommand}'s command. */
export function parseLintFindings(
  result: Pick<CommandResult, "end" | "scratch">,
  question: LintQuestion,
): LintFindings {
  const { end, scratch } = result;
  const said = parseJson(scratch.get(ANSWER) ?? "");
  const isDone = end.type === "exited" && end.code === 0;
  const linter = linterOf(question.rule).title;
  if (!isDone || !said.ok) return { type: "failed", reason: `${linter} gave no answer (${endWords(end)})` };
  const [problem, findings] = [field(said.value, "problem"), field(said.value, "findings")];
  if (typeof problem === "string") return { type: "failed", reason: problem };
  if (!Array.isArray(findings)) return { type: "failed", reason: `${linter}'s answer cannot be read` };
  const fixed = field(said.value, "fixed");
  if (typeof fixed === "string")
    return { type: "found", count: findings.length, places: placesOf(fixed, findings, question) };
  const unknownRule = findings
    .map((one) => field(one, "message"))
    .filter((text) => typeof text === "string")
    .find((text) => /^Definition for rule .* not found/u.test(text));
  if (unknownRule !== undefined) return { type: "failed", reason: unknownRule };
  return { type: "found", count: findings.length, places: findings.flatMap((one) => toPlace(one, question) ?? []) };
}
