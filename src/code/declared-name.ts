import ts from "typescript";

/** The name that a node declares: a variable, a parameter, a part of a pattern, a function or a class. */
export function declaredName(node: ts.Node): string | undefined {
  const isDeclaring =
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node);
  return isDeclaring && node.name !== undefined && ts.isIdentifier(node.name) ? node.name.text : undefined;
}
