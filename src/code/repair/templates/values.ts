/**
 * An expression with something around it, without it, or another expression of the same function in its place. The last
 * rests on redundancy: what mends a program is often in it already (Barr, Brun, Devanbu, Harman, Sarro: "The plastic
 * surgery hypothesis", FSE 2014; ARJA: Yuan, Banzhaf, TSE 2020).
 */
import ts from "typescript";
import type { ProposedEdit, Template } from "../edit-template.ts";
import { contextOf } from "../context.ts";
import { isAssigning, instead, isReplaceable, operandText } from "../fit.ts";
import { isCompatible } from "../value-kind.ts";

/** Longer expressions than this are no ingredients: they come with too much of their own. */
const MAX_INGREDIENT = 40;

function isInAsync(node: ts.Node): boolean {
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isFunctionLike(at)) continue;
    const modifiers = ts.canHaveModifiers(at) ? ts.getModifiers(at) : undefined;
    return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false;
  }
  return false;
}

const NUMERIC: readonly (readonly [string, number])[] = [
  ["Math.abs", 0.4],
  ["Math.floor", 0.25],
  ["Math.ceil", 0.15],
  ["Math.round", 0.15],
  ["Math.trunc", 0.12],
  ["Math.sqrt", 0.1],
];
const TEXTUAL = ["toLowerCase()", "toUpperCase()", "trim()"];
const LISTED = ["slice()", "reverse()", "slice(1)", "slice(0, -1)", "sort()", "sort((a, b) => a - b)"];

/** `e` → `Math.abs(e)`, `e + 1`, `!e`, `e.trim()`, `await e`, … as its kind allows. */
export const wraps: Template = (node, scene) => {
  if (!isReplaceable(node) || ts.isLiteralExpression(node) || ts.isFunctionLike(node)) return [];
  const kind = scene.kindOf(node);
  const operand = operandText(node);
  const text = node.getText();
  const edits: ProposedEdit[] = [];
  const add = (made: string, prior: number): void => {
    edits.push(instead(node, made, "wrap", kind === "unknown" ? prior * 0.7 : prior));
  };
  if (isCompatible(kind, "number")) {
    for (const [name, prior] of NUMERIC) add(`${name}(${text})`, prior);
    add(`-${operand}`, 0.3);
    add(`${operand} + 1`, 0.6);
    add(`${operand} - 1`, 0.6);
    add(`${operand} * 2`, 0.15);
    add(`${operand} / 2`, 0.15);
  }
  if (isCompatible(kind, "boolean")) add(`!${operand}`, 0.55);
  if (isCompatible(kind, "string")) for (const call of TEXTUAL) add(`${operand}.${call}`, 0.3);
  if (isCompatible(kind, "array")) for (const call of LISTED) add(`${operand}.${call}`, 0.25);
  if (kind !== "string") add(`String(${text})`, 0.2);
  if (kind !== "number") add(`Number(${text})`, 0.25);
  return edits;
};

/** `await e` where a promise may have been forgotten. */
export const awaits: Template = (node) => {
  if (!ts.isCallExpression(node) || ts.isAwaitExpression(node.parent) || !isInAsync(node)) return [];
  const { parent } = node;
  const isUsed = ts.isExpressionStatement(parent) || isReplaceable(node);
  return isUsed ? [instead(node, `await ${node.getText()}`, "await", 0.75)] : [];
};

/** `f(e)` → `e`, `e.m()` → `e`, `!e` → `e`, `a ? b : c` → `b`. */
export const unwraps: Template = (node) => {
  if (!isReplaceable(node)) return [];
  if (ts.isPrefixUnaryExpression(node)) return [instead(node, node.operand.getText(), "unwrap", 0.5)];
  if (ts.isConditionalExpression(node)) {
    const { condition, whenTrue, whenFalse } = node;
    const swapped = `${condition.getText()} ? ${whenFalse.getText()} : ${whenTrue.getText()}`;
    return [
      instead(node, swapped, "operand", 0.5),
      instead(node, whenTrue.getText(), "unwrap", 0.25),
      instead(node, whenFalse.getText(), "unwrap", 0.25),
    ];
  }
  if (!ts.isCallExpression(node)) return [];
  const { expression, arguments: args } = node;
  const [only] = args;
  const inner =
    only !== undefined && args.length === 1 && !ts.isSpreadElement(only)
      ? [instead(node, only.getText(), "unwrap", 0.35)]
      : [];
  const receiver = ts.isPropertyAccessExpression(expression)
    ? [instead(node, expression.expression.getText(), "unwrap", 0.3)]
    : [];
  return [...inner, ...receiver];
};

/** How much likelier an ingredient is that stands elsewhere where this one would (CapGen: Wen et al., ICSE 2018). */
const SAME_CONTEXT = 2.5;

/** Another expression of the same function. */
export const ingredients: Template = (node, scene) => {
  if (!isReplaceable(node) || ts.isFunctionLike(node)) return [];
  const text = node.getText();
  const kind = scene.kindOf(node);
  const fitting = scene.ingredients.filter(
    (other) => other.text !== text && other.text.length <= MAX_INGREDIENT && isCompatible(kind, other.kind),
  );
  const prior = ts.isReturnStatement(node.parent) ? 0.2 : 0.13;
  const context = contextOf(node);
  return fitting.map((other) => {
    const known = context !== undefined && other.contexts.has(context) ? SAME_CONTEXT : 1;
    return instead(node, other.text, "ingredient", prior * known * (other.kind === kind ? 1 : 0.7));
  });
};

/** `e` → `e op x` with a number of the scope. */
export const introductions: Template = (node, scene) => {
  if (!isReplaceable(node) || ts.isFunctionLike(node) || !isCompatible(scene.kindOf(node), "number")) return [];
  if (ts.isBinaryExpression(node.parent) && isAssigning(node.parent.operatorToken.kind)) return [];
  const atoms = scene.namesAt(node).filter((name) => {
    const kind = scene.kindOfName(name);
    return kind === "number" || kind === "unknown";
  });
  const operand = operandText(node);
  return atoms.flatMap((atom) =>
    ["+", "-", "*", "/", "%"].map((operator) => instead(node, `${operand} ${operator} ${atom}`, "ingredient", 0.07)),
  );
};
