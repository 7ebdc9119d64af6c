import ts from "typescript";
import { isErased, unwrapped } from "./instrument-syntax.ts";

/** Values that nobody can change, whoever holds them. */
function isFixed(node: ts.Expression | undefined): boolean {
  if (node === undefined) return false;
  const inner = unwrapped(node);
  return inner === node ? isFixedLiteral(node) : isFixed(inner);
}

function isFixedLiteral(node: ts.Expression): boolean {
  if (ts.isBinaryExpression(node)) return isFixed(node.left) && isFixed(node.right);
  if (ts.isPrefixUnaryExpression(node)) return isFixed(node.operand);
  if (ts.isRegularExpressionLiteral(node)) return !/[gy][a-z]*$/u.test(node.text);
  return (
    ts.isLiteralExpression(node) ||
    ts.isTemplateExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isFunctionExpression(node) ||
    ts.isIdentifier(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword
  );
}

function isStateless(statement: ts.Statement): boolean {
  if (isErased(statement) || ts.isFunctionDeclaration(statement) || ts.isImportEqualsDeclaration(statement))
    return true;
  if (ts.isClassDeclaration(statement)) {
    const isStatic = (member: ts.ClassElement): boolean =>
      ts.isClassStaticBlockDeclaration(member) ||
      (ts.isPropertyDeclaration(member) &&
        (ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false));
    return !statement.members.some(isStatic);
  }
  if (ts.isExportAssignment(statement)) return isFixed(statement.expression);
  if (ts.isExpressionStatement(statement))
    return isExport(statement.expression) || ts.isStringLiteral(statement.expression);
  if (!ts.isVariableStatement(statement) || (statement.declarationList.flags & ts.NodeFlags.Const) === 0) return false;
  return statement.declarationList.declarations.every(
    ({ initializer }) => isFixed(initializer) || isRequire(initializer),
  );
}

function isRequire(node: ts.Expression | undefined): boolean {
  if (node === undefined) return false;
  if (ts.isPropertyAccessExpression(node)) return isRequire(node.expression);
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "require";
}

/** `exports.a = a`, `module.exports = { a, b }`. */
function isExport(node: ts.Expression): boolean {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
  if (!/^(module\.)?exports\b/u.test(node.left.getText())) return false;
  const { right } = node;
  if (!ts.isObjectLiteralExpression(right)) return isFixed(right) || isExport(right);
  return right.properties.every(
    (property) =>
      ts.isShorthandPropertyAssignment(property) ||
      ts.isMethodDeclaration(property) ||
      (ts.isPropertyAssignment(property) && isFixed(property.initializer)),
  );
}

/**
 * Whether calls of a module's functions can leave something behind in it (variables, tables, static fields), so that it
 * has to be loaded anew to be as it was. In doubt it says `own`.
 */
export function moduleState(source: ts.SourceFile): "none" | "own" {
  return source.statements.every(isStateless) ? "none" : "own";
}
