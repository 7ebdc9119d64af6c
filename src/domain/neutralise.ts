/** Terminal sequences: CSI (`ESC [ … m`), strings up to BEL or ST (`ESC ] … BEL`), and two-character escapes. */
const ANSI =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b[\]PX^_][^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]*[0-~]/gu;

/** Characters that show nothing or turn the reading direction; tab and the line breaks are kept. */
const UNSEEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

/** The runner's rule for the end of a line: CR alone ends one. */
const LINE_BREAK = /\r\n|\r|\n/u;

/** Stands before each line of foreign output, so that no line begins with `::`. */
const PREFIX = "| ";

/** Takes terminal sequences, control characters and invisible or direction-changing characters out of a text. */
export function stripTerminal(text: string): string {
  // ESC itself is unseen: of a sequence that the first pass does not know only harmless letters are left.
  return text.replace(ANSI, "").replace(UNSEEN, "");
}

/**
 * Foreign output (of executed code, tools, models) as text that cannot act as a workflow command wherever it is
 * printed. The runner matches `##[command]` anywhere in a line and `::command::` after leading blanks, and ends lines
 * at CR, LF and CRLF (actions/runner `src/Runner.Common/ActionCommand.cs`): so every line gets a visible prefix and
 * `##[` becomes `##\[`. Empty text stays empty; lines are joined by LF.
 */
export function neutralise(text: string): string {
  if (text === "") return "";
  return splitLines(text)
    .map((line) => PREFIX + disarm(line))
    .join("\n");
}

/**
 * Like {@link neutralise} for a text that is quoted inside our own sentences (a diagnostic's message): only lines that
 * would begin a command get the prefix.
 */
export function neutraliseMessage(text: string): string {
  return splitLines(text)
    .map((line) => (/^[\s\u0085]*::/u.test(line) ? PREFIX : "") + disarm(line))
    .join("\n");
}

function splitLines(text: string): readonly string[] {
  return text.split(LINE_BREAK).map((line) => stripTerminal(line));
}

function disarm(line: string): string {
  return line.replaceAll("##[", "##\\[");
}
