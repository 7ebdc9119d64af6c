import { endWords, type CommandResult, type CommandSpec } from "../../domain/command.ts";
import { field, parseJson } from "../../domain/parse-json.ts";
import { LINT_DRIVER } from "./lint-driver-text.ts";
import type { RewritePlace } from "./rewrite.ts";

/** What one rule of the repository's linter says of a text, or why it says nothing. */
export type LintFindings =
  | { readonly type: "found"; readonly count: number; readonly places: readonly RewritePlace[] }
  | { readonly type: "failed"; readonly reason: string };

/** A text of a file, and the rule that is asked about it. */
export interface LintQuestion {
  /** Relative to the root. */
  readonly target: string;
  readonly rule: string;
  readonly text: string;
  readonly timeoutMs: number;
}

const ANSWER = "findings.json";
const OUTPUT_BYTES = 16_384;
const MARK = "\ufeff";

/** The command that asks; the workspace's file stays as it is. */
export function toLintCommand({ target, rule, text, timeoutMs }: LintQuestion): CommandSpec {
  return {
    command: { type: "argv", file: "node", args: ["-e", LINT_DRIVER, "{scratch}"] },
    timeoutMs,
    outputLimit: OUTPUT_BYTES,
    stdin: JSON.stringify({ target, rule, text }),
  };
}

/** A finding with a fix as a place; ESLint counts offsets from behind the byte order mark, and -1 takes it away. */
function toPlace(finding: unknown, { rule, text }: LintQuestion): RewritePlace | undefined {
  const [line, message, fix] = [field(finding, "line"), field(finding, "message"), field(finding, "fix")];
  const range = field(fix, "range");
  const [from, to] = [field(range, "0"), field(range, "1")];
  const written = field(fix, "text");
  if (typeof line !== "number" || typeof from !== "number" || typeof to !== "number") return undefined;
  if (typeof written !== "string" || from < 0 || to < from || to > text.length) return undefined;
  const start = text.startsWith(MARK) ? from + 1 : from;
  const what = typeof message === "string" ? message.split("\n")[0] : undefined;
  return { line, what: what ?? rule, changes: [{ start, length: to - from, text: written }] };
}

/** Reads the answer of {@link toLintCommand}'s command. */
export function parseLintFindings(
  result: Pick<CommandResult, "end" | "scratch">,
  question: LintQuestion,
): LintFindings {
  const { end, scratch } = result;
  const said = parseJson(scratch.get(ANSWER) ?? "");
  const isDone = end.type === "exited" && end.code === 0;
  if (!isDone || !said.ok) return { type: "failed", reason: `ESLint gave no answer (${endWords(end)})` };
  const [problem, findings] = [field(said.value, "problem"), field(said.value, "findings")];
  if (typeof problem === "string") return { type: "failed", reason: problem };
  if (!Array.isArray(findings)) return { type: "failed", reason: "ESLint's answer cannot be read" };
  const unknownRule = findings
    .map((one) => field(one, "message"))
    .filter((text) => typeof text === "string")
    .find((text) => /^Definition for rule .* not found/u.test(text));
  if (unknownRule !== undefined) return { type: "failed", reason: unknownRule };
  return { type: "found", count: findings.length, places: findings.flatMap((one) => toPlace(one, question) ?? []) };
}
