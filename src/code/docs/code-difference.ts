import ts from "typescript";
import { commentRanges, LINE_END, removeComments } from "../comments.ts";
import { lineAt, parseSource } from "../source.ts";
import { short } from "./short.ts";

/** Where two texts hold other code, whatever their comments; 1-based line of the second. */
export interface CodeDifference {
  readonly line: number;
  readonly what: string;
}

interface Token {
  readonly text: string;
  readonly start: number;
  /** Whether a line ends between the token before and this one: that can end a statement. */
  readonly isFirst: boolean;
}

function tokensOf(source: ts.SourceFile): readonly Token[] {
  const found: Token[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind >= ts.SyntaxKind.FirstJSDocNode && node.kind <= ts.SyntaxKind.LastJSDocNode) return;
    const children = node.getChildren(source);
    if (children.length > 0) {
      children.forEach(visit);
      return;
    }
    const start = node.getStart(source);
    const text = source.text.slice(start, node.end);
    if (text === "" && node.kind !== ts.SyntaxKind.EndOfFileToken) return;
    found.push({ text, start, isFirst: found.length === 0 || LINE_END.test(source.text.slice(node.pos, start)) });
  };
  visit(source);
  return found;
}

/** Comments that tools act on: to write or to drop one is more than documentation. */
const DIRECTIVE =
  /^(?:\/\/\/?|\/\*+!?|\*)?\s*(?:<(?:reference|amd)|[#@]\s*source(?:Mapping)?URL|@ts-|@jsx|@(?:jest|vitest)-environment|[#@]__[A-Z_]+__|@flow|@preserve|@vite-ignore|webpack[A-Z]\w*\s*:|(?:eslint|oxlint|tslint|biome|prettier|istanbul|c8|v8|stryker|standard|jshint|jslint|globals?)[\s:-])/iu;

function directivesOf(path: string, text: string): readonly string[] {
  const lines = commentRanges(path, text).flatMap(({ start, end }) => text.slice(start, end).split("\n"));
  return lines
    .map((line) => line.trim())
    .filter((line) => DIRECTIVE.test(line))
    .sort();
}

function linesOf(path: string, text: string): string {
  const lines = removeComments(path, text).replaceAll("\r\n", "\n").split("\n");
  return lines
    .map((line) => line.trimEnd())
    .filter((line) => line !== "")
    .join("\n");
}

/**
 * The first place where the code of two TypeScript or JavaScript texts differs once comments and blank lines are out of
 * the way; undefined where it is the same. Comments that tools act on count as code.
 */
export function codeDifference(path: string, before: string, after: string): CodeDifference | undefined {
  const source = parseSource(path, after);
  const [old, own] = [tokensOf(parseSource(path, before)), tokensOf(source)];
  const at = own.findIndex(({ text, isFirst }, index) => text !== old[index]?.text || isFirst !== old[index].isFirst);
  const token = own[at];
  if (token !== undefined) {
    const line = lineAt(source, token.start);
    const was = old[at]?.text ?? "the end of the file";
    if (was !== token.text) return { line, what: `\`${short(token.text)}\` stands where \`${short(was)}\` stood` };
    return { line, what: `the line in front of \`${short(token.text)}\` is broken differently` };
  }
  if (old.length > own.length) return { line: lineAt(source, after.length), what: "code is missing at the end" };
  const [was, is] = [directivesOf(path, before), directivesOf(path, after)];
  const changed = is.find((text) => !was.includes(text)) ?? was.find((text) => !is.includes(text));
  if (changed !== undefined || was.length !== is.length)
    return { line: 1, what: `\`${short(changed ?? was[0] ?? "")}\` is an instruction to a tool` };
  if (linesOf(path, before) !== linesOf(path, after)) return { line: 1, what: "blanks in the code are different" };
  return undefined;
}
