import ts from "typescript";
import { walk } from "../callee.ts";
import { createFlows, createFunctionTable, enclosingBody, type FunctionTable } from "./flows.ts";
import type { TypeSketch } from "./type-sketch.ts";
import { emptyUses, sketchOf, type Uses } from "./gathered-uses.ts";
import {
  ARITHMETIC,
  CLASS_KINDS,
  EQUALITY,
  kindOfPath,
  kindOfPredicate,
  kindsOfMember,
  RELATIONAL,
  TYPEOF_KINDS,
  type UseKind,
} from "./usage-kinds.ts";

/** Value of a literal expression; undefined for any other. */
export function literalValue(node: ts.Expression): string | number | boolean | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const value = literalValue(node.operand);
    return typeof value === "number" ? -value : undefined;
  }
  return undefined;
}

function noteInstance(right: ts.Expression, uses: Uses): void {
  if (!ts.isIdentifier(right)) return;
  uses.checked.add("checked");
  const kind = CLASS_KINDS.get(right.text);
  if (kind !== undefined) uses.kinds.add(kind);
  if (right.text.endsWith("Error")) uses.kinds.add("error");
}

function noteEquality(other: ts.Expression, uses: Uses): void {
  const value = literalValue(other);
  if (value !== undefined) uses.literals.add(value);
  if (other.kind === ts.SyntaxKind.NullKeyword) uses.kinds.add("null");
  if (ts.isIdentifier(other) && other.text === "undefined") uses.kinds.add("undefined");
}

function noteBinary(node: ts.BinaryExpression, own: ts.Node, uses: Uses): void {
  const other = node.left === own ? node.right : node.left;
  const operator = node.operatorToken.kind;
  const isText = typeof literalValue(other) === "string";
  if (ARITHMETIC.has(operator)) uses.kinds.add("number");
  if (operator === ts.SyntaxKind.PlusToken || RELATIONAL.has(operator)) uses.kinds.add(isText ? "string" : "number");
  if (operator === ts.SyntaxKind.InKeyword && node.right === own) uses.kinds.add("object");
  if (operator === ts.SyntaxKind.InstanceOfKeyword) noteInstance(node.right, uses);
  if (EQUALITY.has(operator)) noteEquality(other, uses);
  noteLogical(node, own, uses);
}

/** `value || "utf8"`, `value && value.name`: it may be absent, a default tells its type, and it goes on as the whole. */
function noteLogical(node: ts.BinaryExpression, own: ts.Node, uses: Uses): void {
  const operator = node.operatorToken.kind;
  const isAnd = operator === ts.SyntaxKind.AmpersandAmpersandToken;
  const isOr = operator === ts.SyntaxKind.BarBarToken || operator === ts.SyntaxKind.QuestionQuestionToken;
  if (!isAnd && !isOr) return;
  if (node.left === own) {
    if (isAnd) uses.asked.add("asked");
    const kind = isOr ? kindOfDefault(node.right) : undefined;
    if (kind !== undefined) {
      uses.kinds.add(kind);
      uses.asked.add("asked");
    }
  }
  if (isAnd && node.left === own && !isCondition(node)) return;
  note(node, uses);
}

/** The kind of a value that stands in for one that is absent. */
function kindOfDefault(node: ts.Expression): UseKind | undefined {
  if (ts.isObjectLiteralExpression(node)) return "object";
  if (ts.isArrayLiteralExpression(node)) return "array";
  if (ts.isFunctionExpression(node) || ts.isArrowFunction(node)) return "function";
  const value = literalValue(node);
  return typeof value === "string" || typeof value === "number" ? TYPEOF_KINDS.get(typeof value) : undefined;
}

/** Whether an expression only decides which way to go. */
function isCondition(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent)) return isCondition(parent);
  if (isAsked(parent, node)) return true;
  return ts.isBinaryExpression(parent) && isLogical(parent) && (parent.left === node || isCondition(parent));
}

