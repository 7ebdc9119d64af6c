import { ConfigError, PlaceError, WorldError, type Problem } from "../domain/errors.ts";
import type { ExitCode } from "../report/exit-code.ts";
import { inline } from "../report/words.ts";

/** What is told of an error: a stack only where it is a bug. */
export interface ErrorText {
  readonly text: string;
  readonly code: ExitCode;
}

/** One problem a line. */
export function renderProblems(problems: readonly Problem[]): string {
  return problems.map(({ place, message, remedy }) => inline(`${place}: ${message}. ${remedy}`)).join("\n");
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : typeof error === "string" ? error : "not an error";
}

function causes(error: unknown): readonly string[] {
  const lines: string[] = [];
  let cause = error instanceof Error ? error.cause : undefined;
  for (let depth = 0; cause !== undefined && depth < 5; depth += 1) {
    lines.push(`  because: ${inline(messageOf(cause))}`);
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return lines;
}

/** A failed system call is the world's doing, wherever it happened: `ENOSPC: no space left on device, write`. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && "syscall" in error && "code" in error;
}

/** A disk that is full or may only be read is the user's to change, like a wrong path; all else is the world's. */
const PLACE_CODES: readonly unknown[] = ["ENOSPC", "EDQUOT", "EROFS"];

/** What a failure of the world ends with: told by the error, or by what caused it. */
function worldCodeOf(error: Error): ExitCode {
  let at: unknown = error;
  for (let depth = 0; at instanceof Error && depth < 5; depth += 1) {
    if (at instanceof PlaceError || (isSystemError(at) && "code" in at && PLACE_CODES.includes(at.code))) return 2;
    at = at.cause;
  }
  return 3;
}

/** What can be done about the failures that people meet. */
function remedyOf(error: Error): string {
  const code = "code" in error ? error.code : undefined;
  if (code === "ENOSPC" || code === "EDQUOT") return "Make room there, or name another directory in TMPDIR.";
  if (code === "EMFILE" || code === "ENFILE") return "Raise the limit of open files (ulimit -n).";
  if (code === "ENOMEM") return "Give it more memory.";
  return "See whether the place exists and may be written; TMPDIR names the directory for temporary files.";
}

/** The user's mistake, the world's, or a bug: what to say of it and with which code to end. */
export function renderError(error: unknown): ErrorText {
  if (error instanceof ConfigError) return { text: renderProblems(error.problems), code: 2 };
  if (error instanceof WorldError) {
    return { text: [inline(error.message), ...causes(error)].join("\n"), code: worldCodeOf(error) };
  }
  if (isSystemError(error)) {
    const told = inline(`the system refused: ${error.message}. ${remedyOf(error)}`);
    return { text: [told, ...causes(error)].join("\n"), code: worldCodeOf(error) };
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
  return {
    text: [
      `This is a bug in assay: ${stack
        .split(/\r\n|\r|\n/u)
        .map(inline)
        .join("\n    ")}`,
      ...causes(error),
    ].join("\n"),
    code: 3,
  };
}
