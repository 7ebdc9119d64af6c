import ts from "typescript";
import { walk } from "../callee.ts";
import { toUnion, UNKNOWN, type PropertySketch, type TypeSketch } from "./type-sketch.ts";

/** What the code of a function does with one name, gathered. */
interface Uses {
  readonly kinds: Set<TypeSketch["type"]>;
  readonly literals: Set<string | number | boolean>;
  /** Property names read, with what is done with each. */
  readonly properties: Map<string, Uses>;
  readonly calledWith: Set<number>;
}

const STRING_METHODS = new Set(
  "charAt charCodeAt codePointAt endsWith localeCompare match matchAll normalize padEnd padStart repeat replace replaceAll search split startsWith substr substring toLowerCase toUpperCase trim trimEnd trimStart".split(
    " ",
  ),
);
const ARRAY_METHODS = new Set(
  "every fill filter find findIndex findLast flat flatMap forEach join map pop push reduce reduceRight reverse shift some sort splice unshift".split(
    " ",
  ),
);
const NUMBER_METHODS = new Set(["toFixed", "toPrecision", "toExponential"]);
const DATE_METHODS =
  /^(get|set)(UTC)?(Date|Day|FullYear|Hours|Milliseconds|Minutes|Month|Seconds|Time)$|^toISOString$/u;
const PROMISE_METHODS = new Set(["then", "catch", "finally"]);
const ARITHMETIC = new Set([
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.PercentToken,
  ts.SyntaxKind.AsteriskAsteriskToken,
  ts.SyntaxKind.AmpersandToken,
  ts.SyntaxKind.BarToken,
  ts.SyntaxKind.CaretToken,
  ts.SyntaxKind.LessThanLessThanToken,
  ts.SyntaxKind.GreaterThanGreaterThanToken,
  ts.SyntaxKind.MinusEqualsToken,
  ts.SyntaxKind.AsteriskEqualsToken,
  ts.SyntaxKind.SlashEqualsToken,
]);
const RELATIONAL = new Set([
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
]);
const EQUALITY = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);
const TYPEOF_KINDS: ReadonlyMap<string, TypeSketch["type"]> = new Map<string, TypeSketch["type"]>([
  ["string", "string"],
  ["number", "number"],
  ["boolean", "boolean"],
  ["function", "function"],
  ["object", "object"],
  ["bigint", "bigint"],
  ["symbol", "symbol"],
  ["undefined", "undefined"],
]);
const CLASS_KINDS: ReadonlyMap<string, TypeSketch["type"]> = new Map<string, TypeSketch["type"]>([
  ["Date", "date"],
  ["RegExp", "regex"],
  ["Map", "map"],
  ["Set", "set"],
  ["Array", "array"],
  ["Promise", "promise"],
  ["Buffer", "bytes"],
  ["Uint8Array", "bytes"],
  ["URL", "url"],
  ["Function", "function"],
]);

function emptyUses(): Uses {
  return { kinds: new Set(), literals: new Set(), properties: new Map(), calledWith: new Set() };
}

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

function noteBinary(node: ts.BinaryExpression, own: ts.Node, uses: Uses): void {
  const other = node.left === own ? node.right : node.left;
  const operator = node.operatorToken.kind;
  const value = literalValue(other);
  if (ARITHMETIC.has(operator)) uses.kinds.add("number");
  if (operator === ts.SyntaxKind.PlusToken) uses.kinds.add(typeof value === "string" ? "string" : "number");
  if (RELATIONAL.has(operator)) uses.kinds.add(typeof value === "string" ? "string" : "number");
  if (operator === ts.SyntaxKind.InKeyword && node.right === own) uses.kinds.add("object");
  if (operator === ts.SyntaxKind.InstanceOfKeyword && ts.isIdentifier(node.right)) {
    const kind = CLASS_KINDS.get(node.right.text);
    if (kind !== undefined) uses.kinds.add(kind);
    if (/Error$/u.test(node.right.text)) uses.kinds.add("error");
  }
  if (!EQUALITY.has(operator)) return;
  if (value !== undefined) uses.literals.add(value);
  if (other.kind === ts.SyntaxKind.NullKeyword) uses.kinds.add("null");
  if (ts.isIdentifier(other) && other.text === "undefined") uses.kinds.add("undefined");
}

/** `typeof x === "string"`, and `switch (typeof x)`. */
function noteTypeof(node: ts.TypeOfExpression, uses: Uses): void {
  const { parent } = node;
  const add = (value: string | number | boolean | undefined): void => {
    const kind = typeof value === "string" ? TYPEOF_KINDS.get(value) : undefined;
    if (kind !== undefined) uses.kinds.add(kind);
  };
  if (ts.isBinaryExpression(parent)) add(literalValue(parent.left === node ? parent.right : parent.left));
  if (!ts.isSwitchStatement(parent)) return;
  for (const clause of parent.caseBlock.clauses) if (ts.isCaseClause(clause)) add(literalValue(clause.expression));
}

function noteCallArgument(call: ts.CallExpression, own: ts.Node, uses: Uses): void {
  const callee = call.expression.getText();
  if (callee === "Array.isArray") uses.kinds.add("array");
  else if (/^(Object\.(keys|values|entries|assign)|JSON\.stringify)$/u.test(callee)) uses.kinds.add("object");
  else if (/^(Math\.\w+|Number\.\w+|isNaN|isFinite)$/u.test(callee)) uses.kinds.add("number");
  else if (/^(parseInt|parseFloat|JSON\.parse|decodeURIComponent|encodeURIComponent)$/u.test(callee))
    uses.kinds.add("string");
  else if (/\.(test|exec)$/u.test(callee) && call.arguments[0] === own) uses.kinds.add("string");
}

