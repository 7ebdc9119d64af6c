import type { Publication } from "./publication.ts";
import type { Subject } from "./report.ts";

/** A commit that a run of Assay made, as its trailers say. */
export interface OwnCommit {
  readonly id: string;
  /** The commit whose files it changed; absent where this clone does not hold it. */
  readonly base?: string;
  readonly subject: string;
  /** Runs that its trailers name; several where commits were joined. */
  readonly runs: readonly string[];
  /** Full ids of the commits that it takes back. */
  readonly undoes: readonly string[];
}

/** A commit as people are told of it. */
export interface NamedCommit {
  readonly id: string;
  readonly subject: string;
}

/** A place where a change cannot be taken back, because what it made is no longer there. */
export interface UndoConflict {
  readonly path: string;
  readonly commit: NamedCommit;
  /** What changed the path afterwards, newest first. */
  readonly later: readonly NamedCommit[];
}

/** Head with the changes of some commits taken back. */
export type Reverted =
  | {
      readonly type: "reverted";
      /** Git tree, and the patch from head to it; empty where head holds nothing of the changes. */
      readonly tree: string;
      readonly patch: string;
      readonly paths: readonly string[];
    }
  | { readonly type: "conflict"; readonly conflicts: readonly UndoConflict[] };

/** What Assay did to the repository before, read through git objects only. */
export interface History {
  /** Whether the clone ends somewhere before the first commit. */
  readonly shallow: boolean;
  /** The commit that a revision names; undefined where it names none. */
  resolve(revision: string): Promise<string | undefined>;
  /** The commits of Assay's that head stands on, newest first. */
  own(head: string): Promise<readonly OwnCommit[]>;
  /** How many of people's commits touched each path, in so many days before head's own time. */
  churn(head: string, days: number): Promise<ReadonlyMap<string, number>>;
  /** How many runs of Assay's made the latest commits of head, until somebody else's; at most 50. */
  depth(head: string): Promise<number>;
  /** Whether the clone ends before somebody else's commit comes, so that there may be more of those runs. */
  isCutOff(head: string): Promise<boolean>;
  /** Head without what the commits (newest first) changed; writes nothing that stays. */
  revert(head: string, commits: readonly OwnCommit[]): Promise<Reverted>;
}

/** One commit that takes earlier ones back. */
export interface UndoRequest {
  readonly subject: Pick<Subject, "branch" | "head">;
  /** From head to `tree`, in git's format. */
  readonly patch: string;
  readonly tree: string;
  readonly paths: readonly string[];
  readonly message: string;
  readonly dryRun: boolean;
}

/** Puts a commit that takes others back on the branch: a write, forward only. */
export interface Undoer {
  undo(request: UndoRequest): Promise<Publication>;
}
