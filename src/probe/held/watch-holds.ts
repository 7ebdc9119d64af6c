import { field, listOf, parseJson } from "../../domain/parse-json.ts";
import { toRepoPath, type RepoPath } from "../../domain/repo-path.ts";
import type { Workspace } from "../../ports.ts";
import { workspaceWith } from "../workspace-with.ts";
import { HELD_TEXT } from "./held-text.ts";

/** Processor time without a turn of the event loop, in milliseconds, after which one looks what a process is at. */
export const HELD_MS = 15_000;
/** The same where it is known that something is held up. */
export const HELD_AGAIN_MS = 4_000;

/** A workspace whose commands are watched. */
export interface HoldWatch {
  readonly workspace: Workspace;
  /** Files with a loop that has held a process up for ever, innermost first; empty where nothing was ended. */
  held(): readonly RepoPath[];
}

/** A shell line in which every Node process is watched; `{scratch}` is filled in by the workspace. */
function toWatchedLine(line: string, root: string, cpuMs: number): string {
  const text = HELD_TEXT.replace("...SETTINGS", () => `...${JSON.stringify({ root, cpuMs })}`);
  return [
    "_assay_held={scratch}/held.cjs",
    `cat > "$_assay_held" <<'ASSAY_HELD'\n${text}ASSAY_HELD`,
    'export NODE_OPTIONS="${NODE_OPTIONS:-} --require \\"$_assay_held\\""',
    line,
  ].join("\n");
}

function pathsIn(text: string): readonly RepoPath[] {
  const json = parseJson(text);
  return listOf(json.ok ? json.value : undefined).flatMap((place) => {
    const raw = field(place, "path");
    const checked = typeof raw === "string" ? toRepoPath(raw) : undefined;
    return checked?.ok === true ? [checked.path] : [];
  });
}

/**
 * Ends processes that a loop of the repository's own code holds up for ever, which no runner's time-out can: they are seen
 * in the main thread of Node processes; tests in worker threads are not.
 */
export function watchHolds(workspace: Workspace, cpuMs: number): HoldWatch {
  const found = new Set<RepoPath>();
  return {
    held: () => [...found],
    workspace: workspaceWith(workspace, {
      run: async (spec, signal) => {
        const { command } = spec;
        if (command.type !== "shell") return workspace.run(spec, signal);
        const line = toWatchedLine(command.line, workspace.root, cpuMs);
        const result = await workspace.run({ ...spec, command: { type: "shell", line } }, signal);
        for (const [name, text] of result.scratch) {
          if (/^held-\d+\.json$/u.test(name)) for (const path of pathsIn(text)) found.add(path);
        }
        return result;
      },
    }),
  };
}
