import type { GateSetting } from "../domain/policy.ts";

/** Figures of gates beside the level: as the rest of the program names them, and as the file does. */
export const THRESHOLDS = [
  ["minDelta", "min-delta"],
  ["minBranchDelta", "min-branch-delta"],
  ["minChangedLines", "min-changed-lines"],
  ["minChangedBranches", "min-changed-branches"],
  ["runs", "runs"],
  ["minScore", "min-score"],
  ["minCoverage", "min-coverage"],
  ["seconds", "seconds"],
] as const satisfies readonly (readonly [keyof GateSetting, string])[];
