/** How text of the repository is shown to a model: every line has a prefix, so that none can pass for one of ours. */

/** Control, invisible and direction-changing characters: shown by their number, so that nothing hides. */
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

/** Longest line that is shown, in UTF-16 units. */
const MAX_LINE = 1_000;

function visible(line: string): string {
  const shown = line
    .toWellFormed()
    .replace(
      UNSEEN,
      (character) => `‹U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}›`,
    );
  return shown.length <= MAX_LINE ? shown : `${shown.slice(0, MAX_LINE)}… (line cut)`;
}

/** The lines of a text; a line break at the end makes no line, and a byte order mark is not shown. */
export function toLines(text: string): readonly string[] {
  const lines = text.replace(/^\ufeff/u, "").split(/\r\n|\r|\n/u);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

/** Numbered lines from `from` to `to`, both 1-based and inclusive. */
export function renderNumbered(lines: readonly string[], from: number, to: number): string {
  return lines
    .slice(from - 1, to)
    .map((line, index) => `${from + index}|${visible(line)}`)
    .join("\n");
}

/** Text that is no file: each line behind a bar. */
export function renderData(text: string): string {
  return toLines(text)
    .map((line) => `|${visible(line)}`)
    .join("\n");
}
