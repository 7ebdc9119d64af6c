import { expandFiles } from "../../../domain/quote.ts";
import type { RepoPath } from "../../../domain/repo-path.ts";
import type { ProposeRequest } from "../../../ports.ts";

const OUTPUT_BYTES = 16_384;

/**
 * A file as the repository's formatter and linter write it, where it has them; of a file that was there `before` no
 * line but imports may change by that. The workspace is clean again afterwards. What a tool makes of it when it fails is not taken.
 */
export async function formatNewFile(
  request: ProposeRequest,
  path: RepoPath,
  text: string,
  before?: string,
): Promise<string> {
  const { policy, workspace, signal } = request;
  let made = text;
  for (const name of ["lint", "format"] as const) {
    const line = policy.commands[name]?.fix;
    if (line === undefined) continue;
    const problems = await workspace.apply([{ path, after: made, ...(before === undefined ? {} : { before }) }]);
    if (problems.length === 0) {
      const command = { type: "shell", line: expandFiles(line, [path]) } as const;
      const timeoutMs = policy.limits.commandSeconds * 1000;
      const { end } = await workspace.run({ command, timeoutMs, outputLimit: OUTPUT_BYTES }, signal);
      const isFine = end.type === "exited" && end.code <= 1;
      made = isFine ? ((await workspace.read(path)) ?? made) : made;
    }
    await workspace.reset();
  }
  return before === undefined || keepsLines(before, made) ? made : text;
}

/** Whether all lines of a file but its imports are still there: a formatter may not rewrite what people wrote. */
function keepsLines(before: string, after: string): boolean {
  const left = new Map<string, number>();
  for (const line of after.split("\n")) left.set(line, (left.get(line) ?? 0) + 1);
  return before.split("\n").every((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count > 0 || line.trim() === "" || /^\s*import\b|\brequire\(/u.test(line);
  });
}
