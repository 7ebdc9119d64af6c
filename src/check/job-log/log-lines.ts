/** A line of a job's log. */
export interface LogLine {
  /** `2026-01-01T00:00:00`, UTC, as the runner stamped it; empty where it did not. */
  readonly time: string;
  readonly text: string;
}

/** `2026-11-26T12:00:00.1234567Z `: the runner's stamp (actions/runner `PagingLogger`), as wide on every line. */
const STAMP = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}Z /uy;
/** Length of a time to the second. */
export const SECONDS = "2026-01-01T00:00:00".length;
const MARK = "\ufeff";

/**
 * The lines of a log, stamps taken off. The runner ends lines at CR, LF and CRLF; of what a progress bar writes over
 * itself each state is a line. Takes time in proportion to the text.
 */
export function* toLogLines(text: string): Generator<LogLine> {
  let at = text.startsWith(MARK) ? 1 : 0;
  let time = "";
  while (at < text.length) {
    const feed = text.indexOf("\n", at);
    const end = feed < 0 ? text.length : feed;
    STAMP.lastIndex = text.startsWith(MARK, at) ? at + 1 : at;
    if (STAMP.test(text)) {
      const start = text.startsWith(MARK, at) ? at + 1 : at;
      time = text.slice(start, start + SECONDS);
      at = STAMP.lastIndex;
    }
    const line = text.slice(at, text[end - 1] === "\r" && end > at ? end - 1 : end);
    for (const part of toParts(line)) yield { time, text: part };
    at = end + 1;
  }
}

/** A line at its carriage returns, without parts that are empty; an empty line is one part. */
function* toParts(line: string): Generator<string> {
  let at = 0;
  for (let end = line.indexOf("\r"); end >= 0; end = line.indexOf("\r", at)) {
    if (end > at) yield line.slice(at, end);
    at = end + 1;
  }
  if (at === 0 || at < line.length) yield line.slice(at);
}
