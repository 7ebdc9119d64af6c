import type { Skip } from "../domain/plan.ts";
import type { Limits } from "../domain/policy.ts";
import type { Task, TaskKind } from "../domain/task.ts";
import type { RepoPath } from "../domain/repo-path.ts";

/** A CommonJS package that the policy wants as ES modules. */
export interface PackageMove {
  readonly manifest: RepoPath;
  /** A file of the package that stands for it, and the index of its rule. */
  readonly target: RepoPath;
  readonly rule: number;
  /** Every file that is written, `package.json` among them. */
  readonly files: readonly RepoPath[];
  /** The files that belong to it, whether they are written or not. */
  readonly members: ReadonlySet<string>;
  /** Why it stays as it is; absent: it can move. */
  readonly stays?: string;
}

/** Tells which packages are due, each once. */
export class DueMoves {
  readonly #left: Set<PackageMove>;

  constructor(moves: readonly PackageMove[]) {
    this.#left = new Set(moves);
  }

  /** The package of a file that is work; undefined where it was answered already or there is none. */
  take(path: string): PackageMove | undefined {
    for (const move of this.#left) {
      if (!move.members.has(path)) continue;
      this.#left.delete(move);
      return move;
    }
    return undefined;
  }
}

interface MoveTerms {
  readonly id: string;
  /** Ids of the only tasks that are wanted; undefined: all. */
  readonly only: ReadonlySet<string> | undefined;
  readonly limits: Limits;
  /** Tasks that there is room for. */
  readonly room: number;
}

/** The skip of what comes after the last task that the policy allows. */
export function overLimit(path: RepoPath, kind: TaskKind, { tasks }: Pick<Limits, "tasks">): Skip {
  const detail = `the limit of ${tasks} tasks is reached (limits.tasks in the policy)`;
  return { path, kind, reason: "task-limit", detail };
}

/** The task of a package that moves, because one of its files is work; or why there is none. */
export function toMoveTask(
  { manifest, target, rule, files, stays }: PackageMove,
  { path, status }: { readonly path: RepoPath; readonly status: string },
  { id, only, limits, room }: MoveTerms,
): { readonly type: "task"; readonly task: Task } | { readonly type: "skip"; readonly skip: Skip } {
  const skip = (reason: Skip["reason"], detail: string) =>
    ({ type: "skip", skip: { path: manifest, kind: "refactor", reason, detail } }) as const;
  if (stays !== undefined) return skip("package-stays", `the package stays CommonJS: ${stays}`);
  if (files.length > limits.files) {
    const detail = `its ${files.length} files are more than one candidate may change (limits.files is ${limits.files})`;
    return skip("package-stays", detail);
  }
  if (only !== undefined && !only.has(id)) return skip("not-selected", "another shard has it");
  if (room === 0) return { type: "skip", skip: overLimit(manifest, "refactor", limits) };
  const because = status === "present" ? "worked on" : status;
  const reason = `refactor.modules of the policy: ${path} of its package is ${because}`;
  const task: Task = { id, kind: "refactor", target, writable: files, reason, rule, moves: manifest };
  return { type: "task", task };
}
