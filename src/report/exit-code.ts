import type { Conclusion } from "../domain/report.ts";

/** Exit codes of the command line: fine, findings at or above the fail level, wrong input, unexpected. */
export type ExitCode = 0 | 1 | 2 | 3;

/** The exit code of a run that came to its end. */
export function toExitCode(conclusion: Conclusion): ExitCode {
  return conclusion === "failure" ? 1 : 0;
}
