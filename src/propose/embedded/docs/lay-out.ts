import type { Declaration } from "../../../code/docs/declaration.ts";
import type { TagCorrection } from "../../../code/docs/stale-tags.ts";
import type { CommentContent } from "./compose.ts";
import type { DocStyle } from "./doc-style.ts";
import { renderComment } from "./render-comment.ts";

/** A comment in the new text: 1-based lines, both inclusive. */
export interface Placed {
  readonly name: string;
  readonly first: number;
  readonly last: number;
}

/** What goes into a text. */
export interface Written {
  readonly declaration: Declaration;
  readonly content: CommentContent;
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly name?: string;
}

/** The comment as a change in front of its declaration; none where something else stands on its line. */
function toChange(text: string, { declaration, content }: Written, style: DocStyle): readonly Change[] {
  const line = text.lastIndexOf("\n", declaration.start - 1) + 1;
  // A byte order mark is blank, but it stays in front of everything.
  const start = text[line] === "\uFEFF" ? line + 1 : line;
  const indent = text.slice(start, declaration.start);
  if (indent.trim() !== "") return [];
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const comment = renderComment(content, indent, style, newline);
  return [{ start, end: start, text: comment, name: declaration.name }];
}

/** Lines that a change adds and takes away, at most. */
function linesOf(text: string, { start, end, text: added }: Change): number {
  const count = (part: string): number => (part === "" ? 0 : part.split("\n").length);
  return start === end ? count(added) - 1 : count(text.slice(start, end)) + count(added);
}

/** What is laid out: comments and corrected tags, of which no more than `most` lines come of all that is changed. */
interface Parts {
  readonly written: readonly Written[];
  readonly corrections: readonly TagCorrection[];
  readonly style: DocStyle;
  readonly most: number;
}

/** What has room, in order of place, corrections first; and the comments that have none. */
function changesWithin(
  text: string,
  { written, corrections, style, most }: Parts,
): {
  readonly changes: readonly Change[];
  readonly corrected: readonly TagCorrection[];
  readonly left: readonly Written[];
} {
  let room = most;
  const take = (change: Change): boolean => {
    const lines = linesOf(text, change);
    if (lines > room) return false;
    room -= lines;
    return true;
  };
  const corrected = corrections.filter(take);
  const changes: Change[] = [...corrected];
  const left: Written[] = [];
  for (const one of written) {
    const [change] = toChange(text, one, style);
    if (change === undefined) continue;
    if (take(change)) changes.push(change);
    else left.push(one);
  }
  return { changes: changes.toSorted((a, b) => a.start - b.start), corrected, left };
}

/** A text with what was put into it. */
export interface LaidOut {
  readonly text: string;
  readonly placed: readonly Placed[];
  readonly corrected: readonly TagCorrection[];
  /** What had no room. */
  readonly left: readonly Written[];
}

/** The text with its new comments and corrected tags; everything else stays as it is, line ends too. */
export function layOut(text: string, parts: Parts): LaidOut {
  const { changes, corrected, left } = changesWithin(text, parts);
  let made = "";
  let at = 0;
  let line = 1;
  const placed: Placed[] = [];
  const append = (part: string): void => {
    made += part;
    line += part.split("\n").length - 1;
  };
  for (const { start, end, text: added, name } of changes) {
    if (start < at) continue;
    append(text.slice(at, start));
    const first = line;
    append(added);
    if (name !== undefined) placed.push({ name, first, last: line - 1 });
    at = end;
  }
  return { text: made + text.slice(at), placed, corrected, left };
}
