/** What a run over hotspots takes on: the policy's `schedule`. */
export interface SchedulePolicy {
  /** Most targets that are taken on anew in one run. */
  readonly targets: number;
  /** Days of history that count as churn. */
  readonly days: number;
}

/** How much may be done in CI by itself: the policy's `caps`. */
export interface CapsPolicy {
  /** Runs of Assay's own that may follow each other on a branch, with nobody's commit between them. */
  readonly depth: number;
  /** Of one day (UTC), all runs together; absent: no cap. */
  readonly runs?: number;
  readonly tasks?: number;
  readonly usd?: number;
}

export const DEFAULT_SCHEDULE: SchedulePolicy = { targets: 10, days: 180 };
export const DEFAULT_CAPS: CapsPolicy = { depth: 1 };
