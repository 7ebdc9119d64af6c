/** What became of a task in an earlier run, for the files as they were then. */
export interface TriedTask {
  readonly target: string;
  /** SHA-256 of the target's text then. */
  readonly text: string;
  /** Of the policy and the version that it was tried under: others may fare better. */
  readonly terms: string;
  /** `closed`: somebody closed the pull request that proposed it. */
  readonly end: "rejected" | "declined" | "proposed" | "closed" | "published";
  /** `2026-11-26`, UTC. */
  readonly day: string;
  /** The pull request that proposes it. */
  readonly pull?: number;
  readonly reason: string;
}

/** What one run took on. */
export interface RunCount {
  readonly tasks: number;
  readonly usd: number;
}

/** What runs leave for later ones, kept on a ref of the repository. Two of them can be merged in any order. */
export interface RunState {
  readonly schema: "assay/state@1";
  /** By task id. */
  readonly tried: Readonly<Record<string, TriedTask>>;
  /** By day, then by run. */
  readonly days: Readonly<Record<string, Readonly<Record<string, RunCount>>>>;
}

export const STATE_REF = "refs/assay/state";
export const STATE_FILE = "state.json";
