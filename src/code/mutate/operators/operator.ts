import ts from "typescript";
import type { MutantPosition, MutatorName } from "../mutant.ts";

/** What an operator proposes for a node. */
export interface Replacement {
  /** UTF-16 offsets in the original text, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly position: MutantPosition;
  readonly text: string;
}

/** One family of edits: what it makes of a node, whose own children it is asked about separately. */
export interface Operator {
  readonly name: MutatorName;
  replacements(node: ts.Node, source: ts.SourceFile): readonly Replacement[];
}

/** Another expression in the place of a node's. */
export function expression(node: ts.Node, source: ts.SourceFile, text: string): Replacement {
  return { start: node.getStart(source), end: node.end, position: "expression", text };
}

/** The text of a node in which a part of it gives way to another text. */
export function withPart(
  node: ts.Node,
  part: { readonly start: number; readonly end: number },
  text: string,
  source: ts.SourceFile,
): string {
  const whole = source.text;
  return whole.slice(node.getStart(source), part.start) + text + whole.slice(part.end, node.end);
}

/** Offsets of a node without the comments before it. */
export function rangeOf(node: ts.Node, source: ts.SourceFile): { readonly start: number; readonly end: number } {
  return { start: node.getStart(source), end: node.end };
}

/** A binary expression with other operators, one after the other. */
export function withOperators(
  node: ts.BinaryExpression,
  operators: readonly string[],
  source: ts.SourceFile,
): readonly Replacement[] {
  const range = rangeOf(node.operatorToken, source);
  return operators.map((operator) => expression(node, source, withPart(node, range, operator, source)));
}

/** The outermost part of an optional chain that a node is an inner part of: what is cut short together. */
export function chainRoot(node: ts.Node): ts.Node {
  const { parent } = node;
  const goesOn =
    (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) || ts.isCallExpression(parent)) &&
    parent.expression === node &&
    (parent.flags & ts.NodeFlags.OptionalChain) !== 0;
  if (goesOn) return chainRoot(parent);
  return ts.isNonNullExpression(parent) && (parent.flags & ts.NodeFlags.OptionalChain) !== 0 ? chainRoot(parent) : node;
}

/** Whether a literal stands where values are taken apart: `[a, b] = …`, `({ a } = …)`, `for ([a] of …)`. */
export function isPattern(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) {
    const isTarget = parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && parent.left === node;
    return isTarget || (parent.left === node && isPattern(parent));
  }
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) return parent.initializer === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node && isPattern(parent.parent);
  return (ts.isArrayLiteralExpression(parent) || ts.isSpreadElement(parent)) && isPattern(parent);
}
