import ts from "typescript";
import { commentRanges } from "../comments.ts";
import { isParsable } from "../source.ts";

/** Code that documentation shows. */
export interface Example {
  readonly code: string;
  /** 1-based line of its first line. */
  readonly line: number;
  /** For a page: the module that the headings above it name; absent: none. */
  readonly module?: string;
  /** For a page: what it says that it is instead of code to run. */
  readonly claims?: "signature";
}

const FENCE = /^([ \t]*)(`{3,}|~{3,})[ \t]*([\w+-]*)[^\n]*$/u;
const SCRIPT = /^(?:js|ts|jsx|tsx|mjs|cjs|mts|cts|javascript|typescript|node)$/iu;
/** In a comment of a script an example without a language is a script. */
const SCRIPT_OR_NONE = new RegExp(`${SCRIPT.source}|^$`, "iu");

interface Fence {
  readonly code: string;
  readonly line: number;
  readonly info: string;
}

/** Fenced blocks of a text whose language is one of `languages`; lines are 0-based. */
function fencesOf(lines: readonly string[], languages: RegExp): readonly Fence[] {
  const found: Fence[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const [info = "", indent = "", fence = "", language = ""] = FENCE.exec(lines[at] ?? "") ?? [];
    if (fence === "") continue;
    const end = lines.findIndex(
      (line, index) => index > at && line.trim().startsWith(fence) && /^[`~]+$/u.test(line.trim()),
    );
    const last = end < 0 ? lines.length : end;
    const inner = lines.slice(at + 1, last).map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
    if (languages.test(language)) found.push({ code: inner.join("\n"), line: at + 1, info });
    at = last;
  }
  return found;
}

/** The text of a comment's lines, without `/**`, `*` and the end. */
function innerLines(comment: string): readonly string[] {
  const lines = comment
    .replace(/^\/\*\*?/u, "")
    .replace(/\*\/$/u, "")
    .split(/\r?\n/u);
  return lines.map((line, index) => (index === 0 ? line.replace(/^ /u, "") : line.replace(/^\s*\* ?/u, "")));
}

function inComment(comment: string, line: number): readonly Example[] {
  const lines = innerLines(comment);
  const tags = lines.findIndex((one) => /^\s*@[a-z]\w*/iu.test(one));
  // Above the tags it takes a language to tell code from other shown text.
  const above = fencesOf(lines.slice(0, tags < 0 ? lines.length : tags), SCRIPT);
  const found: Example[] = above.map((fence) => ({ code: fence.code, line: line + fence.line }));
  let start = -1;
  const close = (end: number): void => {
    if (start < 0) return;
    const inner = [
      (lines[start] ?? "").replace(/^\s*@example\b[^\S\n]*(?:<caption>.*<\/caption>)?/u, ""),
      ...lines.slice(start + 1, end),
    ];
    const fences = fencesOf(inner, SCRIPT_OR_NONE);
    const hasFence = inner.some((one) => FENCE.test(one));
    if (hasFence) found.push(...fences.map((fence) => ({ code: fence.code, line: line + start + fence.line })));
    else if (inner.some((one) => one.trim() !== "")) found.push({ code: inner.join("\n"), line: line + start });
  };
  let isFenced = false;
  for (const [index, text] of lines.entries()) {
    if (FENCE.test(text)) isFenced = !isFenced;
    if (isFenced || !/^\s*@[a-z]\w*/iu.test(text)) continue;
    close(index);
    start = /^\s*@example\b/u.test(text) ? index : -1;
  }
  close(lines.length);
  return found;
}

/** The `@example` blocks and fenced scripts of a script's doc comments, in order of place. */
export function commentExamples(path: string, text: string): readonly Example[] {
  return commentRanges(path, text).flatMap(({ start, end }) => {
    const comment = text.slice(start, end);
    if (!comment.startsWith("/**") || !/@example|```|~~~/u.test(comment)) return [];
    return inComment(comment, text.slice(0, start).split("\n").length);
  });
}

/** The module that a heading names, as a path in backquotes or as its whole text. */
function moduleOf(heading: string): string | undefined {
  const [, quoted] = /`([^`\s]+\.[cm]?[jt]sx?)`/u.exec(heading) ?? [];
  const path = quoted ?? heading.trim();
  return isParsable(path) && !/\s/u.test(path) ? path : undefined;
}

/** The scripts of a Markdown page, with the module that the nearest heading above names. */
export function pageExamples(text: string): readonly Example[] {
  const lines = text.split(/\r?\n/u);
  return fencesOf(lines, SCRIPT).map(({ code, line, info }) => {
    let module: string | undefined;
    for (const above of lines.slice(0, line)) {
      const [, heading] = /^#{1,6}\s+(.*)$/u.exec(above) ?? [];
      if (heading !== undefined) module = moduleOf(heading) ?? module;
    }
    const claims = /\ssignature\s*$/u.test(info) ? { claims: "signature" as const } : {};
    return { code, line: line + 1, ...(module === undefined ? {} : { module }), ...claims };
  });
}

/** The one expression that a text is; undefined for any other text. */
function expressionOf(text: string): ts.Expression | undefined {
  const source = ts.createSourceFile("stated.ts", `(${text}\n);`, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const [statement, more] = source.statements;
  if (more !== undefined || statement === undefined || !ts.isExpressionStatement(statement)) return undefined;
  if (!ts.isParenthesizedExpression(statement.expression)) return undefined;
  const program = ts.transpileModule(`(${text}\n);`, { reportDiagnostics: true });
  return (program.diagnostics ?? []).length === 0 ? statement.expression.expression : undefined;
}

/** Whether a text is an expression by itself. */
export function isExpression(text: string): boolean {
  return expressionOf(text) !== undefined;
}

function isPlain(node: ts.Expression): boolean {
  if (ts.isPrefixUnaryExpression(node)) return ts.isNumericLiteral(node.operand) || ts.isBigIntLiteral(node.operand);
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isPlain);
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every((one) => ts.isPropertyAssignment(one) && isPlain(one.initializer));
  }
  if (ts.isIdentifier(node)) return ["undefined", "NaN", "Infinity"].includes(node.text);
  const isWord = [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(node.kind);
  return isWord || ts.isLiteralExpression(node);
}

/** Whether a text is a value written out, and nothing else: `3`, `"a"`, `[1, 2]`, `{ a: null }`. No prose is one. */
export function isLiteral(text: string): boolean {
  if (!/^["'`[{\d.+-]|^(?:true|false|null|undefined|NaN|Infinity)$|^\/.*\/[a-z]*$/u.test(text)) return false;
  const expression = expressionOf(text);
  return expression !== undefined && isPlain(expression);
}
