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
