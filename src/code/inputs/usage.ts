import ts from "typescript";
import { walk } from "../callee.ts";
import { createFlows, createFunctionTable, type Flows, type FunctionTable } from "./flows.ts";
import { toUnion, UNKNOWN, type PropertySketch, type TypeSketch } from "./type-sketch.ts";

/** What the code of a function does with one name, gathered. */
interface Uses {
  readonly kinds: Set<TypeSketch["type"]>;
  readonly literals: Set<string | number | boolean>;
  /** Property names read, with what is done with each. */
  readonly properties: Map<string, Uses>;
  readonly calledWith: Set<number>;
  /** Not empty where it is asked for being there. */
  readonly asked: Set<"asked">;
  readonly flows: Flows;
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
const REGEX_METHODS = new Set(["test", "exec"]);
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

function emptyUses(flows: Flows): Uses {
  return {
    kinds: new Set(),
    literals: new Set(),
    properties: new Map(),
    calledWith: new Set(),
    asked: new Set(),
    flows,
  };
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

function noteInstance(right: ts.Expression, uses: Uses): void {
  if (!ts.isIdentifier(right)) return;
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

/** Kinds that a method call gives away; undefined where it is a property like any other. */
function kindsOfMember(name: string, isCall: boolean): readonly TypeSketch["type"][] | undefined {
  if (name === "length" || /^(concat|includes|indexOf|lastIndexOf|slice|at)$/u.test(name)) return ["array", "string"];
  if (/^(toString|valueOf|hasOwnProperty|constructor|prototype)$/u.test(name)) return [];
  if (!isCall) return undefined;
  if (/^(call|apply|bind)$/u.test(name)) return ["function"];
  const known: readonly (readonly [(name: string) => boolean, TypeSketch["type"]])[] = [
    [(method) => STRING_METHODS.has(method), "string"],
    [(method) => ARRAY_METHODS.has(method), "array"],
    [(method) => NUMBER_METHODS.has(method), "number"],
    [(method) => DATE_METHODS.test(method), "date"],
    [(method) => REGEX_METHODS.has(method), "regex"],
    [(method) => PROMISE_METHODS.has(method), "promise"],
  ];
  const found = known.find(([has]) => has(name));
  return found === undefined ? undefined : [found[1]];
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
}

function noteCall(parent: ts.CallExpression, own: ts.Expression, uses: Uses): void {
  if (parent.expression !== own) {
    noteCallArgument(parent, own, uses);
    return;
  }
  uses.kinds.add("function");
  uses.calledWith.add(parent.arguments.length);
}

/** Whether a place only asks if there is something. */
function isAsked(parent: ts.Node, own: ts.Expression): boolean {
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  return ts.isIfStatement(parent) || (ts.isConditionalExpression(parent) && parent.condition === own);
}

/** Kind that a place in a statement or at a unary operator gives away. */
function kindOfPlace(parent: ts.Node, own: ts.Expression): TypeSketch["type"] | undefined {
  if (ts.isPrefixUnaryExpression(parent) && parent.operator !== ts.SyntaxKind.ExclamationToken) return "number";
  if (ts.isPostfixUnaryExpression(parent)) return "number";
  if (ts.isForOfStatement(parent) && parent.expression === own) return "array";
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
  for (const clause of node.caseBlock.clauses) {
    const value = ts.isCaseClause(clause) ? literalValue(clause.expression) : undefined;
    if (value !== undefined) uses.literals.add(value);
  }
}

const SIMPLE = [
  ...(["string", "number", "boolean", "bigint", "symbol", "null"] as const),
  ...(["undefined", "date", "regex", "url", "bytes"] as const),
] as const;

function plainSketch(kind: TypeSketch["type"], uses: Uses): readonly TypeSketch[] {
  const simple = SIMPLE.find((name) => name === kind);
  if (simple !== undefined) return [{ type: simple }];
  const made: Partial<Record<TypeSketch["type"], TypeSketch>> = {
    array: { type: "array", item: UNKNOWN },
    object: { type: "object", properties: propertiesOf(uses) },
    record: { type: "record", value: UNKNOWN },
    map: { type: "map", key: UNKNOWN, value: UNKNOWN },
    set: { type: "set", item: UNKNOWN },
    promise: { type: "promise", value: UNKNOWN },
    error: { type: "error", name: "Error" },
    function: { type: "function", parameters: [], returns: UNKNOWN },
  };
  const sketch = made[kind];
  return sketch === undefined ? [] : [sketch];
}

function propertiesOf({ properties }: Uses): readonly PropertySketch[] {
  return [...properties].map(([name, uses]) => ({ name, optional: "yes", value: sketchOf(uses) }));
}

function sketchOf(uses: Uses): TypeSketch {
  const literals = [...uses.literals].map((value): TypeSketch => ({ type: "literal", value }));
  const kinds = [...uses.kinds].flatMap((kind) => plainSketch(kind, uses));
  const known = [...kinds, ...literals];
  if (uses.asked.size === 0) return toUnion(known);
  // `if (done) done()`: it may be absent; asked for and nothing else, it is a flag.
  return toUnion(known.length === 0 ? [{ type: "boolean" }] : [...known, { type: "undefined" }]);
}

/** What a name inside a function is used as; unknown where nothing gives it away. */
export function usesOfName(
  body: ts.Node,
  name: string,
  functions: FunctionTable = createFunctionTable(body.getSourceFile()),
): TypeSketch {
  const uses = emptyUses(createFlows(functions));
  noteName(body, name, uses);
  return sketchOf(uses);
}
