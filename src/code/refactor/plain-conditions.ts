import ts from "typescript";
import { lineAt } from "../source.ts";
import { goesOn, statementEndAt } from "../statement-end.ts";
import { hasHiddenNames } from "./references.ts";
import type { Rewrite, RewritePlace } from "./rewrite.ts";
import { walkInTime } from "./walk-in-time.ts";

/** Whether an expression gives true or false whatever its operands are. */
function isBoolean(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isBoolean(node.expression);
  if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) return true;
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.ExclamationToken;
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken)
    return isBoolean(node.left) && isBoolean(node.right);
  return COMPARISONS.has(kind);
}

const COMPARISONS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.InKeyword,
  ts.SyntaxKind.InstanceOfKeyword,
]);
/** Only equality has an opposite: `!(a < b)` is true for NaN, `a >= b` is not. */
const OPPOSITES: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.EqualsEqualsToken, "!="],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, "!=="],
  [ts.SyntaxKind.ExclamationEqualsToken, "=="],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, "==="],
]);

/** Source text of the opposite of a condition. */
export function negated(node: ts.Expression, source: ts.SourceFile): string {
  if (ts.isParenthesizedExpression(node)) return negated(node.expression, source);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken && isBoolean(node.operand)) {
    const { operand } = node;
    return (ts.isParenthesizedExpression(operand) ? operand.expression : operand).getText(source);
  }
  const opposite = ts.isBinaryExpression(node) ? OPPOSITES.get(node.operatorToken.kind) : undefined;
  if (opposite !== undefined && ts.isBinaryExpression(node))
    return `${node.left.getText(source)} ${opposite} ${node.right.getText(source)}`;
  const text = node.getText(source);
  const isSimple = ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isCallExpression(node);
  return isSimple ? `!${text}` : `!(${text})`;
}

function literal(node: ts.Node | undefined): boolean | undefined {
  if (node?.kind === ts.SyntaxKind.TrueKeyword) return true;
  return node?.kind === ts.SyntaxKind.FalseKeyword ? false : undefined;
}

/** `true` and `false` of `return true`, alone or in braces. */
function returned(node: ts.Statement | undefined): boolean | undefined {
  if (node === undefined) return undefined;
  if (ts.isBlock(node)) return node.statements.length === 1 ? returned(node.statements[0]) : undefined;
  return ts.isReturnStatement(node) ? literal(node.expression) : undefined;
}

function holdsComment(node: ts.Node, source: ts.SourceFile): boolean {
  return /\/\/|\/\*/u.test(node.getText(source));
}

/** The value of a condition in the place of two answers; undefined where it would not be the same. */
function answer(
  condition: ts.Expression,
  ifTrue: boolean,
  ifFalse: boolean,
  source: ts.SourceFile,
): string | undefined {
  if (ifTrue === ifFalse) return undefined;
  if (!ifTrue) return negated(condition, source);
  return isBoolean(condition) ? condition.getText(source) : undefined;
}

/** Places where an expression asks for what it already has: `c ? true : false`, `if (c) return true; return false`, `!(a === b)`, `x ? x : y`. */
export const plainConditions: Rewrite = {
  name: "no-redundant-conditions",
  title: "Says redundant conditions plainly",
  find({ source, expired }) {
    const places: RewritePlace[] = [];
    const add = (first: ts.Node, last: ts.Node, text: string): void => {
      if (holdsComment(first, source) || (last !== first && holdsComment(last, source))) return;
      const start = first.getStart(source);
      const old = source.text.slice(start, last.end).replaceAll(/\s+/gu, " ");
      if (beginsStatement(first, source) && goesOn(text) && !goesOn(old)) return;
      places.push({
        line: lineAt(source, start),
        what: `${old.slice(0, 60)} → ${text.slice(0, 60)}`,
        changes: [{ start, length: last.end - start, text }],
      });
    };
    walkInTime(source, expired, (node) => {
      if (ts.isConditionalExpression(node)) {
        const text = plainConditional(node, source);
        if (text !== undefined) add(node, node, text);
      } else if (ts.isIfStatement(node)) {
        const found = plainIf(node, source);
        if (found !== undefined) add(node, found.last, found.text);
      } else if (ts.isPrefixUnaryExpression(node)) {
        const text = plainNegation(node, source);
        if (text !== undefined) add(node, node, text);
      }
    });
    return places;
  },
};