function isLogical({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken;
}

/** `typeof x === "string"`, `switch (typeof x)`, and the same by way of a variable. */
function noteTypeof(node: ts.Expression, uses: Uses): void {
  const { parent } = node;
  uses.checked.add("checked");
  if (ts.isVariableDeclaration(parent) && parent.initializer === node && ts.isIdentifier(parent.name)) {
    const name = parent.name.text;
    walk(enclosingBody(parent), (other) => {
      if (ts.isIdentifier(other) && other.text === name && !ts.isVariableDeclaration(other.parent))
        noteTypeof(other, uses);
    });
    return;
  }
  const add = (value: string | number | boolean | undefined): void => {
    const kind = typeof value === "string" ? TYPEOF_KINDS.get(value) : undefined;
    if (kind !== undefined) uses.kinds.add(kind);
    // `typeof done === "function"` is how code asks whether it was given one.
    if (kind === "function") uses.asked.add("asked");
  };
  if (ts.isBinaryExpression(parent)) add(literalValue(parent.left === node ? parent.right : parent.left));
  if (!ts.isSwitchStatement(parent)) return;
  for (const clause of parent.caseBlock.clauses) if (ts.isCaseClause(clause)) add(literalValue(clause.expression));
}

function noteCallArgument(call: ts.CallExpression, own: ts.Node, uses: Uses): void {
  const callee = call.expression.getText();
  const index = call.arguments.findIndex((argument) => argument === own);
  const path = kindOfPath(callee, index);
  const asked = index === 0 ? kindOfPredicate(callee) : undefined;
  if (path !== undefined) uses.kinds.add(path);
  else if (asked !== undefined) {
    uses.kinds.add(asked);
    uses.checked.add("checked");
  } else if (/^(Object\.(keys|values|entries|assign)|JSON\.stringify)$/u.test(callee)) uses.kinds.add("object");
  else if (/^(Math\.\w+|Number\.\w+|isNaN|isFinite)$/u.test(callee)) uses.kinds.add("number");
  else if (/^(parseInt|parseFloat|JSON\.parse|decodeURIComponent|encodeURIComponent)$/u.test(callee))
    uses.kinds.add("string");
  else if (/\.(test|exec)$/u.test(callee) && call.arguments[0] === own) uses.kinds.add("string");
}

function noteProperty(node: ts.PropertyAccessExpression | ts.ElementAccessExpression, name: string, uses: Uses): void {
  const inner = uses.properties.get(name) ?? emptyUses(uses.flows.fork());
  uses.properties.set(name, inner);
  uses.kinds.add("object");
  note(node, inner);
}

function noteMember(node: ts.PropertyAccessExpression, uses: Uses): void {
  const name = node.name.text;
  const kinds = kindsOfMember(name, ts.isCallExpression(node.parent) && node.parent.expression === node);
  // `options.filter && options.filter(x)`: what is asked for is a member of its own, whatever lists have.
  if (kinds === undefined || uses.properties.has(name)) noteProperty(node, name, uses);
  else for (const kind of kinds) uses.kinds.add(kind);
  if (kinds?.includes("measured") === true) noteLength(node, uses);
  if (WRITES.test(name) && ts.isCallExpression(node.parent)) uses.kinds.add("writable");
}

/** What only streams that are written to have. */
const WRITES = /^(end|cork|uncork)$/u;

/** Numbers on either side of what a `length` is compared with: there is no telling here whether it is a function's. */
function noteLength(node: ts.PropertyAccessExpression, uses: Uses): void {
  const { parent } = node;
  if (ts.isSwitchStatement(parent)) {
    for (const value of caseValues(parent)) if (typeof value === "number") uses.arities.add(value);
    return;
  }
  if (!ts.isBinaryExpression(parent)) return;
  const value = literalValue(parent.left === node ? parent.right : parent.left);
  if (typeof value !== "number" || value > MOST_PARAMETERS) return;
  const isRelational = RELATIONAL.has(parent.operatorToken.kind);
  const near = isRelational ? [value, value + 1, value - 1] : [value];
  for (const one of near) if (one > 0) uses.arities.add(one);
}

/** Parameters that a function is given at most to meet a comparison. */
const MOST_PARAMETERS = 6;

function noteCall(parent: ts.CallExpression, own: ts.Expression, uses: Uses): void {
  if (parent.expression !== own) {
    noteCallArgument(parent, own, uses);
    return;
  }
  uses.kinds.add("function");
  noteHanded(parent.arguments.at(-1), uses);
}

/** What the last argument does with its parameters, where it is a function that stands there. */
function noteHanded(last: ts.Expression | undefined, uses: Uses): void {
  if (last === undefined || !(ts.isFunctionExpression(last) || ts.isArrowFunction(last))) return;
  for (const [index, { name }] of last.parameters.entries()) {
    if (!ts.isIdentifier(name) || !uses.flows.enter()) continue;
    const inner = uses.handed.get(index) ?? emptyUses(uses.flows.fork());
    uses.handed.set(index, inner);
    noteName(last.body, name.text, inner);
  }
}

/** Whether a place only asks if there is something. */
function isAsked(parent: ts.Node, own: ts.Expression): boolean {
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  return ts.isIfStatement(parent) || (ts.isConditionalExpression(parent) && parent.condition === own);
}

/** Kind that a place in a statement or at a unary operator gives away. */
function kindOfPlace(parent: ts.Node, own: ts.Expression): UseKind | undefined {
  if (ts.isPrefixUnaryExpression(parent) && parent.operator !== ts.SyntaxKind.ExclamationToken) return "number";
  if (ts.isPostfixUnaryExpression(parent)) return "number";
  if (ts.isForOfStatement(parent) && parent.expression === own)
    return parent.awaitModifier === undefined ? "array" : "awaited-items";
  return ts.isForInStatement(parent) && parent.expression === own ? "object" : undefined;
}

/** Notes what is done with an expression that stands for the value in question. */
function note(own: ts.Expression, uses: Uses): void {
  const { parent } = own;
  if (ts.isParenthesizedExpression(parent)) note(parent, uses);
  else if (ts.isPropertyAccessExpression(parent) && parent.expression === own) noteMember(parent, uses);
  else if (ts.isElementAccessExpression(parent) && parent.expression === own) noteElement(parent, uses);
  else if (ts.isCallExpression(parent)) noteCall(parent, own, uses);
  else if (ts.isBinaryExpression(parent)) noteBinary(parent, own, uses);
  else if (ts.isTypeOfExpression(parent)) noteTypeof(parent, uses);
  else if (ts.isSwitchStatement(parent)) noteCases(parent, uses);
  // `given ? value : {}` is the value where it is taken.
  else if (ts.isConditionalExpression(parent) && parent.condition !== own) note(parent, uses);
  const kind = kindOfPlace(parent, own);
  if (kind !== undefined) uses.kinds.add(kind);
  if (isAsked(parent, own)) uses.asked.add("asked");
  const flow = uses.flows.next(own);
  if (flow !== undefined) noteName(flow.scope, flow.name, uses);
}

function noteName(body: ts.Node, name: string, uses: Uses): void {
  walk(body, (node) => {
    if (!ts.isIdentifier(node) || node.text !== name) return;
    const { parent } = node;
    const isName =
      (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
      (ts.isPropertyAssignment(parent) && parent.name === node) ||
      ts.isParameter(parent);
    if (!isName) note(node, uses);
  });
}

function noteElement(node: ts.ElementAccessExpression, uses: Uses): void {
  const key = literalValue(node.argumentExpression);
  if (typeof key !== "string") {
    uses.kinds.add("array");
    if (typeof key !== "number") uses.kinds.add("record");
    return;
  }
  noteProperty(node, key, uses);
}

function noteCases(node: ts.SwitchStatement, uses: Uses): void {
  for (const value of caseValues(node)) uses.literals.add(value);
}

function caseValues(node: ts.SwitchStatement): readonly (string | number | boolean)[] {
  return node.caseBlock.clauses.flatMap((clause) => {
    const value = ts.isCaseClause(clause) ? literalValue(clause.expression) : undefined;
    return value === undefined ? [] : [value];
  });
}

/** What a name inside a function is used as. */
export interface NameUses {
  /** Unknown where nothing gives it away. */
  readonly sketch: TypeSketch;
  /** Whether the code asks what it is: then it may be any of that, whatever a comment says. */
  readonly checked: "yes" | "no";
}

/** Looks at everything that is done with a name inside a function. */
export function usesOfName(
  body: ts.Node,
  name: string,
  functions: FunctionTable = createFunctionTable(body.getSourceFile()),
): NameUses {
  const uses = emptyUses(createFlows(functions));
  noteName(body, name, uses);
  return { sketch: sketchOf(uses), checked: uses.checked.size > 0 ? "yes" : "no" };
}

/** Looks at what is done with arguments that are read by their place alone, `arguments[i]`. */
export function usesOfPlaces(body: ts.Node, functions: FunctionTable): NameUses {
  const uses = emptyUses(createFlows(functions));
  walk(body, (node) => {
    if (ts.isElementAccessExpression(node) && node.expression.getText() === "arguments") note(node, uses);
  });
  return { sketch: sketchOf(uses), checked: uses.checked.size > 0 ? "yes" : "no" };
}
