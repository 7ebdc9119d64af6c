/** Tasks that one job of a matrix works on. */
export interface Shard {
  /** 1-based. */
  readonly shard: number;
  /** Ids of the tasks with commas; empty: whatever the job finds to do. */
  readonly only: string;
}

/** The matrix of a workflow's job that proposes: what the phase `plan` hands on (`strategy.matrix`). */
export interface Matrix {
  readonly include: readonly Shard[];
}
