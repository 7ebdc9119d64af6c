import ts from "typescript";
import { walk } from "./callee.ts";

/**
 * What may keep an assertion from failing its test: a `condition` around it, a `catch` that swallows what it throws,
 * or that it is `unreached`, below a `return` or in a loop over nothing.
 */
export type HeldBack = "condition" | "catch" | "unreached";

const SHORT_CIRCUIT = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);
/** Names by which a catch clause makes its test fail after all. */
const FAILS = /^(?:expect|assert|fail|reject|done|next|ok|should)/u;

/** Whether a catch clause neither throws nor asserts nor hands the error on. */
function swallows(clause: ts.CatchClause): boolean {
  let kept = false;
  walk(clause.block, (node) => {
    if (ts.isThrowStatement(node) || (ts.isIdentifier(node) && FAILS.test(node.text))) kept = true;
  });
  return !kept;
}

function isBelowEnd(statement: ts.Node, block: ts.Block): boolean {
  const at = block.statements.findIndex((one) => one === statement);
  return block.statements
    .slice(0, Math.max(at, 0))
    .some((one) => ts.isReturnStatement(one) || ts.isThrowStatement(one));
}

/** Whether a node is a part of another that runs only sometimes: a branch, the right of `&&`, a case, a catch clause. */
function isConditional(child: ts.Node, parent: ts.Node): boolean {
  if (ts.isIfStatement(parent)) return child !== parent.expression;
  if (ts.isConditionalExpression(parent)) return child !== parent.condition;
  if (ts.isBinaryExpression(parent)) return child === parent.right && SHORT_CIRCUIT.has(parent.operatorToken.kind);
  return ts.isCaseOrDefaultClause(parent) || ts.isCatchClause(parent);
}

function isUnreached(child: ts.Node, parent: ts.Node): boolean {
  if (ts.isBlock(parent)) return isBelowEnd(child, parent);
  if (!ts.isForOfStatement(parent) || !ts.isArrayLiteralExpression(parent.expression)) return false;
  return child === parent.statement && parent.expression.elements.length === 0;
}

function isCaught(child: ts.Node, parent: ts.Node): boolean {
  if (!ts.isTryStatement(parent) || child !== parent.tryBlock) return false;
  return parent.catchClause !== undefined && swallows(parent.catchClause);
}

function heldBy(child: ts.Node, parent: ts.Node): HeldBack | undefined {
  if (isConditional(child, parent)) return "condition";
  if (isCaught(child, parent)) return "catch";
  return isUnreached(child, parent) ? "unreached" : undefined;
}

/** What holds a node back inside the function that it stands in; undefined where it runs whenever that function does. */
export function heldBack(node: ts.Node): HeldBack | undefined {
  let found: HeldBack | undefined;
  for (let child = node; !ts.isSourceFile(child) && !ts.isFunctionLike(child); child = child.parent) {
    const held = heldBy(child, child.parent);
    if (held !== undefined && found !== "unreached") found = held;
  }
  return found;
}
