import { createHash } from "node:crypto";
import type { CommandResult } from "../../src/domain/command.ts";
import type { Workspace } from "../../src/ports.ts";
import { readTree, type TempWorkspace } from "./temp-workspace.ts";

/** Stands for the directory of a workspace in what is remembered. */
const ROOT = "\0root\0";
const known = new Map<string, CommandResult>();

/**
 * The workspace, in which ESLint, tsc and Jest run once for the same files and the same line: a table of cases starts
 * from the same sample again and again. What depends on more than files, or changes any, is not for it.
 */
export function rememberRuns(workspace: TempWorkspace): Workspace & { readonly lines: string[] } {
  const { root } = workspace;
  const lines: string[] = [];
  const keyOf = async (line: string): Promise<string> => {
    const tree = [...(await readTree(root))].sort(([one], [two]) => (one < two ? -1 : 1));
    return createHash("sha256")
      .update(JSON.stringify([line, tree]))
      .digest("hex");
  };
  return {
    ...workspace,
    lines,
    run: async (spec, signal) => {
      const line = spec.command.type === "shell" ? spec.command.line : undefined;
      if (line !== undefined) lines.push(line);
      if (line === undefined || signal?.aborted === true || !/^(?:eslint|tsc|jest) /u.test(line)) {
        return workspace.run(spec, signal);
      }
      const key = await keyOf(line);
      const found = known.get(key);
      if (found !== undefined) return mapTexts(found, (text) => text.replaceAll(ROOT, root));
      const result = await workspace.run(spec, signal);
      if (result.end.type === "exited" && (await keyOf(line)) === key) {
        known.set(
          key,
          mapTexts(result, (text) => text.replaceAll(root, ROOT)),
        );
      }
      return result;
    },
  };
}

function mapTexts(result: CommandResult, map: (text: string) => string): CommandResult {
  const scratch = new Map([...result.scratch].map(([name, text]) => [name, map(text)]));
  return { ...result, stdout: map(result.stdout), stderr: map(result.stderr), scratch };
}
