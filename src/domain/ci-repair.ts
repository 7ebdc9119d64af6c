import type { FailedRun } from "./github-scene.ts";

/** How a task ended that was to mend a failure of CI. */
interface RepairTaskEnd {
  readonly target: string;
  readonly end: "accepted" | "rejected" | "declined";
  /** One line; foreign text. */
  readonly reason: string;
}

/** What became of a failure of CI, for people. */
export interface RepairEnd {
  /** Why nothing could be worked on, each on one line; foreign text. */
  readonly reasons: readonly string[];
  readonly tasks: readonly RepairTaskEnd[];
  /** Tasks that ended besides those. */
  readonly more: number;
}

/** What a job that executed code says of a failure that it was to repair. It can be told, and decides nothing. */
export interface CiRepair extends RepairEnd {
  /** The workflow run whose failure it is about; absent where the job is part of none. */
  readonly failedRun?: Pick<FailedRun, "id" | "attempt">;
}

/** Most of it that is handed on; lengths in UTF-16 units. */
export const REPAIR_LIMITS = { reasons: 8, reason: 2000, tasks: 100, taskReason: 300 } as const;
