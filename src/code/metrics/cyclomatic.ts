import ts from "typescript";
import { walk } from "../callee.ts";

/** Operators of which one side may not be run. */
const SHORT_CIRCUITS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
]);

/** A statement or expression that runs others, or not, or again. */
export function isBranching(node: ts.Node): boolean {
  return (
    ts.isIfStatement(node) ||
    ts.isConditionalExpression(node) ||
    ts.isSwitchStatement(node) ||
    ts.isIterationStatement(node, false) ||
    ts.isCatchClause(node)
  );
}

function isDecision(node: ts.Node): boolean {
  if (ts.isSwitchStatement(node)) return false;
  if (isBranching(node) || ts.isCaseClause(node) || node.kind === ts.SyntaxKind.QuestionDotToken) return true;
  return ts.isBinaryExpression(node) && SHORT_CIRCUITS.has(node.operatorToken.kind);
}

/** The functions of a file that have a body, nested ones too. */
export function functionsIn(source: ts.SourceFile): readonly ts.Node[] {
  const found: ts.Node[] = [];
  walk(source, (node) => {
    if (ts.isFunctionLike(node) && "body" in node && node.body !== undefined) found.push(node);
  });
  return found;
}

/**
 * Cyclomatic complexity of a function, or of a file's top level: one more than the places at which its flow divides (T. J.
 * McCabe, "A Complexity Measure", 1976). Functions inside count for themselves.
 */
export function cyclomaticComplexity(root: ts.Node): number {
  let total = 1;
  const visit = (node: ts.Node): void => {
    if (node !== root && ts.isFunctionLike(node)) return;
    if (isDecision(node)) total += 1;
    ts.forEachChild(node, visit);
  };
  visit(root);
  return total;
}
