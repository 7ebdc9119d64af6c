/**
 * An expression with something around it, without it, or another expression of the same function in its place. The last
 * rests on redundancy: what mends a program is often in it already (Barr, Brun, Devanbu, Harman, Sarro: "The plastic
 * surgery hypothesis", FSE 2014; ARJA: Yuan, Banzhaf, TSE 2020).
 */
import ts from "typescript";
import type { Template, TemplateScene } from "../edit-template.ts";
import { contextOf } from "../context.ts";
import { isAssigning, instead, isReplaceable, operandText } from "../fit.ts";
import { isCompatible, type ValueKind } from "../value-kind.ts";
import { atomsAt } from "./conditions.ts";

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

/** What is asked of numbers and truth values; of them nothing else is. */
const PLAIN_METHODS = /^(?:to(?:Fixed|String|Precision|Exponential|LocaleString)|valueOf)$/u;

/** Whether something is read from a value that neither a number nor a truth value has. */
function isReceiver(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isElementAccessExpression(parent)) return parent.expression === node;
  return ts.isPropertyAccessExpression(parent) && parent.expression === node && !PLAIN_METHODS.test(parent.name.text);
}

/** `e` → `Math.abs(e)`, `e + 1`, `!e`, `e.trim()`, `await e`, … as its kind allows. */
export const wraps: Template = (node, scene) => {
  if (!isReplaceable(node) || ts.isLiteralExpression(node) || ts.isFunctionLike(node)) return [];
  const kind = scene.kindOf(node);
  const [operand, text] = [operandText(node), node.getText()];
  const made = [
    ...(isReceiver(node) ? [] : plainWraps(node, kind)),
    ...(isCompatible(kind, "string") ? TEXTUAL.map((call) => [`${operand}.${call}`, 0.3] as const) : []),
    ...(isCompatible(kind, "array") ? LISTED.map((call) => [`${operand}.${call}`, 0.25] as const) : []),
    ...(kind === "string" ? [] : [[`String(${text})`, 0.2] as const]),
  ];
  return made.map(([other, prior]) => instead(node, other, "wrap", kind === "unknown" ? prior * 0.7 : prior));
};

/** What comes to a number or a truth value. */
function plainWraps(node: ts.Expression, kind: ValueKind): readonly (readonly [string, number])[] {
  const [operand, text] = [operandText(node), node.getText()];
  const isExtreme = /^Math\.(?:max|min)\b/u.test(text);
  const numbers: readonly (readonly [string, number])[] = [
    ...NUMERIC.map(([name, prior]) => [`${name}(${text})`, prior] as const),
    [`-${operand}`, 0.3],
    [`${operand} + 1`, 0.6],
    [`${operand} - 1`, 0.6],
    [`${operand} * 2`, 0.15],
    [`${operand} / 2`, 0.15],
    ...(isExtreme ? [] : [[`Math.max(0, ${text})`, 0.2] as const]),
  ];
  return [
    ...(isCompatible(kind, "number") ? numbers : []),
    ...(isCompatible(kind, "boolean") ? [[`!${operand}`, 0.55] as const] : []),
    ...(kind === "number" ? [] : [[`Number(${text})`, 0.25] as const]),
  ];
}

/** `await e` where a promise may have been forgotten. */
export const awaits: Template = (node) => {
  if (!ts.isCallExpression(node) || ts.isAwaitExpression(node.parent) || !isInAsync(node)) return [];
  const { parent } = node;
  const isUsed = ts.isExpressionStatement(parent) || isReplaceable(node);
  return isUsed ? [instead(node, `await ${node.getText()}`, "await", 0.75)] : [];
};

/** `f(e)` → `e`, `e.m()` → `e`, `!e` → `e`, `a ? b : c` → `b`. */
export const unwraps: Template = (node, scene) => {
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
  // What a test is made about is seldom meant in its place.
  const likely = scene.kindOf(node) === "boolean" ? 0.3 : 1;
  const [only] = args;
  const inner =
    only !== undefined && args.length === 1 && !ts.isSpreadElement(only)
      ? [instead(node, only.getText(), "unwrap", 0.35 * likely)]
      : [];
  const receiver = ts.isPropertyAccessExpression(expression)
    ? [instead(node, expression.expression.getText(), "unwrap", 0.3 * likely)]
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

/** `true` → a test of what is in scope: an answer or a loop that once depended on something. */
export const tests: Template = (node, scene) => {
  const isTruth = node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword;
  if (!isTruth || !isReplaceable(node)) return [];
  const known = scene.conditions.map((text) => instead(node, text, "condition", 0.15));
  return [...known, ...atomsAt(node, scene).map((text) => instead(node, text, "condition", 0.1))];
};

/** Names in scope that may stand for a value of a kind. */
function namesOfKind(node: ts.Node, scene: TemplateScene, wanted: ValueKind): readonly string[] {
  return scene.namesAt(node).filter((name) => {
    const kind = scene.kindOfName(name);
    return kind === wanted || kind === "unknown";
  });
}

/** `list` → `other.concat(list)`: what was there before is missing. */
export const joins: Template = (node, scene) => {
  if (!isReplaceable(node) || !ts.isExpression(node) || ts.isFunctionLike(node)) return [];
  const kind = scene.kindOf(node);
  if (!isCompatible(kind, "array")) return [];
  const text = node.getText();
  const prior = kind === "array" ? 0.12 : 0.04;
  return namesOfKind(node, scene, "array")
    .filter((name) => name !== text)
    .map((name) => instead(node, `${name}.concat(${text})`, "wrap", prior));
};

/** `a = e` → `a = Math.max(a, e)`: the greatest or the least so far. */
export const extremes: Template = (node, scene) => {
  const { parent } = node;
  if (!ts.isBinaryExpression(parent) || parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return [];
  if (parent.right !== node || !ts.isExpression(node) || !isCompatible(scene.kindOf(node), "number")) return [];
  const [known, text] = [parent.left.getText(), node.getText()];
  return ["max", "min"].map((name) => instead(node, `Math.${name}(${known}, ${text})`, "wrap", 0.1));
};

/** `e` → `e op x` with a number of the scope, with how many there are of something, or with itself. */
export const introductions: Template = (node, scene) => {
  if (!isReplaceable(node) || ts.isFunctionLike(node) || !isCompatible(scene.kindOf(node), "number")) return [];
  if (isReceiver(node)) return [];
  if (ts.isBinaryExpression(node.parent) && isAssigning(node.parent.operatorToken.kind)) return [];
  const operand = operandText(node);
  const text = node.getText();
  const made = namesOfKind(node, scene, "number").flatMap((atom) =>
    ["+", "-", "*", "/", "%"]
      .filter((operator) => atom !== text || operator === "*")
      .map((operator) => instead(node, `${operand} ${operator} ${atom}`, "ingredient", 0.07)),
  );
  const lists = [...namesOfKind(node, scene, "array"), ...namesOfKind(node, scene, "string")];
  const counts = [...new Set(lists)].filter((name) => name !== text);
  const sizes = counts.map((name) => instead(node, `${operand} % ${name}.length`, "ingredient", 0.06));
  const best = namesOfKind(node, scene, "number").filter((name) => name !== text && !text.startsWith("Math."));
  return [...made, ...sizes, ...best.map((name) => instead(node, `Math.max(${name}, ${text})`, "ingredient", 0.05))];
};
