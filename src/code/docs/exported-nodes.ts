import ts from "typescript";
import { calleeChain } from "../callee.ts";
import { callableOf, type Callable } from "./attached.ts";

/** Something exported, as a node that a comment can stand in front of. */
export interface ExportedNode {
  readonly name: string;
  readonly node: ts.Node;
  readonly callable?: Callable;
  /** Of a function with several signatures, on each of its nodes: the one with the body. */
  readonly implementation?: ts.FunctionDeclaration;
  /** The namespace that it stands in, which its name begins with; absent: it stands in none. */
  readonly namespace?: string;
}

/** The name without that of its namespace: what it is called inside. */
export function innerName({ name, namespace }: Pick<ExportedNode, "name" | "namespace">): string {
  return namespace === undefined ? name : name.slice(namespace.length + 1);
}

function hasModifier(statement: ts.Statement, kind: ts.SyntaxKind): boolean {
  return (
    ts.canHaveModifiers(statement) && (ts.getModifiers(statement) ?? []).some((modifier) => modifier.kind === kind)
  );
}

/** What an assignment to `exports.x`, `module.exports` or `X.prototype.y` gives a name to: its path from the module's exports. */
function assigned(
  statement: ts.Statement,
): { readonly path: readonly string[]; readonly value: ts.Expression } | undefined {
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return undefined;
  const { left, right, operatorToken } = statement.expression;
  if (operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  const chain = calleeChain(left);
  if (chain[0] === "exports" && chain.length === 2) return { path: chain.slice(1), value: right };
  if (chain[0] === "module" && chain[1] === "exports" && chain.length <= 3)
    return { path: chain.slice(2), value: right };
  return undefined;
}

function namesIn(statement: ts.Statement): readonly string[] {
  if (ts.isExportDeclaration(statement) && statement.moduleSpecifier === undefined) {
    const { exportClause } = statement;
    if (exportClause === undefined || !ts.isNamedExports(exportClause)) return [];
    return exportClause.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
  }
  if (ts.isExportAssignment(statement)) return ts.isIdentifier(statement.expression) ? [statement.expression.text] : [];
  const given = assigned(statement)?.value;
  if (given === undefined) return [];
  if (ts.isIdentifier(given)) return [given.text];
  if (!ts.isObjectLiteralExpression(given)) return [];
  return given.properties.flatMap((property) => {
    if (ts.isShorthandPropertyAssignment(property)) return [property.name.text];
    return ts.isPropertyAssignment(property) && ts.isIdentifier(property.initializer)
      ? [property.initializer.text]
      : [];
  });
}

function withCallable(name: string, node: ts.Node): ExportedNode {
  const callable = callableOf(node);
  return { name, node, ...(callable === undefined ? {} : { callable }) };
}

/** Functions that stand in an exported object literal. */
function inLiteral(value: ts.Expression): readonly ExportedNode[] {
  if (!ts.isObjectLiteralExpression(value)) return [];
  return value.properties.flatMap((property) => {
    const { name } = property;
    if (name === undefined || !ts.isIdentifier(name) || callableOf(property) === undefined) return [];
    return [withCallable(name.text, property)];
  });
}

function fromDeclaration(
  statement: ts.Statement,
  isWanted: (name: string) => boolean,
  moduleName: string,
): readonly ExportedNode[] {
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  if (!isNamed) return [];
  const name = statement.name?.text ?? moduleName;
  return isWanted(name) ? [withCallable(name, statement)] : [];
}

function fromVariables(statement: ts.VariableStatement, isWanted: (name: string) => boolean): readonly ExportedNode[] {
  const isConstant = (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
  return statement.declarationList.declarations.flatMap((declaration, index) => {
    const { name } = declaration;
    // What stands in front of the statement is said of its first variable; the others have to begin a line.
    if (!ts.isIdentifier(name) || (index > 0 && !beginsLine(declaration))) return [];
    const found = withCallable(name.text, index === 0 ? statement : declaration);
    return isWanted(found.name) && (found.callable !== undefined || isConstant) ? [found] : [];
  });
}

function beginsLine(node: ts.Node): boolean {
  const source = node.getSourceFile();
  const start = node.getStart(source);
  return /(?:^|\n)[^\S\n]*$/u.test(source.text.slice(0, start));
}

/** A value under a name of the module's exports: not what is named elsewhere, nor a mark of the compiler's. */
function isConstantExport(path: readonly string[], value: ts.Expression): boolean {
  const isElsewhere = ts.isIdentifier(value) || ts.isCallExpression(value) || ts.isVoidExpression(value);
  return path[0] !== undefined && path[0] !== "__esModule" && path[0] !== "default" && !isElsewhere;
}

/** Where statements stand, and what of them others can use. */
interface Place {
  readonly moduleName: string;
  readonly namespace?: string;
  /** Everything is exported, with the word or without: in what only declares. */
  readonly isOpen: boolean;
}

function isWantedOf(
  statement: ts.Statement,
  listed: ReadonlySet<string>,
  { isOpen }: Place,
): (name: string) => boolean {
  const isExported = isOpen || hasModifier(statement, ts.SyntaxKind.ExportKeyword);
  return (name) => isExported || listed.has(name);
}

function fromStatement(statement: ts.Statement, listed: ReadonlySet<string>, place: Place): readonly ExportedNode[] {
  const isWanted = isWantedOf(statement, listed, place);
  const { moduleName } = place;
  if (ts.isModuleDeclaration(statement)) return fromNamespace(statement, isWanted, place);
  const given = assigned(statement);
  if (given !== undefined) {
    const found = withCallable(given.path[0] ?? nameOfValue(given.value) ?? moduleName, statement);
    if (found.callable !== undefined) return [found];
    const inner = inLiteral(given.value);
    return inner.length === 0 && isConstantExport(given.path, given.value) ? [found] : inner;
  }
  if (ts.isExportAssignment(statement)) {
    const found = withCallable(moduleName, statement);
    return found.callable === undefined ? [] : [found];
  }
  return ts.isVariableStatement(statement)
    ? fromVariables(statement, isWanted)
    : fromDeclaration(statement, isWanted, moduleName);
}

/** `A.B` of `namespace A.B { … }`, and what stands between the braces. */
export function openNamespace(node: ts.ModuleDeclaration): { readonly name: string; readonly block?: ts.ModuleBlock } {
  const { body, name } = node;
  if (body !== undefined && ts.isModuleDeclaration(body)) {
    const inner = openNamespace(body);
    return { ...inner, name: `${name.text}.${inner.name}` };
  }
  return { name: name.text, ...(body !== undefined && ts.isModuleBlock(body) ? { block: body } : {}) };
}

/** A namespace, `declare module "x"` or `declare global`, and what others can use of it. */
function fromNamespace(
  node: ts.ModuleDeclaration,
  isWanted: (name: string) => boolean,
  { isOpen, moduleName, namespace }: Place,
): readonly ExportedNode[] {
  // What is added to other modules, or to everything, is there for others whether it is exported or not.
  const isAdded = ts.isStringLiteral(node.name) || (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
  if (!isAdded && !isWanted(node.name.text)) return [];
  const { name, block } = openNamespace(node);
  const whole = namespace === undefined ? name : `${namespace}.${name}`;
  const statements = block?.statements ?? [];
  const isListed = statements.some((one) => ts.isExportDeclaration(one) || ts.isExportAssignment(one));
  const isAmbient = isOpen || isAdded || hasModifier(node, ts.SyntaxKind.DeclareKeyword);
  const inside = fromList(statements, { moduleName, namespace: whole, isOpen: isAmbient && !isListed });
  return [{ name: whole, node, ...(namespace === undefined ? {} : { namespace }) }, ...inside];
}

function fromList(statements: readonly ts.Statement[], place: Place): readonly ExportedNode[] {
  const { namespace } = place;
  const listed = new Set(statements.flatMap(namesIn));
  const found = statements
    .flatMap((statement) => fromStatement(statement, listed, place))
    .map((one) =>
      namespace === undefined || one.namespace !== undefined
        ? one
        : { ...one, name: `${namespace}.${one.name}`, namespace },
    );
  // A namespace that adds to a class, a function or another namespace is told with it.
  const isFirst = (one: ExportedNode): boolean => {
    const same = found.filter(({ name }) => name === one.name);
    return (same.find(({ node }) => !ts.isModuleDeclaration(node)) ?? same[0]) === one;
  };
  return found
    .filter((one) => !ts.isModuleDeclaration(one.node) || isFirst(one))
    .map((one) => withImplementation(one, found));
}

function nameOfValue(value: ts.Expression): string | undefined {
  return ts.isFunctionExpression(value) || ts.isClassExpression(value) ? value.name?.text : undefined;
}

/** The body that several signatures of one name share. */
function withImplementation(one: ExportedNode, found: readonly ExportedNode[]): ExportedNode {
  const bodies = found.flatMap(({ name, node }) =>
    name === one.name && ts.isFunctionDeclaration(node) && node.body !== undefined ? [node] : [],
  );
  const [implementation, more] = bodies;
  const hasOthers = found.some(
    ({ name, node }) => name === one.name && node !== one.node && ts.isFunctionDeclaration(node),
  );
  const isOne = hasOthers && ts.isFunctionDeclaration(one.node) && implementation !== undefined && more === undefined;
  return isOne ? { ...one, implementation } : one;
}

/** Whether a file declares what is there for everybody: it is made of declarations, and no module. */
function isAmbientScript(source: ts.SourceFile): boolean {
  return source.isDeclarationFile && !ts.isExternalModule(source);
}

/**
 * What a file exports by itself, in order of place; a function with several signatures stands there with each of them, and
 * behind a namespace what it exports, under names that begin with its own.
 */
export function exportedNodes(source: ts.SourceFile, moduleName: string): readonly ExportedNode[] {
  return fromList(source.statements, { moduleName, isOpen: isAmbientScript(source) });
}
