import type { Change, TreeEntry } from "../domain/change.ts";
import type { Skip } from "../domain/plan.ts";
import type { Policy, Rule } from "../domain/policy.ts";
import type { RepoPath } from "../domain/repo-path.ts";
import type { Subject } from "../domain/report.ts";
import type { TaskKind } from "../domain/task.ts";
import type { Eligible, Judge } from "./classify-entry.ts";
import type { PassedOn } from "./due-pages.ts";
import type { PackageMove } from "./due-moves.ts";

/** Everything a plan is made from. Exactly one of `changes` and `files` is given. */
export interface PlanInput {
  /** What changed from the merge base to head. */
  readonly changes?: AsyncIterable<Change>;
  /** Every file of head, for a run over all of them. */
  readonly files?: AsyncIterable<TreeEntry>;
  readonly matcher: Pick<Judge, "ruleOf" | "protectedBy">;
  /** The paths that a task may write, best first; empty where there are none. */
  readonly writable: (rule: Rule, kind: TaskKind, target: RepoPath) => readonly RepoPath[];
  readonly policy: Policy;
  /** `tasks`: the kinds that this run is about (absent: the policy's); `paths`: globs, empty for everything. */
  readonly selection: { readonly tasks?: readonly TaskKind[]; readonly paths: readonly string[] };
  /** Chooses among all files that rules want work on; absent: all of them are taken, in their order. */
  readonly choose?: (files: readonly Eligible[]) => Promise<Choice>;
  /** Ids of the only tasks that are wanted; absent: all. */
  readonly only?: ReadonlySet<string>;
  /** Files that the modules of the policy's pages pass on; absent: none. */
  readonly passedOn?: PassedOn;
  /** Packages that are written as ES modules where one of their files is work; absent: none. */
  readonly moves?: readonly PackageMove[];
  /** The kinds that an engine of this run can do. */
  readonly supported: ReadonlySet<TaskKind>;
  /** The first `limit` bytes of each blob, in order. */
  readonly peek: (blobs: readonly string[], limit: number) => AsyncIterable<Uint8Array>;
  /** SHA-256 of the UTF-8 text, in hex. */
  readonly digest: (text: string) => string;
  readonly subject: Subject;
}

/** Which of the files that rules want work on are worked on, best first, each with the reason. */
export interface Choice {
  readonly chosen: readonly { readonly file: Eligible; readonly reason: string }[];
  /** The others. */
  readonly skips: readonly Skip[];
}
