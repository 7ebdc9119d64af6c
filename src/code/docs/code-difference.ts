import ts from "typescript";
import { LINE_END, removeComments } from "../comments.ts";
import { lineAt, parseSource } from "../source.ts";
import { directivesOf, type Directive } from "./directives.ts";
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

/** What is said of two texts of the same code whose instructions to tools are not the same. */
function directiveDifference(path: string, before: Side, after: Side): CodeDifference | undefined {
  const [was, is] = [directivesOf(path, before.text, before.tokens), directivesOf(path, after.text, after.tokens)];
  const missing = (one: readonly Directive[], other: readonly Directive[]): Directive | undefined => {
    const left = other.map(({ text }) => text);
    return one.find(({ text }) => {
      const at = left.indexOf(text);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  };
  const changed = missing(is, was) ?? missing(was, is);
  if (changed !== undefined) return { line: 1, what: `\`${short(changed.text)}\` is an instruction to a tool` };
  const moved = is.find(({ text, place }, index) => was[index]?.text !== text || was[index].place !== place);
  if (moved === undefined) return undefined;
  return {
    line: 1,
    what: `\`${short(moved.text)}\` is an instruction to a tool and stands in front of something else`,
  };
}

/** A text with its pieces of code. */
interface Side {
  readonly text: string;
  readonly tokens: readonly Token[];
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
  const said = directiveDifference(path, { text: before, tokens: old }, { text: after, tokens: own });
  if (said !== undefined) return said;
  if (linesOf(path, before) !== linesOf(path, after)) return { line: 1, what: "blanks in the code are different" };
  return undefined;
}
