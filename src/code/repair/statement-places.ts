/** Statements in the place of others and beside them, written as the file writes its own. */
import ts from "typescript";
import { goesOn, statementEnd } from "../statement-end.ts";
import type { ProposedEdit } from "./edit-template.ts";

/** What ends with its brace. */
const BLOCK = /^(?:(?:if|for|while|switch|try|function|class)\b|\{)[^]*\}$/u;

/** The statements that a node stands among; undefined where it stands alone. */
export function listOf(node: ts.Node): readonly ts.Statement[] | undefined {
  const { parent } = node;
  return ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent)
    ? parent.statements
    : undefined;
}

/** A statement that declares nothing, so that braces around it change nothing. */
export function isPlain(node: ts.Node): node is ts.Statement {
  return (
    ts.isStatement(node) &&
    !ts.isBlock(node) &&
    !ts.isVariableStatement(node) &&
    !ts.isDeclarationStatement(node) &&
    !ts.isEmptyStatement(node)
  );
}

/** A break and the blanks in front of a place, where it is the first on its line; else a blank. */
function breakBefore(text: string, start: number): string {
  const line = text.lastIndexOf("\n", start - 1) + 1;
  const head = text.slice(line, start);
  return /^\s*$/u.test(head) ? `\n${head}` : " ";
}

function indentOf(node: ts.Node): string {
  return breakBefore(node.getSourceFile().text, node.getStart());
}

/** What follows a place, without comments at the ends and on lines of their own. */
function codeAfter(node: ts.Node): string {
  return node
    .getSourceFile()
    .text.slice(node.end)
    .replace(/^(?:[ \t]*\/\/[^\n]*|\s*\n)+/u, "\n");
}

/** A statement with what ends it in front of a text: what the file ends its own with, a semicolon where it has to be one. */
function ended(text: string, node: ts.Node, following: string): string {
  if (BLOCK.test(text)) return text;
  if (statementEnd(node.getSourceFile()) === ";") return /[;}]\s*$/u.test(text) ? text : `${text};`;
  const bare = text.replace(/;\s*$/u, "");
  const isEnded = /^[ \t]*(?:\r?\n|\}|$)/u.test(following) && !goesOn(following);
  return isEnded ? bare : `${bare};`;
}

/** Another statement in the place of one; the edit ends it as the file does. */
export function replaced(node: ts.Node, text: string, template: ProposedEdit["template"], prior: number): ProposedEdit {
  const made = text === "" ? "" : ended(text, node, codeAfter(node));
  return { template, start: node.getStart(), end: node.end, position: "statement", text: made, prior };
}

/** Two statements in the places of two neighbours. */
export function exchanged(
  [first, second]: readonly [ts.Statement, ts.Statement],
  template: ProposedEdit["template"],
  prior: number,
): ProposedEdit {
  const { text } = first.getSourceFile();
  const between = text.slice(first.end, second.getStart());
  const made = ended(second.getText(), first, between + first.getText()) + between;
  const all = made + ended(first.getText(), first, codeAfter(second));
  return { template, start: first.getStart(), end: second.end, position: "statement", text: all, prior };
}

/** A statement as the last one of the block that ends the statement before it. */
export function movedInto(
  body: ts.Block,
  [first, second]: readonly [ts.Statement, ts.Statement],
  template: ProposedEdit["template"],
  prior: number,
): ProposedEdit {
  const { text } = first.getSourceFile();
  const last = body.statements.at(-1);
  const [own, outer] = [last === undefined ? " " : indentOf(last), breakBefore(text, body.end - 1)];
  // On the line of a comment it would be a part of that.
  const inner = own === " " && outer !== " " ? `${outer}  ` : own;
  const head = text.slice(first.getStart(), body.end - 1).trimEnd();
  const made = `${head}${inner}${ended(second.getText(), first, outer)}${outer}}`;
  return { template, start: first.getStart(), end: second.end, position: "statement", text: made, prior };
}

/** A statement beside another; none where the two could not be told apart (a declaration without a semicolon). */
export function inserted(
  node: ts.Node,
  place: "before" | "after",
  text: string,
  prior: number,
  template: ProposedEdit["template"],
): readonly ProposedEdit[] {
  const indent = indentOf(node);
  const own = node.getText();
  if (isPlain(node)) {
    const [first, second] = place === "before" ? [text, own] : [own, text];
    return [replaced(node, ended(first, node, indent + second) + indent + second, template, prior)];
  }
  if (place === "before") {
    const start = node.getStart();
    const made = `${ended(text, node, indent + own)}${indent}`;
    return [{ template, start, end: start, position: "statement", text: made, prior }];
  }
  if (/[;}]$/u.test(own)) {
    const made = indent + ended(text, node, codeAfter(node));
    return [{ template, start: node.end, end: node.end, position: "statement", text: made, prior }];
  }
  return beforeBrace(node, text, indent, { template, prior });
}

/** Behind the last statement of a block, whose end is the break before the brace. */
function beforeBrace(
  node: ts.Node,
  text: string,
  indent: string,
  rest: Pick<ProposedEdit, "template" | "prior">,
): readonly ProposedEdit[] {
  const brace = node.parent.end - 1;
  const outer = breakBefore(node.getSourceFile().text, brace);
  const isLast = ts.isBlock(node.parent) && node.parent.statements.at(-1) === node;
  if (!isLast || !indent.startsWith(outer) || !outer.startsWith("\n") || goesOn(text)) return [];
  const made = `${indent.slice(outer.length)}${ended(text, node, outer)}${outer}`;
  return [{ ...rest, start: brace, end: brace, position: "statement", text: made }];
}

/** A statement that is missing, before another. */
export function insertedBefore(node: ts.Node, text: string, prior: number): readonly ProposedEdit[] {
  return inserted(node, "before", text, prior, "statement-copy");
}
