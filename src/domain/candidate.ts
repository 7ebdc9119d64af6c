import type { FileChange } from "./change.ts";
import type { EngineName } from "./engine-name.ts";
import type { Task } from "./task.ts";

/** A proposal applied to the untouched tree, at an attempt. */
export interface Candidate {
  readonly task: Task;
  /** 1-based. */
  readonly attempt: number;
  readonly engine: EngineName;
  readonly rationale: string;
  readonly files: readonly FileChange[];
}
