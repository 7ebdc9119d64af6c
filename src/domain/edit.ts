import type { RepoPath } from "./repo-path.ts";

/** What an engine wants done to one file. */
export type Edit =
  /** The whole text of a file, new or not. */
  | { readonly type: "write"; readonly path: RepoPath; readonly text: string }
  /** One exact and unique occurrence of `search` becomes `replacement`. */
  | { readonly type: "replace"; readonly path: RepoPath; readonly search: string; readonly replacement: string }
  | { readonly type: "delete"; readonly path: RepoPath };
