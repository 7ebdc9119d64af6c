/** A change that passed alone and is not published, because it does not hold together with others. */
export interface DroppedChange {
  /** Its task's id. */
  readonly task: string;
  /** What was said of it; foreign text once it has passed from job to job. */
  readonly reason: string;
  /** `fault`: the gates could not judge it, so nothing is said of the change itself. */
  readonly because: "gates" | "fault";
}

/**
 * What the phase `verify` says of the bundles of several jobs: which of their changes hold together. It passes from job to
 * job as an output. It can take changes out, and nothing else: what they are is fixed by the digests of the bundles.
 */
export interface SumVerdict {
  readonly schema: "assay/verdict@1";
  /** SHA-256 of the manifest of each bundle, sorted. */
  readonly bundles: readonly string[];
  /** Ids of tasks, sorted. */
  readonly kept: readonly string[];
  /** By task id, sorted. */
  readonly dropped: readonly DroppedChange[];
  /** Git tree of head with everything that was kept. */
  readonly tree: string;
}

export const MAX_DROPPED_REASON = 200;
