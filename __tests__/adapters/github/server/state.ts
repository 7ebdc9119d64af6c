import type { GitStore } from "./git-store.ts";

export interface CheckRunState {
  readonly id: number;
  readonly headSha: string;
  readonly name: string;
  readonly externalId: string;
  status: string;
  conclusion: string | null;
  title: string;
  summary: string;
  readonly annotations: Record<string, unknown>[];
}

export interface PullState {
  /** From somebody's fork; absent: from the repository itself. */
  fork?: boolean;
  readonly number: number;
  state: "open" | "closed";
  merged: boolean;
  title: string;
  body: string;
  readonly head: string;
  base: string;
  readonly draft: boolean;
  readonly createdAt: string;
  readonly labels: string[];
  readonly reviewers: string[];
  readonly teams: string[];
  readonly assignees: string[];
  /** Where the head branch is when the pull request is from a fork. */
}

export interface CommentState {
  readonly id: number;
  readonly pull: number;
  body: string;
  readonly path: string;
  /** Null: outdated, as the lines are no more. */
  line: number | null;
  startLine: number | null;
}

/** One attempt at a workflow run. */
export interface WorkflowRunState {
  readonly id: number;
  readonly attempt: number;
  readonly head: string;
  /** Number of its repository. */
  readonly repository: number;
}

/** The pull request that the event is about, which is none of Assay's. */
export interface SubjectState {
  readonly number: number;
  state: "open" | "closed";
  sha: string;
  /** Number of the repository that it is from; null: gone. */
  repository: number | null;
}

/** A job of a workflow run. */
export interface JobState {
  readonly id: number;
  /** Run and attempt that it is of: `5/1`. */
  readonly run: string;
  readonly name: string;
  readonly conclusion: string | null;
  readonly steps: readonly object[];
  /** Where its log lies; absent: there is none yet. */
  log?: string;
}

/** A comment on a pull request or a commit. */
export interface NoteState {
  readonly id: number;
  /** `issues/7`, `commits/…`. */
  readonly thread: string;
  body: string;
  /** Whether the token may change it. */
  readonly owner: "token" | "somebody";
}

/** Everything that the server remembers, to be looked at and changed by a test. */
export class GitHubState {
  readonly store: GitStore;
  readonly checkRuns: CheckRunState[] = [];
  readonly pulls: PullState[] = [];
  readonly comments: CommentState[] = [];
  /** Labels put on and taken off, as GitHub's events say. */
  readonly labelEvents: { readonly event: string; readonly actor: string; readonly label: string }[] = [];
  /** What has been put on pull requests, as GitHub's events say. */
  readonly pullEvents: { readonly pull: number; readonly event: string }[] = [];
  /** The run's log of deployment reviews. */
  readonly deployments: {
    readonly state: string;
    readonly environment: string;
    readonly comment: string;
    readonly user: string;
  }[] = [];
  /** Reviews of the pull request that the event is about, oldest first. */
  readonly approvals: {
    readonly user: string;
    readonly body: string;
    readonly commit: string;
    /** Absent: APPROVED. */
    readonly state?: string;
  }[] = [];
  readonly runs: WorkflowRunState[] = [];
  subject: SubjectState | undefined;
  readonly jobs: JobState[] = [];
  readonly notes: NoteState[] = [];
  readonly reviews: { readonly id: number; readonly pull: number; readonly body: string }[] = [];
  /** Permissions that the token has, as `actions`, `checks`, `contents`, `pull-requests`, `issues`. */
  readonly permissions = new Set(["actions", "checks", "contents", "pull-requests", "issues"]);
  readonly collaborators = new Map<string, string>([["dev", "write"]]);
  /** Routes of writes that were done, in order. */
  readonly done: string[] = [];
  /** Whether the server knows createCommitOnBranch. */
  mutation: "known" | "unknown" = "known";
  /** Changes what a write stores, as a broken proxy would. */
  tamper: "no" | "bytes" = "no";
  now = new Date("2026-03-01T12:00:00Z");
  #next = 100;

  constructor(store: GitStore) {
    this.store = store;
  }

  id(): number {
    this.#next += 1;
    return this.#next;
  }
}
