/** The planned write, or what became of it. */
export type Publication =
  | { readonly type: "none"; readonly reason: string }
  | { readonly type: "patch"; readonly directory: string; readonly files: readonly string[] }
  | { readonly type: "worktree"; readonly paths: readonly string[] }
  | { readonly type: "commit"; readonly branch: string; readonly commits: readonly PublishedCommit[] }
  /** Rules asked for different ways: one publication each. */
  | { readonly type: "several"; readonly publications: readonly Publication[] }
  /** Nothing was written: why, and what to do about it. */
  | { readonly type: "refused"; readonly mode: string; readonly reason: string; readonly remedy: string };

export interface PublishedCommit {
  readonly task: string;
  readonly id: string;
  readonly subject: string;
}
