import ts from "typescript";
import { walk } from "../callee.ts";

/**
 * Where an expression stands, as a text that is the same for places of the same use: the side of an operator, the place
 * among a call's arguments, an index. Undefined where the place says nothing of what belongs there.
 */
export function contextOf(node: ts.Node): string | undefined {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) {
    return `${parent.left === node ? "left" : "right"} of ${parent.operatorToken.getText()}`;
  }
  if (ts.isElementAccessExpression(parent)) {
    return parent.expression === node ? "indexed" : `index of ${parent.expression.getText()}`;
  }
  if (ts.isCallExpression(parent))
    return `argument ${parent.arguments.findIndex((one) => one === node)} of ${parent.expression.getText()}`;
  if (ts.isPropertyAccessExpression(parent)) return `receiver of ${parent.name.text}`;
  return undefined;
}

/** Names that functions of a text declare and never use. */
export function unusedNames(source: ts.SourceFile): ReadonlySet<string> {
  const declared = new Map<string, ts.Node>();
  const used = new Set<string>();
  walk(source, (node) => {
    if (!ts.isIdentifier(node)) return;
    const { parent } = node;
    const isDeclared =
      (ts.isParameter(parent) || ts.isVariableDeclaration(parent) || ts.isBindingElement(parent)) &&
      parent.name === node;
    if (isDeclared) declared.set(`${functionOf(parent)}:${node.text}`, node);
    else if (!(ts.isPropertyAccessExpression(parent) && parent.name === node)) used.add(node.text);
  });
  return new Set([...declared].filter(([, node]) => !used.has(node.getText())).map(([key]) => key));
}

/** The number of a node's function among its file's, which an edit inside of one leaves alone. */
function functionOf(node: ts.Node): number {
  let depth = 0;
  for (let at = node; !ts.isSourceFile(at); at = at.parent) if (ts.isFunctionLike(at)) depth += 1;
  return depth;
}
