import type { Candidate } from "./candidate.ts";
import type { EngineName } from "./engine-name.ts";
import type { Fault } from "./fault.ts";
import type { GateResult } from "./gate.ts";
import type { Spending } from "./report.ts";
import type { Task } from "./task.ts";

/** One try at a task: what was proposed and what the gates said. */
export interface Attempt {
  readonly number: number;
  readonly engine: EngineName;
  readonly durationMs: number;
  /** Absent where the proposal was malformed or failed. */
  readonly candidate?: Candidate;
  /** Unified diff of the candidate; empty where there is none. */
  readonly patch: string;
  readonly gates: readonly GateResult[];
  /** Why this attempt was not accepted; absent for the accepted one. */
  readonly reason?: string;
  /** Absent where the engine spends nothing. */
  readonly spending?: Spending;
}

/** A task's end. */
export type Outcome =
  | {
      readonly type: "accepted";
      readonly task: Task;
      readonly candidate: Candidate;
      readonly patch: string;
      /** The gates of the accepted attempt: the evidence. */
      readonly gates: readonly GateResult[];
      readonly attempts: readonly Attempt[];
    }
  | {
      readonly type: "rejected";
      readonly task: Task;
      readonly reason: string;
      readonly attempts: readonly Attempt[];
      /** Absent: this is a verdict on the files. */
      readonly fault?: Fault;
    }
  /** There was nothing to do, or nothing that the engine could do. */
  | {
      readonly type: "declined";
      readonly task: Task;
      readonly engine: EngineName;
      readonly reason: string;
      readonly attempts: readonly Attempt[];
      /** Absent: this is a verdict on the files. */
      readonly fault?: Fault;
    };
