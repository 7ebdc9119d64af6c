import type { CommandEnd, ToolCommand } from "../../domain/command.ts";
import { expandFiles } from "../../domain/quote.ts";
import type { ProposeRequest } from "../../ports.ts";

/** What a tool made of a text, or why nothing came of it. */
export type ToolText =
  { readonly type: "text"; readonly text: string } | { readonly type: "failed"; readonly reason: string };

/** What the tool prints is not read; this much is kept for nobody but the sandbox's own record. */
const OUTPUT_BYTES = 16_384;

function reasonOf(end: CommandEnd): string | undefined {
  switch (end.type) {
    case "exited":
      // A linter that mended what it could and has something left to say exits with 1; from 2 on it broke.
      return end.code <= 1 ? undefined : `exited with ${end.code}`;
    case "signalled":
      return `was ended by ${end.signal}`;
    case "timed-out":
      return `took longer than ${Math.round(end.limitMs / 1000)} s (limits.commandSeconds)`;
    case "flooded":
      return `printed ${end.bytes} bytes and was ended`;
    case "cancelled":
      return "was cancelled";
    case "not-started":
      return `could not be started: ${end.reason}`;
  }
}

async function runLine(request: ProposeRequest, line: string): Promise<CommandEnd> {
  const { workspace, task, policy, signal } = request;
  const result = await workspace.run(
    {
      command: { type: "shell", line: expandFiles(line, [task.target]) },
      timeoutMs: policy.limits.commandSeconds * 1000,
      outputLimit: OUTPUT_BYTES,
    },
    signal,
  );
  return result.end;
}

/**
 * Lets a tool's own fixes run over a text of the target: puts it into the workspace, runs the command, reads the file
 * back and resets the workspace. Other files that the tool changed are forgotten.
 */
export async function runToolFix(
  request: ProposeRequest,
  name: "lint" | "format",
  texts: { readonly before: string; readonly now: string },
): Promise<ToolText> {
  const { workspace, task, policy } = request;
  const line = policy.commands[name]?.fix;
  if (line === undefined) return { type: "failed", reason: `the policy has no commands.${name}.fix` };
  const [problem] =
    texts.now === texts.before
      ? []
      : await workspace.apply([{ path: task.target, before: texts.before, after: texts.now }]);
  const reason = problem === undefined ? reasonOf(await runLine(request, line)) : problem.message;
  const text = reason === undefined ? await workspace.read(task.target) : undefined;
  await workspace.reset();
  if (reason !== undefined) return { type: "failed", reason: `commands.${name}.fix ${reason}` };
  if (text === undefined) return { type: "failed", reason: `commands.${name}.fix removed the file` };
  return { type: "text", text: inMannerOf(texts.before, text) };
}

/** Keeps the byte order mark; a text whose line ends the tool changed is put back to the old ones. */
function inMannerOf(before: string, text: string): string {
  const crlf = before.includes("\r\n") && !text.includes("\r\n") ? text.replaceAll("\n", "\r\n") : text;
  return before.startsWith("\ufeff") && !crlf.startsWith("\ufeff") ? `\ufeff${crlf}` : crlf;
}

/** Whether the formatter is content with the untouched target: only then may it touch the target at all. */
export async function isFormatted(request: ProposeRequest): Promise<boolean> {
  const command: ToolCommand | undefined = request.policy.commands.format;
  if (command?.fix === undefined) return false;
  if (request.formatted !== undefined) return request.formatted;
  const end = await runLine(request, command.run);
  await request.workspace.reset();
  return end.type === "exited" && end.code === 0;
}
