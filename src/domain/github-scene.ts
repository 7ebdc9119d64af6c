/** Whether a run may write to GitHub, told from the event before anything is tried. */
export type GitHubRights =
  | { readonly type: "write" }
  /** `read`: only the log, the summary and files are left. `check-run`: the check run is shown as well. */
  | { readonly type: "read" | "check-run"; readonly reason: string; readonly remedy: string };

/** A workflow run that failed. */
export interface FailedRun {
  readonly id: number;
  readonly attempt: number;
  /** Name of its workflow. */
  readonly workflow: string;
  /** `own`: this job is part of it, so it has not ended yet. */
  readonly place: "own" | "other";
}

/** Where on GitHub a run takes place, as the event and the runner say. Nothing of it comes from a bundle. */
export interface GitHubScene {
  /** `owner/name`. */
  readonly repository: string;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly serverUrl: string;
  readonly event: string;
  /** The branch that head stands for; absent where the event is about none that may be written. */
  readonly branch?: string;
  /** The commit that the event is about, on which check runs are shown. */
  readonly head?: string;
  readonly pullRequest?: number;
  /** Logins whose right to write has to be confirmed by GitHub before anything is written. */
  readonly people: readonly string[];
  readonly rights: GitHubRights;
  /** The workflow run whose failure is looked at: the one that the event tells of, else the one that this is part of. */
  readonly failedRun?: FailedRun;
  readonly run: {
    readonly id: string;
    readonly attempt: string;
    readonly url: string;
    /** The step whose check run is shown: the same in every run of it, but for events that are about no change. */
    readonly step: string;
  };
}
