import { toRepoPath } from "../domain/repo-path.ts";
import { TASK_ID, TASK_KINDS } from "../domain/task.ts";
import { toTaskId } from "../plan/plan-tasks.ts";
import type { Repository } from "../ports.ts";
import { listFiles } from "./list-files.ts";

interface NameScene {
  readonly repository: Repository;
  /** Commit whose files tasks can be about. */
  readonly head: string;
  readonly digest: (text: string) => string;
}

/**
 * What tasks are about, in the words that people use: an id is a digest, so every file is asked for. One that is about no
 * file of head keeps its id.
 */
export async function nameTasks(ids: readonly string[], scene: NameScene): Promise<readonly string[]> {
  const { repository, head, digest } = scene;
  const wanted = new Set(ids.filter((id) => TASK_ID.test(id)));
  const kinds = TASK_KINDS.filter((kind) => [...wanted].some((id) => id.startsWith(`${kind}-`)));
  const names = new Map<string, string>();
  for (const file of await listFiles(repository, head)) {
    if (names.size === wanted.size) break;
    const checked = toRepoPath(file);
    if (!checked.ok) continue;
    for (const kind of kinds) {
      const id = toTaskId(digest, kind, checked.path);
      if (wanted.has(id)) names.set(id, `${kind} of ${file}`);
    }
  }
  return ids.map((id) => names.get(id) ?? `${id}, whose file is not there any more`);
}
