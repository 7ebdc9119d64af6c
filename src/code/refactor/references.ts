import ts from "typescript";
import { walk } from "../callee.ts";
import { isWrapper } from "../instrument-syntax.ts";
import type { RewriteInput } from "./rewrite.ts";
import { walkInTime } from "./walk-in-time.ts";

/** Identifiers by the name that they stand for. */
export type References = ReadonlyMap<ts.Symbol, readonly ts.Identifier[]>;

/**
 * Every identifier of a file by the name that it stands for, in order of place; declarations are among them. Undefined
 * where the time was used up before all of them were looked at: some are no basis.
 */
export function referencesBySymbol({
  source,
  checker,
  expired,
}: Pick<RewriteInput, "source" | "checker" | "expired">): References | undefined {
  const found = new Map<ts.Symbol, ts.Identifier[]>();
  walkInTime(source, expired, (node) => {
    if (!ts.isIdentifier(node)) return;
    const symbol = symbolOf(node, checker);
    if (symbol === undefined) return;
    const list = found.get(symbol);
    if (list === undefined) found.set(symbol, [node]);
    else list.push(node);
  });
  return expired() ? undefined : found;
}

/** The name that an identifier stands for: of `{ a }` and `export { a }` the variable. */
export function symbolOf(node: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent) && parent.name === node)
    return checker.getShorthandAssignmentValueSymbol(parent);
  if (ts.isExportSpecifier(parent)) return checker.getExportSpecifierLocalTargetSymbol(parent);
  return checker.getSymbolAtLocation(node);
}

/** The function, or the file, whose variables a place sees as its own. */
export function functionAround(node: ts.Node): ts.Node {
  let current = node.parent;
  while (!ts.isSourceFile(current) && !ts.isFunctionLike(current) && !ts.isClassStaticBlockDeclaration(current)) {
    if (ts.isPropertyDeclaration(current)) return current;
    current = current.parent;
  }
  return current;
}

/** Whether one node lies inside another, or is it. */
export function isWithin(node: ts.Node, holder: ts.Node): boolean {
  return holder.pos <= node.pos && node.end <= holder.end;
}

/** Whether a reference gives its variable another value. */
export function isWritten(node: ts.Node): boolean {
  let current: ts.Node = node;
  while (isPattern(current.parent, current)) current = current.parent;
  const { parent } = current;
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    const isAssignment = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
    return isAssignment && parent.left === current;
  }
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
    return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
  }
  return (ts.isForInStatement(parent) || ts.isForOfStatement(parent)) && parent.initializer === current;
}

/** Whether a node may be part of the left side of an assignment that takes a value apart. */
function isPattern(parent: ts.Node, child: ts.Node): boolean {
  if (ts.isShorthandPropertyAssignment(parent)) return parent.name === child;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === child;
  return (
    isWrapper(parent) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isSpreadElement(parent) ||
    ts.isObjectLiteralExpression(parent) ||
    ts.isSpreadAssignment(parent)
  );
}

/** Whether a text does things to names that cannot be seen in it. */
export function hasHiddenNames(source: ts.SourceFile): boolean {
  let found = false;
  walk(source, (node) => {
    if (ts.isWithStatement(node)) found = true;
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "eval") found = true;
  });
  return found;
}

/** Whether the file's top level is its own: in a plain script `var` makes a property of the global object. */
export function isModule(source: ts.SourceFile): boolean {
  if (ts.isExternalModule(source)) return true;
  let found = false;
  walk(source, (node) => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "require")
      found = true;
    if (ts.isPropertyAccessExpression(node) && /^(module\.exports|exports\.\w+)$/u.test(node.getText(source)))
      found = true;
  });
  return found;
}