function noteMember(node: ts.PropertyAccessExpression, uses: Uses): void {
  const name = node.name.text;
  const isCall = ts.isCallExpression(node.parent) && node.parent.expression === node;
  if (isCall && STRING_METHODS.has(name)) uses.kinds.add("string");
  else if (isCall && ARRAY_METHODS.has(name)) uses.kinds.add("array");
  else if (isCall && NUMBER_METHODS.has(name)) uses.kinds.add("number");
  else if (isCall && DATE_METHODS.test(name)) uses.kinds.add("date");
  else if (isCall && PROMISE_METHODS.has(name)) uses.kinds.add("promise");
  else if (name === "length" || /^(concat|includes|indexOf|lastIndexOf|slice|at)$/u.test(name)) {
    uses.kinds.add("array");
    uses.kinds.add("string");
  } else if (/^(call|apply|bind)$/u.test(name) && isCall) uses.kinds.add("function");
  else if (!/^(toString|valueOf|hasOwnProperty|constructor|prototype)$/u.test(name)) {
    const inner = uses.properties.get(name) ?? emptyUses();
    uses.properties.set(name, inner);
    uses.kinds.add("object");
    note(node, inner);
  }
}

/** Notes what is done with an expression that stands for the value in question. */
function note(own: ts.Expression, uses: Uses): void {
  const { parent } = own;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === own) noteMember(parent, uses);
  else if (ts.isElementAccessExpression(parent) && parent.expression === own) noteElement(parent, uses);
  else if (ts.isCallExpression(parent)) {
    if (parent.expression === own) {
      uses.kinds.add("function");
      uses.calledWith.add(parent.arguments.length);
    } else noteCallArgument(parent, own, uses);
  } else if (ts.isBinaryExpression(parent)) noteBinary(parent, own, uses);
  else if (ts.isTypeOfExpression(parent)) noteTypeof(parent, uses);
  else if (ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken) {
    uses.kinds.add("boolean");
  } else if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) uses.kinds.add("number");
  else if (ts.isForOfStatement(parent) && parent.expression === own) uses.kinds.add("array");
  else if (ts.isForInStatement(parent) && parent.expression === own) uses.kinds.add("object");
  else if (ts.isSwitchStatement(parent)) noteCases(parent, uses);
  else if (ts.isIfStatement(parent) || (ts.isConditionalExpression(parent) && parent.condition === own)) {
    uses.kinds.add("boolean");
  } else if (ts.isParenthesizedExpression(parent)) note(parent, uses);
}

function noteElement(node: ts.ElementAccessExpression, uses: Uses): void {
  const key = literalValue(node.argumentExpression);
  if (typeof key !== "string") {
    uses.kinds.add("array");
    if (typeof key !== "number") uses.kinds.add("record");
    return;
  }
  const inner = uses.properties.get(key) ?? emptyUses();
  uses.properties.set(key, inner);
  uses.kinds.add("object");
  note(node, inner);
}

function noteCases(node: ts.SwitchStatement, uses: Uses): void {
  for (const clause of node.caseBlock.clauses) {
    const value = ts.isCaseClause(clause) ? literalValue(clause.expression) : undefined;
    if (value !== undefined) uses.literals.add(value);
  }
}

function plainSketch(kind: TypeSketch["type"], uses: Uses): readonly TypeSketch[] {
  switch (kind) {
    case "array":
      return [{ type: "array", item: UNKNOWN }];
    case "object":
      return [{ type: "object", properties: propertiesOf(uses) }];
    case "record":
      return [{ type: "record", value: UNKNOWN }];
    case "map":
      return [{ type: "map", key: UNKNOWN, value: UNKNOWN }];
    case "set":
      return [{ type: "set", item: UNKNOWN }];
    case "promise":
      return [{ type: "promise", value: UNKNOWN }];
    case "error":
      return [{ type: "error", name: "Error" }];
    case "function":
      return [{ type: "function", parameters: [], returns: UNKNOWN }];
    case "string":
    case "number":
    case "boolean":
    case "bigint":
    case "symbol":
    case "null":
    case "undefined":
    case "date":
    case "regex":
    case "url":
    case "bytes":
      return [{ type: kind }];
    case "unknown":
    case "literal":
    case "union":
    case "tuple":
    case "iterable":
    case "instance":
      return [];
  }
}

function propertiesOf({ properties }: Uses): readonly PropertySketch[] {
  return [...properties].map(([name, uses]) => ({ name, optional: "yes", value: sketchOf(uses) }));
}

function sketchOf(uses: Uses): TypeSketch {
  const literals = [...uses.literals].map((value): TypeSketch => ({ type: "literal", value }));
  const kinds = [...uses.kinds].flatMap((kind) => plainSketch(kind, uses));
  return toUnion([...kinds, ...literals]);
}

/** What a name inside a function is used as; unknown where nothing gives it away. */
export function usesOfName(body: ts.Node, name: string): TypeSketch {
  const uses = emptyUses();
  walk(body, (node) => {
    if (!ts.isIdentifier(node) || node.text !== name) return;
    const { parent } = node;
    const isName =
      (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
      (ts.isPropertyAssignment(parent) && parent.name === node) ||
      ts.isParameter(parent);
    if (!isName) note(node, uses);
  });
  return sketchOf(uses);
}
