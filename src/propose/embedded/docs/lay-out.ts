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

/** The text with its new comments and corrected tags; everything else stays as it is, line ends too. */
export function layOut(
  text: string,
  parts: {
    readonly written: readonly Written[];
    readonly corrections: readonly TagCorrection[];
    readonly style: DocStyle;
  },
): { readonly text: string; readonly placed: readonly Placed[] } {
  const changes: readonly Change[] = [
    ...parts.written.flatMap((one) => toChange(text, one, parts.style)),
    ...parts.corrections,
  ].toSorted((a, b) => a.start - b.start);
  let made = "";
  let at = 0;
  const placed: Placed[] = [];
  for (const { start, end, text: added, name } of changes) {
    if (start < at) continue;
    made += text.slice(at, start);
    const first = made.split("\n").length;
    made += added;
    if (name !== undefined) placed.push({ name, first, last: made.split("\n").length - 1 });
    at = end;
  }
  return { text: made + text.slice(at), placed };
}
