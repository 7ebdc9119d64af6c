import ts from "typescript";
import { walk } from "../callee.ts";

/** Ways of writing for which the language has a clearer one, by count. */
function isDated(node: ts.Node): boolean {
  if (ts.isVariableDeclarationList(node)) return (node.flags & ts.NodeFlags.BlockScoped) === 0;
  if (ts.isCallExpression(node)) {
    if (ts.isIdentifier(node.expression) && node.expression.text === "require") return true;
    return ts.isPropertyAccessExpression(node.expression) && /^(then|catch)$/u.test(node.expression.name.text);
  }
  if (!ts.isBinaryExpression(node)) return false;
  const { left, right, operatorToken } = node;
  if (operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const isText = (part: ts.Node): boolean => ts.isStringLiteral(part) || ts.isTemplateExpression(part);
    return isText(left) !== isText(right);
  }
  // `a !== undefined && a.b`, `a === null ? … : a`
  const isNullTest = /^(==|!=)=?$/u.test(operatorToken.getText());
  return (
    isNullTest &&
    [left, right].some((part) => part.kind === ts.SyntaxKind.NullKeyword || part.getText() === "undefined")
  );
}

/** How many there are in a file: `var`, `require`, chains of `then`, pasted texts, tests for null and undefined. */
export function countDatedForms(source: ts.SourceFile): number {
  let count = 0;
  walk(source, (node) => {
    if (isDated(node)) count += 1;
  });
  return count;
}
