import ts from "typescript";
import { calleeChain, walk } from "../callee.ts";
import type { Callable } from "./attached.ts";
import type { BodyFacts, EarlyReturn } from "./declaration.ts";
import { showsHidden } from "./hidden-members.ts";
import { conditionOf, isAssignment, spanText } from "./thrown.ts";

/** Methods of lists that change what they are called on. */
const CHANGING_LISTS = /^(?:push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin)$/u;
/** Those of maps and sets; other things have methods of these names that change something else. */
const CHANGING_COLLECTIONS = /^(?:set|add|delete|clear)$/u;
const COLLECTION = /^(?:Weak)?(?:Map|Set)\b/u;
const LIST = /\[\]$|^(?:Array|[A-Z][a-z]*\d+Array)\b/u;
const LONGEST_EXPRESSION = 70;
const MOST_EARLY = 3;

function bodyOf(callable: Callable): ts.Node | undefined {
  return "body" in callable ? callable.body : undefined;
}

/** Nodes of a body that run when it runs: not those of functions inside. */
function walkOwn(root: ts.Node, visit: (node: ts.Node) => void): void {
  ts.forEachChild(root, function inner(node: ts.Node): void {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    visit(node);
    ts.forEachChild(node, inner);
  });
}

function onlyExpression(body: ts.Node): ts.Expression | undefined {
  if (!ts.isBlock(body)) return ts.isExpression(body) ? body : undefined;
  const [statement, more] = body.statements;
  return statement !== undefined && more === undefined && ts.isReturnStatement(statement)
    ? statement.expression
    : undefined;
}

const COMPARISONS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.InstanceOfKeyword,
  ts.SyntaxKind.InKeyword,
]);

/** Whether an expression can be nothing but true or false. */
function isTruth(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isTruth(node.expression);
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.ExclamationToken;
  if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) return true;
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  if (COMPARISONS.has(kind)) return true;
  const isBoth = kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken;
  return isBoth && isTruth(node.left) && isTruth(node.right);
}

const TYPE_OF_KIND: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.StringLiteral, "string"],
  [ts.SyntaxKind.NoSubstitutionTemplateLiteral, "string"],
  [ts.SyntaxKind.TemplateExpression, "string"],
  [ts.SyntaxKind.TypeOfExpression, "string"],
  [ts.SyntaxKind.NumericLiteral, "number"],
  [ts.SyntaxKind.ArrayLiteralExpression, "Array"],
  [ts.SyntaxKind.ObjectLiteralExpression, "object"],
  [ts.SyntaxKind.NullKeyword, "null"],
  [ts.SyntaxKind.ArrowFunction, "Function"],
  [ts.SyntaxKind.FunctionExpression, "Function"],
  [ts.SyntaxKind.RegularExpressionLiteral, "RegExp"],
]);

/** The type of an expression, where its text alone tells it. */
export function plainType(node: ts.Expression): string | undefined {
  if (isTruth(node)) return "boolean";
  if (ts.isParenthesizedExpression(node)) return plainType(node.expression);
  if (ts.isPrefixUnaryExpression(node)) return ts.isNumericLiteral(node.operand) ? "number" : undefined;
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) return node.expression.text;
  return TYPE_OF_KIND.get(node.kind);
}

const LITERAL =
  /^(?:undefined|null|true|false|-?\d[\d_.]*|""|''|"[^"`]{1,20}"|'[^'`]{1,20}'|\[\]|\{\}|NaN|Infinity|-Infinity)$/u;

function earlyReturns(body: ts.Node, source: ts.SourceFile): readonly EarlyReturn[] {
  const found: EarlyReturn[] = [];
  walkOwn(body, (node) => {
    if (!ts.isReturnStatement(node)) return;
    const value = node.expression?.getText(source) ?? "undefined";
    const holder = ts.isBlock(node.parent) && node.parent !== body ? node.parent.parent : node.parent;
    // Inside loops and other conditions a condition is only half of the truth.
    if (!LITERAL.test(value) || !ts.isIfStatement(holder) || holder.parent !== body) return;
    const condition = conditionOf(node, source);
    if (condition !== undefined) found.push({ value, condition });
  });
  return found.length > MOST_EARLY ? [] : found;
}

function typeText(parameter: ts.ParameterDeclaration | ts.JSDocParameterTag): string | undefined {
  return ts.isParameter(parameter) ? parameter.type?.getText() : undefined;
}

/** Whether a method changes what it is called on: without a declared type only where its name belongs to lists. */
function isChanging(method: string, type: string | undefined): boolean {
  if (CHANGING_LISTS.test(method)) return type === undefined || LIST.test(type);
  return CHANGING_COLLECTIONS.test(method) && type !== undefined && COLLECTION.test(type);
}

/** Parameters that the body changes: the caller sees it. */
function changedParameters(callable: Callable, body: ts.Node): readonly string[] {
  const names = new Set(
    callable.parameters.flatMap(({ name, dotDotDotToken }) =>
      ts.isIdentifier(name) && dotDotDotToken === undefined ? [name.text] : [],
    ),
  );
  const types = new Map(callable.parameters.map((one) => [one.name.getText(), typeText(one)]));
  const changed = new Set<string>();
  const rootOf = (node: ts.Expression): string | undefined => {
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      return ts.isIdentifier(node.expression) ? node.expression.text : rootOf(node.expression);
    }
    return undefined;
  };
  walkOwn(body, (node) => {
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) {
      // A parameter that was given another value is not the caller's any more.
      if (ts.isIdentifier(node.left)) names.delete(node.left.text);
      const root = rootOf(node.left);
      if (root !== undefined) changed.add(root);
    }
    if (ts.isDeleteExpression(node)) changed.add(rootOf(node.expression) ?? "");
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    const { expression, name } = node.expression;
    if (ts.isIdentifier(expression) && isChanging(name.text, types.get(expression.text))) changed.add(expression.text);
  });
  return [...changed].filter((name) => names.has(name) && name !== "this");
}

