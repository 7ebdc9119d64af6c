import ts from "typescript";

/** Whether a node means something by the function around it, or makes that function wait. */
function isBound(node: ts.Node): boolean {
  if (ts.isIdentifier(node)) return /^(arguments|eval)$/u.test(node.text);
  if (ts.isForOfStatement(node)) return node.awaitModifier !== undefined;
  if (ts.isVariableDeclarationList(node)) return (node.flags & ts.NodeFlags.Using) !== 0;
  const isOwn = node.kind === ts.SyntaxKind.ThisKeyword || node.kind === ts.SyntaxKind.SuperKeyword;
  return isOwn || ts.isMetaProperty(node) || ts.isAwaitExpression(node) || ts.isYieldExpression(node);
}

/** Whether a node jumps to somewhere outside, or may. */
function isLeaving(node: ts.Node, inside: { readonly loop: boolean; readonly switched: boolean }): boolean {
  if (ts.isLabeledStatement(node)) return true;
  if (ts.isBreakStatement(node)) return node.label !== undefined || !(inside.loop || inside.switched);
  return ts.isContinueStatement(node) && (node.label !== undefined || !inside.loop);
}

/** Whether statements jump out, wait, or mean something by the function around them. A `return` counts unless the last statement is one. */
export function findEscape(statements: readonly ts.Statement[]): boolean {
  const last = statements.at(-1);
  const mayReturn = last !== undefined && ts.isReturnStatement(last);
  const visit = (node: ts.Node, loop: boolean, switched: boolean): boolean => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return holdsThis(node);
    if (ts.isReturnStatement(node) && !mayReturn) return true;
    if (isBound(node) || isLeaving(node, { loop, switched })) return true;
    const isLoop = ts.isIterationStatement(node, false);
    const isSwitch = ts.isSwitchStatement(node);
    return ts.forEachChild(node, (child) => visit(child, loop || isLoop, switched || isSwitch)) === true;
  };
  // A function or class that a block declares is seen before it, and by the whole of it.
  const isDeclared = (statement: ts.Statement): boolean =>
    ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
  return statements.some((statement) => isDeclared(statement) || visit(statement, false, false));
}

/** Whether an arrow function means by `this`, `arguments` or `super` what stands around it. */
function holdsThis(node: ts.Node): boolean {
  if (!ts.isArrowFunction(node)) return ts.isClassLike(node);
  const visit = (inner: ts.Node): boolean => {
    if (ts.isFunctionLike(inner) && !ts.isArrowFunction(inner)) return false;
    if (
      inner.kind === ts.SyntaxKind.ThisKeyword ||
      inner.kind === ts.SyntaxKind.SuperKeyword ||
      ts.isMetaProperty(inner)
    )
      return true;
    if (ts.isIdentifier(inner) && inner.text === "arguments") return true;
    return ts.forEachChild(inner, visit) === true;
  };
  return visit(node);
}
