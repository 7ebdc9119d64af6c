import ts from "typescript";
import type { ProposedEdit, TemplateName } from "./edit-template.ts";

/** Whether an operator assigns: `=`, `+=`, …. */
export function isAssigning(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

const SIMPLE = /^(?:[\w$.]+|"[^"]*"|'[^']*'|`[^`]*`)$/u;

/** Whether another expression in the place of this one would be taken apart by what stands around it. */
function bindsTightly(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) return !isAssigning(parent.operatorToken.kind);
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isPropertyAccessExpression(parent)) return true;
  if (ts.isElementAccessExpression(parent) || ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
    return parent.expression === node;
  }
  return (
    ts.isPrefixUnaryExpression(parent) ||
    ts.isPostfixUnaryExpression(parent) ||
    ts.isAwaitExpression(parent) ||
    ts.isTypeOfExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isNonNullExpression(parent)
  );
}

function isTight(text: string): boolean {
  if (SIMPLE.test(text)) return true;
  let depth = 0;
  for (const character of text) {
    if (character === '"' || character === "'" || character === "`") return false;
    if (depth === 0 && !/[\w$.([?]/u.test(character)) return false;
    if (character === "(" || character === "[") depth += 1;
    if (character === ")" || character === "]") depth -= 1;
  }
  return !text.startsWith("(") || !text.includes(")(");
}

/** Binary operators from the loosest to the tightest; those of `??` and `**` may not be mixed freely and are left out. */
const PRECEDENCE: readonly (readonly string[])[] = [
  ["||"],
  ["&&"],
  ["|"],
  ["^"],
  ["&"],
  ["==", "!=", "===", "!=="],
  ["<", ">", "<=", ">=", "instanceof", "in"],
  ["<<", ">>", ">>>"],
  ["+", "-"],
  ["*", "/", "%"],
];

function precedence(node: ts.Node): number {
  if (!ts.isBinaryExpression(node)) return -1;
  const operator = ts.tokenToString(node.operatorToken.kind) ?? "";
  return PRECEDENCE.findIndex((operators) => operators.includes(operator));
}

/** Whether a text of operands and one operator holds together beside the operator that it stands at. */
function holdsTogether(node: ts.Node, text: string): boolean {
  const { parent } = node;
  const outer = precedence(parent);
  if (!ts.isBinaryExpression(parent) || outer < 0) return false;
  const [statement] = ts.createSourceFile("text.ts", `_ = ${text}`, ts.ScriptTarget.Latest, false).statements;
  const assignment = statement !== undefined && ts.isExpressionStatement(statement) ? statement.expression : undefined;
  if (assignment === undefined || !ts.isBinaryExpression(assignment)) return false;
  const inner = precedence(assignment.right);
  return inner > outer || (inner === outer && parent.left === node);
}

/** A text in the place of an expression, in parentheses where it needs them. */
export function instead(node: ts.Node, text: string, template: TemplateName, prior: number): ProposedEdit {
  const isNegated = text.startsWith("!") && ts.isBinaryExpression(node.parent) && isTight(text.slice(1));
  const isLoose = bindsTightly(node) && !isTight(text) && !isNegated && !holdsTogether(node, text);
  const plain = isLoose ? `(${text})` : text;
  return { template, start: node.getStart(), end: node.end, position: "expression", text: plain, prior };
}

/** The text of a node as an operand: in parentheses where an operator would take it apart. */
export function operandText(node: ts.Node): string {
  const text = node.getText();
  const loose =
    ts.isBinaryExpression(node) ||
    ts.isConditionalExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isAwaitExpression(node) ||
    ts.isYieldExpression(node) ||
    ts.isSpreadElement(node);
  return loose ? `(${text})` : text;
}

/** `exports…`, `module.exports…`: what a file gives away. */
export const EXPORTS = /^(?:module\s*\.\s*)?exports\b/u;

/** A text as a literal in the quotes of another literal. */
export function quotedLike(literal: ts.StringLiteral, text: string): string {
  const double = JSON.stringify(text);
  if (!literal.getText().startsWith("'")) return double;
  return `'${double
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("'", String.raw`\'`)}'`;
}

/** The text of a node in which some parts give way to other texts; parts in order of place, not overlapping. */
export function withParts(node: ts.Node, parts: readonly (readonly [ts.Node, string])[]): string {
  const whole = node.getSourceFile().text;
  let text = "";
  let last = node.getStart();
  for (const [part, replacement] of parts) {
    text += whole.slice(last, part.getStart()) + replacement;
    last = part.end;
  }
  return text + whole.slice(last, node.end);
}

/** Whether what stands around a node takes a place or a call in it, not a value. */
function takesNoValue(parent: ts.Node, node: ts.Node): boolean {
  if (ts.isPostfixUnaryExpression(parent) || ts.isDeleteExpression(parent) || ts.isTaggedTemplateExpression(parent))
    return true;
  if (ts.isPrefixUnaryExpression(parent)) return /^(?:\+\+|--)/u.test(parent.getText());
  if (ts.isBinaryExpression(parent)) return parent.left === node && isAssigning(parent.operatorToken.kind);
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) return parent.initializer === node;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.expression === node;
  return ts.isExpressionStatement(parent) || ts.isExpressionWithTypeArguments(parent);
}

/** Whether a node is an expression whose value is used, so that another expression can stand there. */
export function isReplaceable(node: ts.Node): node is ts.Expression {
  if (!ts.isExpression(node) || ts.isOmittedExpression(node) || ts.isSpreadElement(node)) return false;
  if (node.kind === ts.SyntaxKind.SuperKeyword || node.kind === ts.SyntaxKind.ImportKeyword) return false;
  return !takesNoValue(node.parent, node) && !isName(node) && !isPattern(node);
}

/** A name that is no value: what is declared, a property's name, a label, a key. */
function isName(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isShorthandPropertyAssignment(parent) || ts.isBindingElement(parent)) {
    return ts.isShorthandPropertyAssignment(parent) || parent.initializer !== node;
  }
  if (ts.isPropertyAssignment(parent) || ts.isParameter(parent) || ts.isVariableDeclaration(parent)) {
    return parent.initializer !== node;
  }
  if (ts.isFunctionLike(parent)) return !(ts.isArrowFunction(parent) && parent.body === node);
  return ts.isJsxAttribute(parent) || ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent);
}

function isPattern(node: ts.Node): boolean {
  for (let at = node; ; at = at.parent) {
    const { parent } = at;
    if (ts.isBinaryExpression(parent) && parent.left === at && isAssigning(parent.operatorToken.kind)) {
      return ts.isArrayLiteralExpression(at) || ts.isObjectLiteralExpression(at);
    }
    if (!ts.isArrayLiteralExpression(parent) && !ts.isSpreadElement(parent)) return false;
  }
}
