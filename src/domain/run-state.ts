/** What became of a task in an earlier run, for the files as they were then. */
export interface TriedTask {
  readonly target: string;
  /** SHA-256 of the target's text then. */
  readonly text: string;
  /** Of the policy, the engines and the version that it was tried under: others may fare better. */
  readonly terms: string;
  /** `closed`, `merged`: how the pull request that proposed it has ended. */
  readonly end: "rejected" | "declined" | "proposed" | "closed" | "merged" | "published";
  /** When that was known: `2026-11-26T03:17:00.000Z`. */
  readonly at: string;
  /** The pull request that proposes it. */
  readonly pull?: number;
  /** The work wrote other files than its target, whose text says nothing of what became of the work. */
  readonly beside?: true;
  /** At most {@link MAX_REASON} UTF-16 units. */
  readonly reason: string;
}

/** What one run took on. */
export interface RunCount {
  readonly tasks: number;
  /** What it has spent; of a run that has not said so yet, what it may spend at most. */
  readonly usd: number;
  /** The run has said what it spent. */
  readonly ended?: true;
}

/** What runs leave for later ones, kept on a ref of the repository. Two of them can be merged in any order. */
export interface RunState {
  readonly schema: "assay/state@1";
  /** By task id. */
  readonly tried: Readonly<Record<string, TriedTask>>;
  /** By day (UTC), then by run, which 16 hexadecimal digits tell from others. */
  readonly days: Readonly<Record<string, Readonly<Record<string, RunCount>>>>;
}

/** Nothing was left yet. */
export const EMPTY_STATE: RunState = { schema: "assay/state@1", tried: {}, days: {} };

export const STATE_REF = "refs/assay/state";
export const STATE_FILE = "state.json";
export const MAX_REASON = 200;
/** Runs of one day that are told apart; a day that holds so many counts as full. */
export const MAX_RUNS_A_DAY = 2000;
