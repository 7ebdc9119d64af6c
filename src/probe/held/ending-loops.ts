import type { FileChange } from "../../domain/change.ts";
import type { RepoPath } from "../../domain/repo-path.ts";
import type { Workspace } from "../../ports.ts";

/** Files as they are, but that a loop without end throws an error; those that are no code are left out. */
export async function endingLoops(
  paths: readonly RepoPath[],
  workspace: Pick<Workspace, "read">,
): Promise<readonly FileChange[]> {
  const [{ endLoops }, { isParsable }] = await Promise.all([
    import("../../code/repair/end-loops.ts"),
    import("../../code/syntax.ts"),
  ]);
  const changes: FileChange[] = [];
  for (const path of paths.filter((one) => isParsable(one))) {
    const before = await workspace.read(path);
    if (before !== undefined) changes.push({ path, before, after: endLoops(path, before) });
  }
  return changes;
}
