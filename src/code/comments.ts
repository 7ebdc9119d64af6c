import ts from "typescript";
import { walk } from "./callee.ts";
import { parseSource } from "./source.ts";

/** A comment's text range: offsets, end exclusive. */
export interface CommentRange {
  readonly start: number;
  readonly end: number;
}

function commentsBefore(source: ts.SourceFile, token: ts.Node, into: CommentRange[]): void {
  const end = token.getStart(source);
  const scanner = ts.createScanner(
    ts.ScriptTarget.Latest,
    false,
    source.languageVariant,
    source.text,
    undefined,
    token.pos,
    end - token.pos,
  );
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const isComment = kind === ts.SyntaxKind.SingleLineCommentTrivia || kind === ts.SyntaxKind.MultiLineCommentTrivia;
    if (isComment) into.push({ start: scanner.getTokenStart(), end: scanner.getTokenEnd() });
  }
}

/** The comments of a TypeScript or JavaScript text in order of place; text between JSX tags is none. */
export function commentRanges(path: string, text: string): readonly CommentRange[] {
  const source = parseSource(path, text);
  const found: CommentRange[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind >= ts.SyntaxKind.FirstJSDocNode && node.kind <= ts.SyntaxKind.LastJSDocNode) return;
    const children = node.getChildren(source);
    if (children.length > 0) children.forEach(visit);
    else if (node.kind !== ts.SyntaxKind.JsxText) commentsBefore(source, node, found);
  };
  visit(source);
  return found;
}

const HTML_COMMENT = /<!--|-->/u;

/**
 * The text without the comments that stand before a statement, a member, an argument or another node; those before a
 * closing bracket stay. Faster than {@link removeComments}; for a look at what code may hold, not for writing.
 */
export function withoutLeadingComments(source: ts.SourceFile): string {
  const { text } = source;
  // Engines take these for comments, too, the compiler does not: they would see texts begin at different places.
  if (HTML_COMMENT.test(text)) return text;
  const found = new Map<number, number>();
  walk(source, (node) => {
    if (node.kind === ts.SyntaxKind.JsxText) return;
    for (const { pos, end } of ts.getLeadingCommentRanges(text, node.pos) ?? []) found.set(pos, end);
  });
  let [result, at] = ["", 0];
  for (const [start, end] of [...found].sort(([a], [b]) => a - b)) {
    if (start < at) continue;
    result += `${text.slice(at, start)} `;
    at = end;
  }
  return result + text.slice(at);
}

/** What ends a line in JavaScript, and with it maybe a statement. */
export const LINE_END = /[\n\r\u2028\u2029]/u;

/**
 * The text without its comments. A line that held nothing else goes as a whole; a comment between two pieces of code
 * leaves a line break where it held one (which can end a statement), else a blank. `#!` lines stay.
 */
export function removeComments(path: string, text: string): string {
  let result = "";
  let at = 0;
  for (const { start, end } of commentRanges(path, text)) {
    result += text.slice(at, start);
    const lineStart = result.lastIndexOf("\n") + 1;
    const before = result.slice(lineStart);
    const after = /^[^\S\r\n]*(\r?\n|$)/u.exec(text.slice(end));
    at = end;
    if (after === null) {
      result = before.trim() === "" ? result : result.trimEnd() + (LINE_END.test(text.slice(start, end)) ? "\n" : " ");
      at += /^[^\S\r\n]*/u.exec(text.slice(end))?.[0].length ?? 0;
    } else if (before.trim() === "") {
      result = result.slice(0, lineStart);
      at += after[0].length;
    } else {
      result = result.slice(0, lineStart) + before.trimEnd();
      at += after[0].length - (after[1]?.length ?? 0);
    }
  }
  return result + text.slice(at);
}
