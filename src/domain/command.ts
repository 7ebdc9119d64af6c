import type { FormatName } from "./policy.ts";

/** How strongly an executed command was fenced in, weakest first. What was really measured, never what was hoped for. */
export const ISOLATION_LEVELS = ["L0", "L1", "L2", "L3"] as const;
export type IsolationLevel = (typeof ISOLATION_LEVELS)[number];

/**
 * A command to run in a workspace. `{scratch}` in a shell line or an argument is replaced by the path of a new, empty
 * directory that belongs to this launch alone; the files that the command leaves there come back with the result.
 * That is how a report is known to be of this run.
 */
export interface CommandSpec {
  readonly command:
    | { readonly type: "shell"; readonly line: string }
    | { readonly type: "argv"; readonly file: string; readonly args: readonly string[] };
  readonly timeoutMs: number;
  /** Bytes of standard output and of standard error that are kept (each); the middle is cut, with a mark. */
  readonly outputLimit: number;
  /** Added to the allow-listed environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

export type CommandEnd =
  | { readonly type: "exited"; readonly code: number }
  | { readonly type: "signalled"; readonly signal: string }
  | { readonly type: "timed-out"; readonly limitMs: number }
  /** It produced far more output than anybody reads, and was ended for it. */
  | { readonly type: "flooded"; readonly bytes: number }
  | { readonly type: "cancelled" }
  | { readonly type: "not-started"; readonly reason: string };

/** How a command ended, in a few words for behind a colon or in brackets. */
export function endWords(end: CommandEnd): string {
  if (end.type === "exited") return `exit code ${end.code}`;
  return end.type === "not-started" ? end.reason : end.type;
}

export interface CommandResult {
  readonly end: CommandEnd;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
  readonly isolation: IsolationLevel;
  /** Text of the files left in `{scratch}`, by path relative to it. */
  readonly scratch: ReadonlyMap<string, string>;
  /**
   * What must not be read as this launch's own report, with the reason in words that go on a sentence ("is a copy of
   * …"): `stdout`, `stderr` or a path in `{scratch}`. Absent: nothing.
   */
  readonly flaws?: ReadonlyMap<string, string>;
}

/** What the report keeps of a command that a gate ran. */
export interface CommandRecord {
  readonly command: string;
  readonly end: CommandEnd;
  readonly durationMs: number;
  readonly isolation: IsolationLevel;
  /** Tail of the output, capped and neutralised; empty where it was only a machine-readable report. */
  readonly output: string;
}

/** One of the repository's own tools, as the policy names it or as it was detected. */
export interface ToolCommand {
  /** Shell line with placeholders `{files}`, `{tests}`, `{report}`, `{coverage}`. */
  readonly run: string;
  readonly format: FormatName;
  /** Shell line that mends files in place: a linter's or formatter's own fixes; placeholder `{files}`. */
  readonly fix?: string;
  /** How one line of output reads, for the format `pattern`; its language is in docs/formats.md. */
  readonly pattern?: string;
  /** Folders that the file names of a coverage report may begin in, `.` for the root; looked in before the usual ones. */
  readonly sourceRoots?: readonly string[];
}
