import type { RepoPath } from "./repo-path.ts";

/** Git object modes that Assay tells apart. */
export type FileMode = "100644" | "100755" | "120000" | "160000";

/** A range of added or changed lines in the new version: 1-based, end exclusive. */
export interface Hunk {
  readonly start: number;
  readonly end: number;
}

/** A path as git spells it: text where it is valid UTF-8, else escaped for display. */
export interface RawPath {
  readonly text: string;
  readonly utf8: boolean;
}

/** One entry of `git diff --raw -z --no-renames`; a rename is a deletion and an addition. */
export interface Change {
  readonly path: RawPath;
  readonly status: "added" | "modified" | "deleted" | "type-changed";
  /** Mode and object id on the head side; absent for a deletion. */
  readonly mode?: FileMode;
  readonly blob?: string;
}

/** One entry of `git ls-tree -r -z --long`. */
export interface TreeEntry {
  readonly path: RawPath;
  readonly mode: FileMode;
  readonly blob: string;
  /** Bytes; absent for a submodule. */
  readonly size?: number;
}

/** The text of one file before and after: absent before when it is new, absent after when it is deleted. */
export interface FileChange {
  readonly path: RepoPath;
  readonly before?: string;
  readonly after?: string;
}
