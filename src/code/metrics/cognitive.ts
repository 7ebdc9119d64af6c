import ts from "typescript";
import { isBranching } from "./cyclomatic.ts";

function isLogical(node: ts.Node): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken;
}

/** A run of the same operator counts once: `a && b && c` is one thing to understand. */
function isNewRun(node: ts.BinaryExpression): boolean {
  let { parent }: ts.Node = node;
  while (ts.isParenthesizedExpression(parent)) ({ parent } = parent);
  return !(isLogical(parent) && parent.operatorToken.kind === node.operatorToken.kind);
}

function isElseIf(node: ts.Node): boolean {
  return ts.isIfStatement(node) && ts.isIfStatement(node.parent) && node.parent.elseStatement === node;
}

/**
 * Cognitive complexity of a file or function: how hard it is to follow (G. A. Campbell, "Cognitive Complexity", SonarSource
 * 2018). Breaks in the flow count one and one more for each level that they are nested in; `else`, jumps to labels and
 * runs of logical operators count one. Calls of itself are not counted. Functions inside
 * another belong to it, one level deeper.
 */
export function cognitiveComplexity(root: ts.Node): number {
  let total = 0;
  const visit = (node: ts.Node, nesting: number, functions: number): void => {
    const isFunction = ts.isFunctionLike(node);
    let inner = isFunction && functions > 0 ? nesting + 1 : nesting;
    if (isElseIf(node)) total += 1;
    else if (isBranching(node)) {
      total += 1 + nesting;
      inner += 1;
    }
    if (ts.isIfStatement(node) && node.elseStatement !== undefined && !ts.isIfStatement(node.elseStatement)) total += 1;
    if (isLogical(node) && isNewRun(node)) total += 1;
    if ((ts.isBreakStatement(node) || ts.isContinueStatement(node)) && node.label !== undefined) total += 1;
    ts.forEachChild(node, (child) => {
      visit(child, inner, functions + (isFunction ? 1 : 0));
    });
  };
  visit(root, 0, 0);
  return total;
}
