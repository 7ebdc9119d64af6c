import type { FileChange } from "../domain/change.ts";
import type { RepoPath } from "../domain/repo-path.ts";
import type { Workspace } from "../ports.ts";
import { endingLoops } from "../probe/held/ending-loops.ts";
import { HELD_MS, watchHolds } from "../probe/held/watch-holds.ts";

/** A workspace for a red check of which it is not known whether it ends. */
export interface FailingWatch {
  readonly workspace: Workspace;
  /** What has held up its commands for ever, and those files with their loops ended; both empty where nothing has. */
  endings(): Promise<{ readonly held: readonly RepoPath[]; readonly changes: readonly FileChange[] }>;
}

/** Watches what runs in a workspace for loops without end. */
export function watchFailing(workspace: Workspace): FailingWatch {
  const watched = watchHolds(workspace, HELD_MS);
  return {
    workspace: watched.workspace,
    endings: async () => {
      const changes = await endingLoops(watched.held(), workspace);
      return { held: changes.map(({ path }) => path), changes };
    },
  };
}
