import ts from "typescript";
import { walk } from "../callee.ts";

/** What sort of value an expression gives, as far as its text tells. */
export type ValueKind = "number" | "string" | "boolean" | "array" | "function" | "unknown";

const K = ts.SyntaxKind;
const ARITHMETIC = new Set([K.MinusToken, K.AsteriskToken, K.SlashToken, K.PercentToken, K.AsteriskAsteriskToken]);
const COMPARING = new Set([
  K.LessThanToken,
  K.LessThanEqualsToken,
  K.GreaterThanToken,
  K.GreaterThanEqualsToken,
  K.EqualsEqualsToken,
  K.EqualsEqualsEqualsToken,
  K.ExclamationEqualsToken,
  K.ExclamationEqualsEqualsToken,
  K.InKeyword,
  K.InstanceOfKeyword,
]);
const RESULTS: Readonly<Record<string, ValueKind>> = {
  abs: "number",
  ceil: "number",
  floor: "number",
  round: "number",
  trunc: "number",
  sqrt: "number",
  pow: "number",
  min: "number",
  max: "number",
  indexOf: "number",
  lastIndexOf: "number",
  findIndex: "number",
  charCodeAt: "number",
  parseInt: "number",
  parseFloat: "number",
  Number: "number",
  String: "string",
  join: "string",
  toFixed: "string",
  toLowerCase: "string",
  toUpperCase: "string",
  trim: "string",
  charAt: "string",
  substring: "string",
  repeat: "string",
  padStart: "string",
  padEnd: "string",
  split: "array",
  map: "array",
  filter: "array",
  sort: "array",
  keys: "array",
  values: "array",
  entries: "array",
  from: "array",
  includes: "boolean",
  startsWith: "boolean",
  endsWith: "boolean",
  some: "boolean",
  every: "boolean",
  has: "boolean",
  test: "boolean",
  isArray: "boolean",
  isInteger: "boolean",
};
const ARRAY_ONLY = new Set(["push", "pop", "shift", "unshift", "map", "filter", "reduce", "forEach", "sort", "splice"]);
const STRING_ONLY = new Set(["split", "charAt", "charCodeAt", "toLowerCase", "toUpperCase", "trim", "substring"]);

/** Whether a binary operator reckons with numbers; `+` may join texts. */
export function isArithmetic(kind: ts.SyntaxKind): boolean {
  return ARITHMETIC.has(kind);
}

/** Whether a binary operator compares. */
export function isComparing(kind: ts.SyntaxKind): boolean {
  return COMPARING.has(kind);
}

/** Whether one kind can stand where another stood; unknown ones can. */
export function isCompatible(a: ValueKind, b: ValueKind): boolean {
  return a === b || a === "unknown" || b === "unknown";
}

function callName(node: ts.CallExpression): string {
  const { expression } = node;
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  return ts.isIdentifier(expression) ? expression.text : "";
}

function binaryKind(node: ts.BinaryExpression, names: ReadonlyMap<string, ValueKind>): ValueKind {
  const { kind } = node.operatorToken;
  if (ARITHMETIC.has(kind)) return "number";
  if (COMPARING.has(kind)) return "boolean";
  const [left, right] = [kindOf(node.left, names), kindOf(node.right, names)];
  if (kind === K.PlusToken) {
    if (left === "string" || right === "string") return "string";
    return left === "number" && right === "number" ? "number" : "unknown";
  }
  return left === right ? left : "unknown";
}

function literalKind(node: ts.Expression): ValueKind | undefined {
  if (ts.isNumericLiteral(node) || ts.isPostfixUnaryExpression(node)) return "number";
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isTypeOfExpression(node)) return "string";
  if (node.kind === K.TrueKeyword || node.kind === K.FalseKeyword) return "boolean";
  if (ts.isArrayLiteralExpression(node)) return "array";
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return "function";
  if (ts.isPrefixUnaryExpression(node)) return node.operator === K.ExclamationToken ? "boolean" : "number";
  return undefined;
}

function callKind(node: ts.CallExpression): ValueKind {
  const name = callName(node);
  if (name === "toString") return "string";
  return Object.hasOwn(RESULTS, name) ? (RESULTS[name] ?? "unknown") : "unknown";
}

/** The kind of an expression, where names have the kinds given. */
export function kindOf(node: ts.Expression, names: ReadonlyMap<string, ValueKind>): ValueKind {
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) return kindOf(node.expression, names);
  const known = literalKind(node);
  if (known !== undefined) return known;
  if (ts.isBinaryExpression(node)) return binaryKind(node, names);
  if (ts.isIdentifier(node)) return names.get(node.text) ?? "unknown";
  if (ts.isPropertyAccessExpression(node) && /^(?:length|size)$/u.test(node.name.text)) return "number";
  return ts.isCallExpression(node) ? callKind(node) : "unknown";
}

/** What a use of a name says of its kind. */
function evidence(node: ts.Identifier): ValueKind {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) {
    if (ARRAY_ONLY.has(parent.name.text)) return "array";
    return STRING_ONLY.has(parent.name.text) ? "string" : "unknown";
  }
  if (ts.isCallExpression(parent) && parent.expression === node) return "function";
  if (ts.isPostfixUnaryExpression(parent)) return "number";
  if (ts.isElementAccessExpression(parent) && parent.argumentExpression === node) return "unknown";
  return ts.isBinaryExpression(parent) && ARITHMETIC.has(parent.operatorToken.kind) ? "number" : "unknown";
}

/** The kinds of the names of a file, where all that is written of a name agrees. */
export function kindsOfNames(source: ts.SourceFile): ReadonlyMap<string, ValueKind> {
  const kinds = new Map<string, ValueKind>();
  const clashed = new Set<string>();
  const learn = (name: string, kind: ValueKind): void => {
    const known = kinds.get(name);
    if (kind === "unknown") return;
    if (known !== undefined && known !== kind) clashed.add(name);
    kinds.set(name, kind);
  };
  walk(source, (node) => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined) {
      learn(node.name.text, kindOf(node.initializer, kinds));
    } else if (ts.isFunctionDeclaration(node) && node.name !== undefined) learn(node.name.text, "function");
    else if (ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node.parent)) learn(node.text, evidence(node));
    else if (ts.isIdentifier(node) && node.parent.getChildAt(0) === node) learn(node.text, evidence(node));
  });
  for (const name of clashed) kinds.delete(name);
  return kinds;
}