const REACHES: ReadonlyMap<string, string> = new Map([
  ["Date.now", "Depends on the current time."],
  ["Math.random", "Depends on chance."],
  ["process.exit", "Can end the process."],
]);

function isWritten(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isDeleteExpression(parent)) return true;
  return ts.isBinaryExpression(parent) && parent.left === node && isAssignment(parent.operatorToken.kind);
}

function environmentOf(node: ts.PropertyAccessExpression): string | undefined {
  const [root, member, name, more] = calleeChain(node);
  if (root !== "process" || member !== "env" || name === undefined || more !== undefined) return undefined;
  return `${isWritten(node) ? "Changes" : "Reads"} the environment variable \`${name}\`.`;
}

function reachOf(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return environmentOf(node);
  if (ts.isNewExpression(node)) {
    const isNow = node.expression.getText() === "Date" && (node.arguments ?? []).length === 0;
    return isNow ? "Depends on the current time." : undefined;
  }
  if (!ts.isCallExpression(node)) return undefined;
  const [root = "", member = ""] = calleeChain(node.expression);
  return root === "console" ? "Prints to the console." : REACHES.get(`${root}.${member}`);
}

/** What a body reaches for besides its arguments. */
function reachesOf(body: ts.Node): readonly string[] {
  const found = new Set<string>();
  walk(body, (node) => {
    const reach = reachOf(node);
    if (reach !== undefined) found.add(reach);
  });
  return [...found];
}

function returnsOf(body: ts.Node): { readonly returns: BodyFacts["returns"]; readonly inferred?: string } {
  if (!ts.isBlock(body)) return ts.isExpression(body) ? withType([body]) : { returns: "unknown" };
  const values: ts.Expression[] = [];
  const last = body.statements.at(-1);
  // Else the end may be reached, with nothing to return.
  let isSure = last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last));
  walkOwn(body, (node) => {
    if (!ts.isReturnStatement(node)) return;
    if (node.expression === undefined) isSure = false;
    else values.push(node.expression);
  });
  if (values.length === 0) return { returns: "nothing" };
  return isSure ? withType(values) : { returns: "something" };
}

function withType(values: readonly ts.Expression[]): { readonly returns: "something"; readonly inferred?: string } {
  const types = values.map(plainType);
  const isKnown = types.every((type) => type !== undefined);
  return { returns: "something", ...(isKnown ? { inferred: [...new Set(types)].sort().join(" | ") } : {}) };
}

/** Whether a text shows markup, which tells no reader what is returned. */
function showsMarkup(expression: ts.Expression): boolean {
  let isFound = false;
  const visit = (node: ts.Node): void => {
    if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) isFound = true;
    ts.forEachChild(node, visit);
  };
  visit(expression);
  return isFound;
}

function isAsynchronous(callable: Callable): boolean {
  const modifiers = ts.canHaveModifiers(callable) ? (ts.getModifiers(callable) ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
}

function isGenerator(callable: Callable): boolean {
  return "asteriskToken" in callable && callable.asteriskToken !== undefined;
}

/** The expression that is all of a body, with what its text says of it. */
function expressionFacts(
  only: ts.Expression | undefined,
  callable: Callable,
  source: ts.SourceFile,
): Pick<BodyFacts, "expression" | "isPredicate"> {
  const isTrueOrFalse = callable.type?.kind === ts.SyntaxKind.BooleanKeyword;
  if (only === undefined) return { isPredicate: isTrueOrFalse };
  const isPredicate = isTrueOrFalse || isTruth(only);
  const plain = ts.isAwaitExpression(only) ? only.expression : only;
  const isUnclear = showsMarkup(plain) || showsHidden(plain);
  const expression = isUnclear ? undefined : spanText(plain, source, LONGEST_EXPRESSION);
  return { isPredicate, ...(expression === undefined ? {} : { expression }) };
}

/** What the body of a function shows; undefined where it has none. */
export function bodyFacts(callable: Callable, source: ts.SourceFile): BodyFacts | undefined {
  const body = bodyOf(callable);
  if (body === undefined) return undefined;
  const changed = changedParameters(callable, body);
  const effects = [...changed.map((name) => `Changes \`${name}\` in place.`), ...reachesOf(body)];
  // What a generator returns is not what its callers get.
  if (isGenerator(callable)) return { isPredicate: false, isAsync: false, early: [], effects, returns: "unknown" };
  const isAsync = isAsynchronous(callable);
  const { inferred, ...returned } = returnsOf(body);
  return {
    ...expressionFacts(onlyExpression(body), callable, source),
    isAsync,
    early: earlyReturns(body, source),
    effects,
    ...returned,
    ...(inferred === undefined ? {} : { inferred: isAsync ? `Promise<${inferred}>` : inferred }),
  };
}
