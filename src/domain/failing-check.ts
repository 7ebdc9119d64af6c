import type { FileChange } from "./change.ts";
import type { RepoPath } from "./repo-path.ts";

/** The check that the user named, which is red on the untouched tree. */
export interface FailingCheck {
  /** Shell line. */
  readonly command: string;
  /** What it printed, capped; paths inside the workspace are relative to it. */
  readonly output: string;
  /** Test files that the output names. */
  readonly tests: readonly string[];
  /** Present where the plan came from places of errors that a tool names; absent: from code that failed when it ran. */
  readonly named?: "errors";
  /** Files with a loop that holds the command up for ever, innermost first; absent: it ends by itself. */
  readonly held?: readonly RepoPath[];
  /** A commit at which the command was green, with the texts there of files that were changed since. */
  readonly earlier?: {
    readonly commit: string;
    readonly files: readonly { readonly path: RepoPath; readonly text: string }[];
  };
}

/** How what mends it may be looked for, and proved. */
export interface Proving {
  /** Processes that may work on it at the same time; absent: one. */
  readonly cores?: number;
  /** Runs the failing check on files as they would be, on a clean tree; where they are handed in, that run counts as proof. */
  readonly prove?: (files: readonly FileChange[]) => Promise<"green" | "red">;
}
