import ts from "typescript";
import { walk } from "../callee.ts";
import { parseSource } from "../source.ts";

/** Marks of code that may have been written to get a test green. */
export interface Smells {
  /** Conditions whose outcome does not depend on anything. */
  readonly constantConditions: number;
  /** `catch` clauses, and `.catch(…)` of promises. */
  readonly catches: number;
  readonly throws: number;
}

/** Whether two sides are the same name, or the same property of the same one. */
function isSame(one: ts.Node, other: ts.Node): boolean {
  if (ts.isIdentifier(one)) return ts.isIdentifier(other) && one.text === other.text;
  if (!ts.isPropertyAccessExpression(one) || !ts.isPropertyAccessExpression(other)) return false;
  return one.name.text === other.name.text && isSame(one.expression, other.expression);
}

/** The truth value that an expression always has; undefined where it depends on something. */
function constantTruth(node: ts.Expression): boolean | undefined {
  if (ts.isParenthesizedExpression(node)) return constantTruth(node.expression);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword || node.kind === ts.SyntaxKind.NullKeyword) return false;
  if (ts.isNumericLiteral(node)) return Number(node.text) !== 0;
  if (ts.isStringLiteralLike(node)) return node.text !== "";
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    const inner = constantTruth(node.operand);
    return inner === undefined ? undefined : !inner;
  }
  return ts.isBinaryExpression(node) ? constantBinary(node) : undefined;
}

function constantBinary({ left, right, operatorToken }: ts.BinaryExpression): boolean | undefined {
  const operator = ts.tokenToString(operatorToken.kind) ?? "";
  const sides = [constantTruth(left), constantTruth(right)];
  if (operator === "&&") return sides.includes(false) ? false : sides.includes(undefined) ? undefined : true;
  if (operator === "||") return sides.includes(true) ? true : sides.includes(undefined) ? undefined : false;
  if (!isSame(left, right)) return undefined;
  if (/^(?:===?|[<>]=)$/u.test(operator)) return true;
  return /^(?:!==?|[<>])$/u.test(operator) ? false : undefined;
}

function conditionOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isIfStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node)) return node.expression;
  return ts.isForStatement(node) || ts.isConditionalExpression(node) ? node.condition : undefined;
}

/** `while (true)` and `for (;;)` are how endless loops are written; what counts is what came in by a change. */
export function smellsOf(path: string, text: string): Smells {
  const found = { constantConditions: 0, catches: 0, throws: 0 };
  walk(parseSource(path, text), (node) => {
    if (ts.isCatchClause(node)) found.catches += 1;
    if (ts.isThrowStatement(node)) found.throws += 1;
    const isCatch =
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      node.expression.name.text === "catch";
    if (isCatch) found.catches += 1;
    const condition = conditionOf(node);
    if (condition !== undefined && constantTruth(condition) !== undefined) found.constantConditions += 1;
  });
  return found;
}
