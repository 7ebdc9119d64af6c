import ts from "typescript";
import { walk } from "../callee.ts";
import { declaredName } from "../declared-name.ts";
import { isWrapper } from "../instrument-syntax.ts";
import { lineAt } from "../source.ts";
import type { Rewrite, RewritePlace } from "./rewrite.ts";
import { hasHiddenNames } from "./references.ts";
import { walkInTime } from "./walk-in-time.ts";

/** A test of one variable: which values it lets through. */
interface NullTest {
  readonly name: string;
  /** True where the test holds for null and undefined alike and for nothing else; false where for all others. */
  readonly isNullish: boolean;
}

function isNull(node: ts.Expression): boolean {
  return node.kind === ts.SyntaxKind.NullKeyword;
}

function isUndefined(node: ts.Expression): boolean {
  return (
    (ts.isIdentifier(node) && node.text === "undefined") ||
    (ts.isVoidExpression(node) && ts.isNumericLiteral(node.expression))
  );
}

interface Comparison {
  readonly name: string;
  readonly with: "null" | "undefined";
  readonly operator: string;
}

function comparison(node: ts.Expression): Comparison | undefined {
  if (ts.isParenthesizedExpression(node)) return comparison(node.expression);
  if (!ts.isBinaryExpression(node)) return undefined;
  const operator = node.operatorToken.getText();
  if (!/^[!=]==?$/u.test(operator)) return undefined;
  for (const [subject, other] of [
    [node.left, node.right],
    [node.right, node.left],
  ] as const) {
    if (!ts.isIdentifier(subject) || isUndefined(subject)) continue;
    if (isNull(other)) return { name: subject.text, with: "null", operator };
    if (isUndefined(other)) return { name: subject.text, with: "undefined", operator };
  }
  return undefined;
}

/** `a == null`, `a === null || a === undefined`, and their opposites. */
function nullTest(node: ts.Expression): NullTest | undefined {
  if (ts.isParenthesizedExpression(node)) return nullTest(node.expression);
  const single = comparison(node);
  if (single?.operator === "==" || single?.operator === "!=")
    return { name: single.name, isNullish: single.operator === "==" };
  return ts.isBinaryExpression(node) ? pairTest(node) : undefined;
}

/** Both tests of one variable, one for null and one for undefined. */
function pairTest({ left, right, operatorToken }: ts.BinaryExpression): NullTest | undefined {
  const [first, second] = [comparison(left), comparison(right)];
  if (first === undefined || second?.name !== first.name || first.with === second.with) return undefined;
  if (first.operator !== second.operator) return undefined;
  const { name, operator } = first;
  if (operatorToken.kind === ts.SyntaxKind.BarBarToken && operator === "===") return { name, isNullish: true };
  const isOpposite = operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken && operator === "!==";
  return isOpposite ? { name, isNullish: false } : undefined;
}

/** `a.b.c(…)` with `?.` behind its root, where that is the variable; undefined where the chain begins otherwise. */
function chained(node: ts.Expression, name: string, source: ts.SourceFile): string | undefined {
  let root: ts.Expression = node;
  while (ts.isPropertyAccessExpression(root) || ts.isElementAccessExpression(root) || ts.isCallExpression(root)) {
    if (ts.isOptionalChain(root) && root.questionDotToken !== undefined) return undefined;
    const inner: ts.Expression = root.expression;
    if (ts.isIdentifier(inner) && inner.text === name) {
      const rest = source.text.slice(inner.end, node.end);
      return `${name}?.${ts.isPropertyAccessExpression(root) ? rest.replace(/^\s*\./u, "") : rest.trimStart()}`;
    }
    root = inner;
  }
  return undefined;
}

/** What may stand on either side of `??` without parentheses. */
function isTight(node: ts.Expression): boolean {
  return (
    ts.isIdentifier(node) ||
    ts.isLiteralExpression(node) ||
    ts.isCallExpression(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isElementAccessExpression(node) ||
    isNull(node) ||
    ts.isNewExpression(node) ||
    ts.isTemplateExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword
  );
}

function rewritten(
  { condition, whenTrue, whenFalse }: ts.ConditionalExpression,
  source: ts.SourceFile,
): string | undefined {
  const test = nullTest(condition);
  if (test === undefined) return undefined;
  const [missing, present] = test.isNullish ? [whenTrue, whenFalse] : [whenFalse, whenTrue];
  if (ts.isIdentifier(present) && present.text === test.name && isTight(missing))
    return `${test.name} ?? ${missing.getText(source)}`;
  return isUndefined(missing) && !isReferred(condition.parent) ? chained(present, test.name, source) : undefined;
}

/** Whether what is done to a value means the member that it is of: a call by `this`, `delete`. */
function isReferred(node: ts.Node): boolean {
  const { parent } = node;
  if (isWrapper(parent)) return isReferred(parent);
  if (ts.isCallExpression(parent)) return parent.expression === node;
  return ts.isTaggedTemplateExpression(parent) || ts.isDeleteExpression(parent);
}

/** Whether names do not mean here what they mean elsewhere: `undefined` may be a parameter, and `document.all` equals null without being it. */
function hasOddNames(source: ts.SourceFile): boolean {
  let isOdd = hasHiddenNames(source) || /\bdocument\s*\??\.\s*all\b/u.test(source.text);
  walk(source, (node) => {
    if (declaredName(node) === "undefined") isOdd = true;
  });
  return isOdd;
}

/** Whether the operators around a place forbid `??` or bind tighter than it. */
function mayStand({ parent }: ts.Node): boolean {
  if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return !ts.isPrefixUnaryExpression(parent) && !ts.isAwaitExpression(parent) && !ts.isSpreadElement(parent);
}

/**
 * `a === null || a === undefined ? b : a` → `a ?? b`, `a == null ? undefined : a.b` → `a?.b`. Variables only, whose value
 * is read once instead of twice; tests that let null or undefined through on their own are left.
 */
export const nullishOperators: Rewrite = {
  name: "prefer-nullish-operators",
  title: "Uses ?? and ?. for tests of null and undefined",
  find({ source, expired }) {
    if (hasOddNames(source)) return [];
    const places: RewritePlace[] = [];
    walkInTime(source, expired, (node) => {
      if (!ts.isConditionalExpression(node) || !mayStand(node)) return;
      const text = rewritten(node, source);
      if (text === undefined || /\/\/|\/\*/u.test(node.getText(source))) return;
      const start = node.getStart(source);
      places.push({
        line: lineAt(source, start),
        what: `${node.getText(source).replaceAll(/\s+/gu, " ").slice(0, 60)} → ${text.slice(0, 60)}`,
        changes: [{ start, length: node.end - start, text }],
      });
    });
    return places;
  },
};
