import ts from "typescript";
import type { Callable } from "./attached.ts";

/** One change of a comment's text; offsets are those of the file. */
export interface TagCorrection {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What was done, for people. */
  readonly what: string;
}

/** `options.size` is about `options`. */
export function nameText(name: ts.EntityName): string {
  return ts.isIdentifier(name) ? name.text : nameText(name.left);
}

/** The whole lines of a tag: from its line's start to the next tag's or the comment's end. */
export function linesOf(
  source: ts.SourceFile,
  tag: ts.JSDocTag,
  comment: ts.JSDoc,
): { readonly start: number; readonly end: number } | undefined {
  const { text } = source;
  const start = text.lastIndexOf("\n", tag.pos) + 1;
  if (!/^\s*\*\s*$/u.test(text.slice(start, tag.pos)) || start <= comment.pos) return undefined;
  const next = (comment.tags ?? []).find(({ pos }) => pos > tag.pos);
  if (next !== undefined) return { start, end: text.lastIndexOf("\n", next.pos) + 1 };
  const last = text.lastIndexOf("\n", comment.end - 1) + 1;
  return /^\s*\*\/$/u.test(text.slice(last, comment.end)) ? { start, end: last } : undefined;
}

/** A doc comment and what it stands in front of. */
export interface Work {
  readonly source: ts.SourceFile;
  readonly comment: ts.JSDoc;
  readonly callable: Callable;
}

/** Takes a tag out, with what it said for people; nothing where it does not have its lines to itself. */
export function dropped(
  work: Pick<Work, "source" | "comment">,
  tag: ts.JSDocTag,
  why: string,
): readonly TagCorrection[] {
  const lines = linesOf(work.source, tag, work.comment);
  if (lines === undefined) return [];
  const said = work.source.text
    .slice(tag.pos, tag.end)
    .replaceAll(/\s*\n\s*\*?\s*/gu, " ")
    .trim();
  return [{ ...lines, text: "", what: `${why}; it said: ${said}` }];
}

/** Whether what a comment stands in front of lies in a language with types. */
export function isTyped(source: ts.SourceFile): boolean {
  return /\.[cm]?tsx?$/iu.test(source.fileName);
}
