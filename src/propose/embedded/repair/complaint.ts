import { stripTerminal } from "../../../domain/neutralise.ts";

/** A complaint that is longer says too much for a sentence. */
const MAX_SHOWN = 160;
/** Lines that are looked through after one that ends with a colon: what was expected, and what came. */
const MAX_FOLLOWING = 3;

const NAMED_ERROR = /^\s*(?:uncaught |fatal )?(?:\w+: )?\w*(?:Error|Exception)\b[^:]*:/iu;
const WORDED = /\b(?:fail(?:ed|ure|s)?|error|not ok|expected|wrong|mismatch|differs?)\b|[✕✗✖]/iu;
const FRAME = /^\s+at /u;
/** What `make`, `npm` and a shell say of the end of a program, not of what went wrong in it. */
const WRAPPING = /^\s*(?:make(?:\[\d+\])?:|npm (?:error|ERR!)|error Command failed|##\[error\])/u;
/** The line of the source that Node prints above an error, and the mark below it. */
const SOURCE = /^\s*(?:throw\b|\^+)/u;

/** What a red command complains of, in one line, as far as its words tell; undefined where they do not. */
export function complaintOf(output: string): string | undefined {
  const lines = stripTerminal(output)
    .split(/\r?\n/u)
    .filter((line) => line.trim() !== "" && !WRAPPING.test(line) && !SOURCE.test(line));
  const told = (pattern: RegExp): number => lines.findIndex((line) => pattern.test(line) && !FRAME.test(line));
  const named = told(NAMED_ERROR);
  const at = named >= 0 ? named : told(WORDED);
  const line = lines[at]?.trim();
  if (line === undefined) return undefined;
  const rest = lines.slice(at + 1, at + 1 + MAX_FOLLOWING);
  const end = rest.findIndex((one) => FRAME.test(one) || NAMED_ERROR.test(one));
  const following = line.endsWith(":") ? rest.slice(0, end < 0 ? MAX_FOLLOWING : end) : [];
  const all = [line, ...following].join(" ").replaceAll(/\s+/gu, " ");
  // A word is shown whole or not at all: half of a secret looks like none, and gives it away all the same.
  return all.length > MAX_SHOWN ? `${all.slice(0, MAX_SHOWN - 1).replace(/\S+$/u, "")}…` : all;
}
