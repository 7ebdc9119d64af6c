import type { Clock, Workspace } from "../ports.ts";
import type { Prober } from "./types.ts";

/** What a prober needs of its surroundings. */
export interface ProberOptions {
  /** Code is run through it and in its sandbox alone. */
  readonly workspace: Workspace;
  /** Ends a run under way: what is missing then is recorded as skipped. */
  readonly signal: AbortSignal;
  readonly clock?: Clock;
}

export type CreateProber = (options: ProberOptions) => Prober;
