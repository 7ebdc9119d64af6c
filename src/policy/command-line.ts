import { parseLinePattern } from "../domain/line-pattern.ts";
import type { CommandName, FormatName } from "../domain/policy.ts";
import type { PatternProblem } from "./glob.ts";
import { nearest } from "./nearest.ts";

/** What is replaced in a policy's shell lines before they run. */
const COMMAND_PLACEHOLDERS = ["{files}", "{tests}", "{report}", "{coverage}", "{scratch}"] as const;

/** What is wrong with a shell line; undefined where nothing is that can be told without running it. */
export function commandProblem(line: string): PatternProblem | undefined {
  if (line.trim() === "")
    return { message: "is empty", remedy: "Write the command, or remove the key to have it detected" };
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/u.test(line)) {
    return { message: "has a control character", remedy: "Remove it" };
  }
  // `{a,b}` and `${name}` are the shell's own; a lone word in braces that is nearly a placeholder is a slip.
  for (const [word] of line.matchAll(/(?<!\$)\{[a-z]+\}/giu)) {
    if (COMMAND_PLACEHOLDERS.some((placeholder) => placeholder === word)) continue;
    const near = nearest(word, COMMAND_PLACEHOLDERS);
    if (near !== undefined) return { message: `has the unknown placeholder \`${word}\``, remedy: `Write \`${near}\`` };
  }
  return undefined;
}

/** What is wrong with a pattern of a command's output, with the character where it goes wrong. */
export function linePatternProblem(pattern: string): PatternProblem | undefined {
  const read = parseLinePattern(pattern);
  return read.ok ? undefined : { message: `${read.message} at character ${read.at}`, remedy: read.remedy };
}

/** Flags that tell in which form a tool writes its report; the first that a line has says how it is read. */
const SPOKEN: Readonly<Partial<Record<CommandName, readonly (readonly [RegExp, FormatName])[]>>> = {
  lint: [
    [/\beslint\b.*(?:--format|-f)[= ]json\b/u, "eslint-json"],
    [/\bruff\b.*--output-format[= ]json\b/u, "ruff-json"],
    [/\bcargo\s.*--message-format[= ]json\b/u, "rustc-json"],
    [/(?:--format|-f|--reporter|--output-format)[= ]checkstyle\b/u, "checkstyle"],
    [/(?:--format|-f|--reporter|--output-format)[= ](?:@microsoft\/(?:eslint-formatter-)?)?sarif\b/u, "sarif"],
    [/\bgolangci-lint\b.*(?:--out-format[= ]json\b|--output\.json\.path)/u, "golangci-json"],
    [/\bgo vet\b/u, "go-vet"],
    [/\bflake8\b(?!.*--format)/u, "flake8"],
  ],
  types: [
    [/\btsc\b/u, "tsc"],
    [/\bpyright\b.*--outputjson\b/u, "pyright-json"],
    [/\bmypy\b/u, "mypy"],
    [/\bcargo\s.*--message-format[= ]json\b/u, "rustc-json"],
    [/\bgo (?:vet|build)\b/u, "go-vet"],
  ],
  test: [
    [/\bjest\b.*--json\b|\bvitest\b.*--reporter[= ]json\b/u, "jest-json"],
    [/\bmocha\b.*(?:--reporter|-R)[= ]json\b/u, "mocha-json"],
    [/\bnode\b.*--test-reporter[= ](?:junit|tap)\b/u, "node-test"],
    [/--junit-?xml\b|--reporter[= ]junit\b/u, "junit"],
    [/\bgo test\b.*-json\b/u, "go-test-json"],
    [/\bcargo test\b.*--message-format[= ]json\b/u, "rustc-json"],
    [/--reporter[= ]tap(?:-flat)?\b/u, "tap"],
  ],
  coverage: [
    [/\bgo test\b.*-coverprofile\b/u, "go-cover"],
    [/\bcoverage json\b|--cov-report[= ]json\b/u, "coverage-py-json"],
    [/\bcoverage xml\b|--cov-report[= ]xml\b|\bcobertura\b/u, "cobertura"],
    [/\bjacoco\w*/u, "jacoco"],
    [/\bclover\b/u, "clover"],
  ],
};

/** How the output of a policy's shell line can be read, told from the flags that it gives its tool. */
export function formatOf(name: CommandName, line: string): FormatName {
  const spoken = SPOKEN[name]?.find(([flags]) => flags.test(line))?.[1];
  return spoken ?? (name === "coverage" ? "lcov" : "exit-code");
}
