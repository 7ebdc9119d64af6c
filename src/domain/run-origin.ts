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
