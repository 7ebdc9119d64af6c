import ts from "typescript";
import { directives, isFunction } from "../../instrument-syntax.ts";
import { chainRoot, expression, rangeOf, withPart, type Operator } from "./operator.ts";

/** `() => a` → `() => undefined`. */
export const arrowFunction: Operator = {
  name: "ArrowFunction",
  replacements(node, source) {
    if (!ts.isArrowFunction(node) || ts.isBlock(node.body)) return [];
    return node.body.getText(source) === "undefined" ? [] : [expression(node.body, source, "undefined")];
  },
};

/** Other methods of the same sort; the empty name stands for the receiver as it is. */
const METHODS: Readonly<Record<string, string>> = {
  charAt: "",
  endsWith: "startsWith",
  startsWith: "endsWith",
  every: "some",
  some: "every",
  filter: "",
  max: "min",
  min: "max",
  reverse: "",
  setDate: "setTime",
  setFullYear: "setMonth",
  setHours: "setMinutes",
  setMilliseconds: "setSeconds",
  setMinutes: "setHours",
  setMonth: "setFullYear",
  setSeconds: "setMilliseconds",
  setTime: "setDate",
  setUTCDate: "setTime",
  setUTCFullYear: "setUTCMonth",
  setUTCHours: "setUTCMinutes",
  setUTCMilliseconds: "setUTCSeconds",
  setUTCMinutes: "setUTCHours",
  setUTCMonth: "setUTCFullYear",
  setUTCSeconds: "setUTCMilliseconds",
  slice: "",
  sort: "",
  substr: "",
  substring: "",
  toLocaleLowerCase: "toLocaleUpperCase",
  toLocaleUpperCase: "toLocaleLowerCase",
  toLowerCase: "toUpperCase",
  toUpperCase: "toLowerCase",
  trim: "",
  trimEnd: "trimStart",
  trimStart: "trimEnd",
};

/** What keeps a chain optional when its link goes: `a?.trim().length` → `a?.length`. */
function keptLink(next: string): string {
  if (next === ".") return "?";
  return next === "[" || next === "(" ? "?." : "";
}

/** `a.trim()` → `a`, `a.some(f)` → `a.every(f)`. */
export const methodExpression: Operator = {
  name: "MethodExpression",
  replacements(node, source) {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
    const { name, expression: receiver } = node.expression;
    const other = Object.hasOwn(METHODS, name.text) ? METHODS[name.text] : undefined;
    if (other === undefined || (other === "" && receiver.kind === ts.SyntaxKind.SuperKeyword)) return [];
    const root = chainRoot(node);
    if (ts.isDeleteExpression(root.parent)) return [];
    const link = node.expression.questionDotToken === undefined ? "" : keptLink(source.text[node.end] ?? "");
    const part = other === "" ? { start: receiver.end, end: node.end } : rangeOf(name, source);
    return [expression(root, source, withPart(root, part, other === "" && root !== node ? link : other, source))];
  },
};

/** `a?.b` → `a.b`, one link at a time. */
export const optionalChaining: Operator = {
  name: "OptionalChaining",
  replacements(node, source) {
    const isLink =
      ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isCallExpression(node);
    if (!isLink || node.questionDotToken === undefined) return [];
    const root = chainRoot(node);
    if (ts.isDeleteExpression(root.parent)) return [];
    const text = ts.isPropertyAccessExpression(node) ? "." : "";
    return [expression(root, source, withPart(root, rangeOf(node.questionDotToken, source), text, source))];
  },
};

/** `-a` ↔ `+a`, `~a` → `a`. */
export const unaryOperator: Operator = {
  name: "UnaryOperator",
  replacements(node, source) {
    if (!ts.isPrefixUnaryExpression(node)) return [];
    const operand = node.operand.getText(source);
    switch (node.operator) {
      case ts.SyntaxKind.MinusToken:
        return [expression(node, source, `+${operand}`)];
      case ts.SyntaxKind.PlusToken:
        return [expression(node, source, `-${operand}`)];
      case ts.SyntaxKind.TildeToken:
        return [expression(node, source, operand)];
      default:
        return [];
    }
  },
};

/** `a++` ↔ `a--`, `++a` ↔ `--a`. */
export const updateOperator: Operator = {
  name: "UpdateOperator",
  replacements(node, source) {
    if (!ts.isPrefixUnaryExpression(node) && !ts.isPostfixUnaryExpression(node)) return [];
    const isMore = node.operator === ts.SyntaxKind.PlusPlusToken;
    if (!isMore && node.operator !== ts.SyntaxKind.MinusMinusToken) return [];
    const [operand, operator] = [node.operand.getText(source), isMore ? "--" : "++"];
    return [expression(node, source, ts.isPrefixUnaryExpression(node) ? operator + operand : operand + operator)];
  },
};

function callsSuper(node: ts.Node): boolean {
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword) return true;
  return ts.forEachChild(node, callsSuper) ?? false;
}

/** `{ … }` → `{}`. A constructor that has to call its parent's keeps its body. */
export const blockStatement: Operator = {
  name: "BlockStatement",
  replacements(node, source) {
    if (!ts.isBlock(node) || node.statements.length === 0 || ts.isClassStaticBlockDeclaration(node.parent)) return [];
    if (isFunction(node.parent) && directives(node.statements).length > 0) return [];
    if (ts.isConstructorDeclaration(node.parent) && callsSuper(node)) return [];
    return [{ ...rangeOf(node, source), position: "block", text: "{}" }];
  },
};

/** A statement that only does something is left out: calls, assignments, `throw`, `delete`. */
export const statementRemoval: Operator = {
  name: "StatementRemoval",
  replacements(node, source) {
    const isThrow = ts.isThrowStatement(node);
    if (!isThrow && !ts.isExpressionStatement(node)) return [];
    if (ts.isExpressionStatement(node) && (ts.isStringLiteral(node.expression) || callsSuper(node))) return [];
    return [{ ...rangeOf(node, source), position: "statement", text: ";" }];
  },
};
