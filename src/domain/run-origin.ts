import type { Problem } from "./errors.ts";

/** The workflow run, and the try of it, that a bundle was made in, as GitHub's runner tells it. */
export interface RunOrigin {
  /** GitHub's number of the repository: its name may change. Decimal digits. */
  readonly repositoryId: string;
  /** Decimal digits; the same in every attempt. */
  readonly runId: string;
  /** 1-based. */
  readonly attempt: number;
}

/** GitHub's numbers as decimal digits, without a zero before them. */
export const RUN_NUMBER = /^[1-9]\d{0,18}$/u;

/** Most attempts that are believed; GitHub allows 50 reruns of a run. */
export const MAX_ATTEMPT = 1000;

/** What GitHub's own word on a run comes to. */
export interface Confirmation {
  /** Why nothing of it may be published; empty: nothing speaks against it. */
  readonly problems: readonly Problem[];
  /** What could not be asked, for people. */
  readonly notes: readonly string[];
}
