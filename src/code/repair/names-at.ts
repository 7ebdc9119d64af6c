import ts from "typescript";

function bound(name: ts.BindingName, into: Set<string>): void {
  if (ts.isIdentifier(name)) {
    into.add(name.text);
    return;
  }
  for (const element of name.elements) if (ts.isBindingElement(element)) bound(element.name, into);
}

function declared(list: ts.VariableDeclarationList, before: number, into: Set<string>): void {
  for (const declaration of list.declarations) if (declaration.end <= before) bound(declaration.name, into);
}

function statementsOf(node: ts.Node): readonly ts.Statement[] {
  if (ts.isBlock(node) || ts.isSourceFile(node) || ts.isModuleBlock(node)) return node.statements;
  return ts.isCaseOrDefaultClause(node) ? node.statements : [];
}

function fromStatements(node: ts.Node, before: number, into: Set<string>): void {
  for (const statement of statementsOf(node)) {
    if (ts.isVariableStatement(statement)) declared(statement.declarationList, before, into);
    if (ts.isFunctionDeclaration(statement) && statement.name !== undefined) into.add(statement.name.text);
  }
}

/** Names of variables, parameters and functions that hold a value where a node stands, nearest first. Imports are left out. */
export function namesAt(node: ts.Node): readonly string[] {
  const found = new Set<string>();
  const before = node.getStart();
  for (let at: ts.Node = node; !ts.isSourceFile(at);) {
    at = at.parent;
    fromStatements(at, before, found);
    if (ts.isFunctionLike(at)) for (const parameter of at.parameters) bound(parameter.name, found);
    const list =
      ts.isForStatement(at) || ts.isForOfStatement(at) || ts.isForInStatement(at) ? at.initializer : undefined;
    if (list !== undefined && ts.isVariableDeclarationList(list)) declared(list, before, found);
  }
  return [...found];
}
