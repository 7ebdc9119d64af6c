import ts from "typescript";
import { hasModifier } from "../modifiers.ts";
import { isIdleValue } from "./idle-values.ts";

const NOTHING_LOADED = (): boolean => false;
/** They answer with a promise for whatever they are given. */
const MAKERS = /^(resolve|reject|all|allSettled|any|race)$/u;

/** Whether looking at a value cannot throw: what an asynchronous function throws comes out as a rejection. */
function isCalm(node: ts.Expression): boolean {
  if (isIdleValue(node, NOTHING_LOADED) || ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword)
    return true;
  // In a method, `this` is there.
  if (ts.isPropertyAccessExpression(node)) return node.expression.kind === ts.SyntaxKind.ThisKeyword;
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isCalm);
  if (!ts.isObjectLiteralExpression(node)) return false;
  return node.properties.every(
    (property) =>
      ts.isShorthandPropertyAssignment(property) ||
      (ts.isPropertyAssignment(property) && !ts.isComputedPropertyName(property.name) && isCalm(property.initializer)),
  );
}

function isAsyncCall(node: ts.CallExpression, checker: ts.TypeChecker): boolean {
  const declaration = checker.getResolvedSignature(node)?.declaration;
  if (declaration === undefined || !ts.isFunctionLike(declaration)) return false;
  const isKnown = ts.isIdentifier(node.expression) || isCalm(node.expression);
  return isKnown && hasModifier(declaration, ts.SyntaxKind.AsyncKeyword);
}

/** Whether a type is the language's own promise, not something like it. */
function isPromise(node: ts.Expression, program: ts.Program): boolean {
  const symbol = program.getTypeChecker().getTypeAtLocation(node).getSymbol();
  const declarations = symbol?.name === "Promise" ? (symbol.declarations ?? []) : [];
  return declarations.length > 0 && declarations.some((one) => program.isSourceFileDefaultLibrary(one.getSourceFile()));
}

/**
 * Whether an expression gives a promise of the language's and cannot throw before it does: a call of an asynchronous
 * function, a new promise, a name that holds one.
 */
export function isCalmPromise(node: ts.Expression, program: ts.Program): boolean {
  if (!isPromise(node, program)) return false;
  if (ts.isIdentifier(node)) return true;
  if (ts.isNewExpression(node)) return (node.arguments ?? []).every(ts.isFunctionLike);
  if (!ts.isCallExpression(node) || !node.arguments.every((one) => !ts.isSpreadElement(one) && isCalm(one)))
    return false;
  const { expression } = node;
  if (ts.isPropertyAccessExpression(expression) && ts.isIdentifier(expression.expression)) {
    if (expression.expression.text === "Promise" && MAKERS.test(expression.name.text)) return true;
  }
  return isAsyncCall(node, program.getTypeChecker());
}

/** Whether a function is written where it is handed over, and means nothing by `this` and `arguments`. */
export function isPlainCallback(node: ts.Expression): boolean {
  if (ts.isArrowFunction(node)) return node.parameters.length <= 1;
  if (!ts.isFunctionExpression(node) || node.asteriskToken !== undefined || node.name !== undefined) return false;
  return node.parameters.length <= 1 && !meansItsOwn(node.body);
}

function meansItsOwn(node: ts.Node): boolean {
  if (node.kind === ts.SyntaxKind.ThisKeyword) return true;
  if (ts.isIdentifier(node) && node.text === "arguments") return true;
  return ts.forEachChild(node, meansItsOwn) === true;
}
