/** The step of a job that failed, in the words of GitHub's API: nothing that the job prints can change them. */
export interface JobStep {
  readonly name: string;
  /** ISO 8601, to the second, UTC; absent where GitHub does not say. */
  readonly startedAt?: string;
  readonly completedAt?: string;
}

/** A job of a workflow run that ended with failure, and its log as the runner wrote it. */
export interface FailedJob {
  readonly name: string;
  /** Page of the job. */
  readonly url: string;
  readonly step?: JobStep;
  /** Absent where it cannot be had; the reason is among the notes. */
  readonly log?: string;
}

/** What can be known of a workflow run that failed. */
export type FailedJobs =
  | { readonly type: "read"; readonly jobs: readonly FailedJob[]; readonly notes: readonly string[] }
  | { readonly type: "unavailable"; readonly reason: string; readonly remedy: string };

/** What the log of a failed step says. Everything in it was printed by code of the repository, and is believed in nothing. */
export interface FailedStep {
  /** Lines of the step's script; empty where it is an action or the log does not show it. */
  readonly script: readonly string[];
  /** The action that the step uses: `actions/setup-node@v4`. */
  readonly action?: string;
  readonly exitCode?: number;
  /** What it printed, without timestamps, groups and colours; it cannot act as a workflow command. The middle may be cut. */
  readonly output: string;
}

/** Whose words a problem is told in; `any`: a place in a file, by whatever tool. */
export type LogTool =
  | "tsc"
  | "eslint"
  | "jest"
  | "vitest"
  | "mocha"
  | "node:test"
  | "pytest"
  | "mypy"
  | "flake8"
  | "go"
  | "rust"
  | "java"
  | "any";

/** A place in a file of the repository that a failed step's log names. */
export interface LogProblem {
  readonly tool: LogTool;
  /** Repository path of a file that exists. */
  readonly path: string;
  /** 1-based; absent where the log names the file alone. */
  readonly line?: number;
  readonly column?: number;
  /** One line; empty where the log gives none. */
  readonly message: string;
}
