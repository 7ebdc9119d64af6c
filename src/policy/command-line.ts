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

/** How the output of a policy's shell line can be read, told from the flags that it gives its tool. */
export function formatOf(name: CommandName, line: string): FormatName {
  if (name === "coverage") return "lcov";
  if (name === "lint" && /\beslint\b.*(?:--format|-f)[= ]json\b/u.test(line)) return "eslint-json";
  if (name === "types" && /\btsc\b/u.test(line)) return "tsc";
  if (name === "test" && /\bjest\b.*--json\b|\bvitest\b.*--reporter[= ]json\b/u.test(line)) return "jest-json";
  return "exit-code";
}
