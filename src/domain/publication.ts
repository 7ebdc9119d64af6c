/** The planned write, or what became of it. */
export type Publication =
  | { readonly type: "none"; readonly reason: string }
  | { readonly type: "patch"; readonly directory: string; readonly files: readonly string[] }
  | { readonly type: "worktree"; readonly paths: readonly string[] }
  | { readonly type: "commit"; readonly branch: string; readonly commits: readonly PublishedCommit[] }
  | {
      readonly type: "pull-request";
      readonly number: number;
      readonly url: string;
      readonly branch: string;
      /** `unchanged`: it was there already, with exactly these changes. */
      readonly end: "opened" | "updated" | "unchanged";
      readonly commits: readonly PublishedCommit[];
    }
  | {
      readonly type: "suggestions";
      readonly pullRequest: number;
      /** How many comments were made new, changed, or there already. */
      readonly added: number;
      readonly updated: number;
      readonly unchanged: number;
      /** Paths with changes that touch no line of the pull request, so that nothing can be suggested there. */
      readonly omitted: readonly string[];
    }
  /** The change waits for somebody's yes. */
  | {
      readonly type: "waiting";
      readonly approval: string;
      readonly reason: string;
      readonly remedy: string;
      /** The changes that the yes would be to, as unified diffs. */
      readonly patch?: string;
    }
  /** Rules asked for different ways: one publication each. */
  | { readonly type: "several"; readonly publications: readonly Publication[] }
  /** Nothing was written: why, and what to do about it. */
  | { readonly type: "refused"; readonly mode: string; readonly reason: string; readonly remedy: string };

/** How the tasks of a run ended, in numbers. */
export interface EndCounts {
  /** Planned. */
  readonly tasks: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly declined: number;
  readonly skipped: number;
}

export interface PublishedCommit {
  readonly task: string;
  readonly id: string;
  readonly subject: string;
}
