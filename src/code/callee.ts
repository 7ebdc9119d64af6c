import ts from "typescript";

/**
 * The names along a member chain, from the root outwards; a call in between is `()`:
 * `expect(a).not.toBe` gives `expect`, `()`, `not`, `toBe`. Empty where the root has no name.
 */
export function calleeChain(expression: ts.Expression): readonly string[] {
  if (ts.isIdentifier(expression)) return [expression.text];
  if (expression.kind === ts.SyntaxKind.ThisKeyword) return ["this"];
  if (ts.isParenthesizedExpression(expression) || ts.isNonNullExpression(expression)) {
    return calleeChain(expression.expression);
  }
  if (ts.isPropertyAccessExpression(expression)) return extended(expression.expression, expression.name.text);
  if (ts.isElementAccessExpression(expression)) {
    const key = expression.argumentExpression;
    return ts.isStringLiteralLike(key) ? extended(expression.expression, key.text) : [];
  }
  if (ts.isCallExpression(expression)) return extended(expression.expression, "()");
  if (ts.isTaggedTemplateExpression(expression)) return extended(expression.tag, "()");
  return [];
}

function extended(root: ts.Expression, name: string): readonly string[] {
  const chain = calleeChain(root);
  return chain.length === 0 ? [] : [...chain, name];
}

/** A chain as code: `expect`, `()`, `toBe` gives `expect().toBe`. */
export function renderChain(chain: readonly string[]): string {
  return chain.join(".").replaceAll(".()", "()");
}

/** Calls `visit` for each node under a root, parents before children, in order of place. */
export function walk(root: ts.Node, visit: (node: ts.Node) => void): void {
  visit(root);
  ts.forEachChild(root, (child) => {
    walk(child, visit);
  });
}

/** What a local name stands for: the module that it was imported from and its name there (`default`, `*`). */
export interface Binding {
  readonly module: string;
  readonly name: string;
}

/** Adds the local names that one import makes. */
export function importBindings(node: ts.ImportDeclaration, into: Map<string, Binding>): void {
  if (!ts.isStringLiteralLike(node.moduleSpecifier) || node.importClause === undefined) return;
  const module = node.moduleSpecifier.text;
  if (node.importClause.name !== undefined) into.set(node.importClause.name.text, { module, name: "default" });
  const named = node.importClause.namedBindings;
  if (named === undefined) return;
  if (ts.isNamespaceImport(named)) {
    into.set(named.name.text, { module, name: "*" });
    return;
  }
  for (const element of named.elements) {
    into.set(element.name.text, { module, name: (element.propertyName ?? element.name).text });
  }
}

function requireBindings(node: ts.VariableDeclaration, into: Map<string, Binding>): void {
  const module = node.initializer === undefined ? undefined : requiredModule(node.initializer);
  if (module === undefined) return;
  if (ts.isIdentifier(node.name)) {
    into.set(node.name.text, { module: module.name, name: module.member ?? "*" });
    return;
  }
  for (const element of node.name.elements) {
    if (!ts.isBindingElement(element) || !ts.isIdentifier(element.name)) continue;
    const key = element.propertyName ?? element.name;
    if (ts.isIdentifier(key)) into.set(element.name.text, { module: module.name, name: key.text });
  }
}

/** `require("m")` and `require("m").member`. */
function requiredModule(expression: ts.Expression): { name: string; member?: string } | undefined {
  if (ts.isPropertyAccessExpression(expression)) {
    const inner = requiredModule(expression.expression);
    return inner === undefined ? undefined : { name: inner.name, member: expression.name.text };
  }
  if (!ts.isCallExpression(expression) || !ts.isIdentifier(expression.expression)) return undefined;
  const [argument] = expression.arguments;
  if (expression.expression.text !== "require" || argument === undefined) return undefined;
  return ts.isStringLiteralLike(argument) ? { name: argument.text } : undefined;
}

/** The local names that a file's imports and `require` calls make, by name. */
export function moduleBindings(source: ts.SourceFile): ReadonlyMap<string, Binding> {
  const bindings = new Map<string, Binding>();
  walk(source, (node) => {
    if (ts.isImportDeclaration(node)) importBindings(node, bindings);
    if (ts.isVariableDeclaration(node)) requireBindings(node, bindings);
  });
  return bindings;
}
