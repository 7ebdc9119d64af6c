import ts from "typescript";
import { withOperators, type Operator } from "./operator.ts";

type Table = ReadonlyMap<ts.SyntaxKind, readonly string[]>;

const K = ts.SyntaxKind;

function isText(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isText(node.expression);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === K.PlusToken)
    return isText(node.left) || isText(node.right);
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}

function binaryOperator(name: Operator["name"], tables: () => Table): Operator {
  return {
    name,
    replacements(node, source) {
      if (!ts.isBinaryExpression(node)) return [];
      const operators = tables().get(node.operatorToken.kind);
      return operators === undefined ? [] : withOperators(node, operators, source);
    },
  };
}

const ARITHMETIC = (): Table =>
  new Map([
    [K.PlusToken, ["-"]],
    [K.MinusToken, ["+"]],
    [K.AsteriskToken, ["/"]],
    [K.SlashToken, ["*"]],
    [K.PercentToken, ["*"]],
  ]);

const plain = binaryOperator("ArithmeticOperator", ARITHMETIC);

/** `a + b` → `a - b`; texts that are put together stay: their difference is no number. */
export const arithmeticOperator: Operator = {
  name: plain.name,
  replacements: (node, source) =>
    ts.isBinaryExpression(node) && (isText(node.left) || isText(node.right)) ? [] : plain.replacements(node, source),
};

/** `a < b` → `a <= b`, `a >= b`. */
export const equalityOperator: Operator = binaryOperator(
  "EqualityOperator",
  () =>
    new Map([
      [K.LessThanToken, ["<=", ">="]],
      [K.LessThanEqualsToken, ["<", ">"]],
      [K.GreaterThanToken, [">=", "<="]],
      [K.GreaterThanEqualsToken, [">", "<"]],
      [K.EqualsEqualsToken, ["!="]],
      [K.ExclamationEqualsToken, ["=="]],
      [K.EqualsEqualsEqualsToken, ["!=="]],
      [K.ExclamationEqualsEqualsToken, ["==="]],
    ]),
);

const assignment = binaryOperator(
  "AssignmentOperator",
  () =>
    new Map([
      [K.PlusEqualsToken, ["-="]],
      [K.MinusEqualsToken, ["+="]],
      [K.AsteriskEqualsToken, ["/="]],
      [K.SlashEqualsToken, ["*="]],
      [K.PercentEqualsToken, ["*="]],
      [K.LessThanLessThanEqualsToken, [">>="]],
      [K.GreaterThanGreaterThanEqualsToken, ["<<="]],
      [K.AmpersandEqualsToken, ["|="]],
      [K.BarEqualsToken, ["&="]],
      [K.AmpersandAmpersandEqualsToken, ["||="]],
      [K.BarBarEqualsToken, ["&&="]],
      [K.QuestionQuestionEqualsToken, ["&&="]],
    ]),
);

/** `a += b` → `a -= b`; where a text is put behind another, nothing: their difference is no number. */
export const assignmentOperator: Operator = {
  name: assignment.name,
  replacements: (node, source) =>
    ts.isBinaryExpression(node) && node.operatorToken.kind === K.PlusEqualsToken && isText(node.right)
      ? []
      : assignment.replacements(node, source),
};

const LOGICAL = (): Table =>
  new Map([
    [K.AmpersandAmpersandToken, ["||"]],
    [K.BarBarToken, ["&&"]],
    [K.QuestionQuestionToken, ["&&"]],
  ]);

const logical = binaryOperator("LogicalOperator", LOGICAL);

function isMixed(node: ts.BinaryExpression): boolean {
  const isOther = (side: ts.Expression): boolean =>
    ts.isBinaryExpression(side) && LOGICAL().has(side.operatorToken.kind);
  return isOther(node.left) || isOther(node.right);
}

/** `a && b` → `a || b`. Operands that are logical themselves get parentheses, so that only this operator changes. */
export const logicalOperator: Operator = {
  name: logical.name,
  replacements(node, source) {
    if (!ts.isBinaryExpression(node) || !isMixed(node)) return logical.replacements(node, source);
    const operator = LOGICAL().get(node.operatorToken.kind)?.[0];
    if (operator === undefined) return [];
    const text = `(${node.left.getText(source)}) ${operator} (${node.right.getText(source)})`;
    return [{ start: node.getStart(source), end: node.end, position: "expression", text: `(${text})` }];
  },
};
