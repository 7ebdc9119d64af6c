import { stripTerminal } from "../domain/neutralise.ts";

/** Longest text in one code span. */
const MAX_SPAN = 300;

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
}

/**
 * Foreign text as an inline code span of GitHub's markdown: nothing in it is live, no mention,
 * reference, link, image or HTML. Line breaks become blanks; a long text is cut with a mark.
 */
export function renderCode(text: string): string {
  const line = stripTerminal(text.toWellFormed()).replaceAll(/\s+/gu, " ").trim();
  const characters = Array.from(line);
  const short = characters.length > MAX_SPAN ? `${characters.slice(0, MAX_SPAN).join("")}…` : line;
  if (short === "") return "";
  const fence = "`".repeat(longestRun(short) + 1);
  const space = /^`|`$/u.test(short) ? " " : "";
  return `${fence}${space}${short}${space}${fence}`;
}

/**
 * A table. Rows are taken apart at bars before code spans are seen: a backslash keeps a bar in its cell and is not shown;
 * a bar that has a backslash already cannot be kept and is shown as a broken one.
 */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const safe = (cell: string): string => cell.replaceAll("\\|", "\\¦").replaceAll("|", "\\|");
  const line = (cells: readonly string[]): string => `| ${cells.map(safe).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Foreign text as a fenced code block whose fence nothing inside can close. */
export function renderCodeBlock(text: string, language = ""): string {
  const inner = stripTerminal(text.toWellFormed().replaceAll(/\r\n?/gu, "\n")).trimEnd();
  const fence = "`".repeat(Math.max(3, longestRun(inner) + 1));
  return `${fence}${language}\n${inner}\n${fence}`;
}

/** Bytes of a text in UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/**
 * Joins the sections that fit, the first ones first; the note says how many were left out. Cuts at section ends only, and
 * one that is too long takes none of the later ones with it.
 */
export function joinWithin(sections: readonly string[], limit: number, note: (omitted: number) => string): string {
  const room = limit - byteLength(note(sections.length)) - 2;
  const kept: string[] = [];
  let bytes = 0;
  for (const section of sections) {
    const size = byteLength(section) + 2;
    if (bytes + size > room) continue;
    bytes += size;
    kept.push(section);
  }
  const omitted = sections.length - kept.length;
  return `${[...kept, ...(omitted > 0 ? [note(omitted)] : [])].join("\n\n")}\n`;
}