/** Whether a node stands first in a statement: without a semicolon the one before may go on in it. */
function beginsStatement(node: ts.Node, source: ts.SourceFile): boolean {
  const statement = ts.findAncestor(node, ts.isStatement);
  return statement?.getStart(source) === node.getStart(source);
}

function plainConditional(node: ts.ConditionalExpression, source: ts.SourceFile): string | undefined {
  const { condition, whenTrue, whenFalse } = node;
  const [ifTrue, ifFalse] = [literal(whenTrue), literal(whenFalse)];
  if (ifTrue !== undefined && ifFalse !== undefined) {
    const text = answer(condition, ifTrue, ifFalse, source);
    return text !== undefined && needsParentheses(node) ? `(${text})` : text;
  }
  const isSame = ts.isIdentifier(condition) && whenTrue.getText(source) === condition.text;
  // In `with` a name may be a getter that counts how often it is read.
  if (!isSame || hasHiddenNames(source) || !ts.isIdentifier(whenFalse) || needsParentheses(node)) return undefined;
  return `${condition.text} || ${whenFalse.text}`;
}

/** What follows binds more loosely than a conditional would: its new text may not. */
function needsParentheses({ parent }: ts.Node): boolean {
  return !(
    ts.isReturnStatement(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isParenthesizedExpression(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isArrowFunction(parent) ||
    ts.isIfStatement(parent) ||
    ts.isExpressionStatement(parent) ||
    (ts.isCallExpression(parent) && parent.arguments.length > 0) ||
    (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken)
  );
}

function plainIf(
  node: ts.IfStatement,
  source: ts.SourceFile,
): { readonly last: ts.Node; readonly text: string } | undefined {
  const ifTrue = returned(node.thenStatement);
  if (ifTrue === undefined) return undefined;
  const { parent } = node;
  const siblings = ts.isBlock(parent) || ts.isSourceFile(parent) ? parent.statements : undefined;
  const next = siblings?.[siblings.indexOf(node) + 1];
  const last = node.elseStatement ?? next;
  const ifFalse = returned(last);
  if (last === undefined || ifFalse === undefined || siblings === undefined) return undefined;
  // Comments between the two belong to somebody.
  if (/\/\/|\/\*/u.test(source.text.slice(node.end, last.getStart(source)))) return undefined;
  const text = answer(node.expression, ifTrue, ifFalse, source);
  if (text === undefined) return undefined;
  const end = node.elseStatement === undefined ? last : node;
  return { last: end, text: `return ${text}${statementEndAt(source, end.end)}` };
}

function plainNegation(node: ts.PrefixUnaryExpression, source: ts.SourceFile): string | undefined {
  const { operator, operand } = node;
  if (operator !== ts.SyntaxKind.ExclamationToken || !ts.isParenthesizedExpression(operand)) return undefined;
  const inner = operand.expression;
  if (!ts.isBinaryExpression(inner) || !OPPOSITES.has(inner.operatorToken.kind)) return undefined;
  const text = negated(inner, source);
  const { parent } = node;
  const isFree = ts.isParenthesizedExpression(parent) || !needsParentheses(node) || ts.isWhileStatement(parent);
  const isLogical =
    ts.isBinaryExpression(parent) &&
    (parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken ||
      parent.operatorToken.kind === ts.SyntaxKind.BarBarToken);
  return isFree || isLogical ? text : `(${text})`;
}
