/** How pull requests are opened: the policy's `pull-request`. */
export interface PullRequestPolicy {
  /** One for all changes of a rule, or one for each task. */
  readonly per: "rule" | "task";
  readonly labels: readonly string[];
  /** Logins. */
  readonly reviewers: readonly string[];
  /** Slugs of teams. */
  readonly teams: readonly string[];
  readonly assignees: readonly string[];
  readonly draft: boolean;
  /** Most open pull requests of Assay's at a time, and most that are opened within an hour. */
  readonly open: number;
  readonly hourly: number;
}

/** A pull request that is to be there, apart from its commits. */
export interface PullRequestText {
  /** Stable for the same work: becomes the end of the branch's name; letters, digits and hyphens. */
  readonly key: string;
  readonly title: string;
  /** Markdown; foreign text in it is dead. Ends with the mark of the work that it holds. */
  readonly body: string;
  readonly settings: PullRequestPolicy;
  /** What the run says of work that it does not bring; absent: nothing, so nothing may be taken out. */
  readonly rest?: RestOfWork;
  /** Globs of the policy's rule that it is for; absent: it is for one task. */
  readonly rule?: readonly string[];
  /** What tasks are about, for people, in the same order; absent: their ids say it. */
  readonly nameTasks?: (ids: readonly string[]) => Promise<readonly string[]>;
  /** Why nobody may propose it now: it could not be told what others propose already. */
  readonly unclear?: string;
}

/** What a run says of work that it does not bring, by task id. */
export interface RestOfWork {
  /** There is a verdict on these: they are not to be had. */
  readonly settled: readonly string[];
  /** The run was kept from these. */
  readonly heldBack: readonly string[];
  /** What the run has looked at: what it does not name of `everything` is not there any more. */
  readonly looked: "everything" | "changes" | "selection";
}

/** Who has a piece of work already: a pull request that is open, or that somebody closed. */
export interface Claim {
  readonly pull: number;
  readonly state: "open" | "closed";
}

/** A yes that is needed first, told from other ones by a digest of the changes and of the head that they are for. */
export type ApprovalRequest = {
  /** Hexadecimal digits. */
  readonly digest: string;
  /** What asks for it, for people: foreign text. */
  readonly cause: string;
} & ({ readonly by: "label" | "review" } | { readonly by: "environment"; readonly environment: string });

/** Lines of head and what is suggested in their place. */
export interface Suggestion {
  readonly task: string;
  readonly path: string;
  /** 1-based, inclusive at both ends. */
  readonly start: number;
  readonly end: number;
  /** Whole comment without the mark: markdown with a `suggestion` block. */
  readonly body: string;
}
