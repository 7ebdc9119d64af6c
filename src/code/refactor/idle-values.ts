import ts from "typescript";
import { hasModifier } from "../modifiers.ts";

/** Node's own modules: loading them does nothing that shows. Those that print a warning are not among them. */
const BUILT_IN =
  /^(node:)?(assert|async_hooks|buffer|child_process|cluster|crypto|dgram|diagnostics_channel|dns|events|fs|http|http2|https|module|net|os|path|perf_hooks|process|querystring|readline|stream|string_decoder|timers|tls|tty|url|util|v8|vm|worker_threads|zlib)(\/[a-z]+)?$/u;

/** Whether a module name is one of Node's own. */
export function isBuiltIn(specifier: string): boolean {
  return BUILT_IN.test(specifier);
}

/** The module name of `require("…")`; undefined for anything else. */
function requiredName(node: ts.Node | undefined): string | undefined {
  if (node === undefined || !ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  const [argument] = node.arguments;
  const isRequire = node.expression.text === "require" && node.arguments.length === 1;
  return isRequire && argument !== undefined && ts.isStringLiteral(argument) ? argument.text : undefined;
}

const PLAIN: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.TrueKeyword,
  ts.SyntaxKind.FalseKeyword,
  ts.SyntaxKind.NullKeyword,
]);

/**
 * Whether making a value surely does nothing that shows. Reading a property may run a getter, and a class may compute
 * its members; modules that are required do what `isIdle` says of them.
 */
export function isIdleValue(node: ts.Expression | undefined, isIdle: (specifier: string) => boolean): boolean {
  if (node === undefined || ts.isFunctionLike(node) || ts.isLiteralExpression(node) || PLAIN.has(node.kind))
    return true;
  if (ts.isIdentifier(node)) return node.text === "undefined";
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
    return isIdleValue(node.expression, isIdle);
  if (ts.isPrefixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.MinusToken && ts.isNumericLiteral(node.operand);
  if (ts.isArrayLiteralExpression(node))
    return node.elements.every((element) => !ts.isSpreadElement(element) && isIdleValue(element, isIdle));
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every(
      (property) =>
        ts.isPropertyAssignment(property) &&
        !ts.isComputedPropertyName(property.name) &&
        isIdleValue(property.initializer, isIdle),
    );
  }
  const required = requiredName(node);
  return required !== undefined && isIdle(required);
}

/** Whether a class does nothing when it is declared: no base, no decorators, no static values, no computed names. */
export function isIdleClass(node: ts.ClassDeclaration): boolean {
  if (node.heritageClauses?.some(({ token }) => token === ts.SyntaxKind.ExtendsKeyword) === true) return false;
  if (isDecorated(node)) return false;
  return node.members.every((member) => {
    if (ts.isClassStaticBlockDeclaration(member) || isDecorated(member)) return false;
    if (member.name !== undefined && ts.isComputedPropertyName(member.name)) return false;
    const isStatic = ts.isPropertyDeclaration(member) && hasModifier(member, ts.SyntaxKind.StaticKeyword);
    return !isStatic || member.initializer === undefined;
  });
}

/** Decorators run when the class is declared, those of parameters too. */
function isDecorated(node: ts.ClassDeclaration | ts.ClassElement): boolean {
  const own = ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []) : [];
  const parameters = ts.isFunctionLike(node) ? node.parameters : [];
  return own.length > 0 || parameters.some((parameter) => (ts.getDecorators(parameter) ?? []).length > 0);
}
