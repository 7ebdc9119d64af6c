/**
 * Conditions: negated, tighter, looser, or made from what is in scope, the way that Nopol makes them (Xuan, Martinez,
 * DeMarco et al.: TSE 2017), tried as they are instead of solved for.
 */
import ts from "typescript";
import type { Template, TemplateScene } from "../edit-template.ts";
import { instead } from "../fit.ts";
import { walk } from "../../callee.ts";

const MAX_ATOMS = 120;

/** Whether an expression decides which way the program goes. */
function isCondition(node: ts.Node): node is ts.Expression {
  const { parent } = node;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isDoStatement(parent))
    return parent.expression === node;
  if (ts.isForStatement(parent) || ts.isConditionalExpression(parent)) return parent.condition === node;
  if (!ts.isExpression(node)) return false;
  if (ts.isArrowFunction(parent) && parent.body === node)
    return ts.isBinaryExpression(node) || ts.isPrefixUnaryExpression(node);
  return (
    ts.isReturnStatement(parent) &&
    (ts.isBinaryExpression(node) || ts.isPrefixUnaryExpression(node) || ts.isCallExpression(node))
  );
}

/** Small tests over the names in scope. */
export function atomsAt(node: ts.Node, scene: TemplateScene): readonly string[] {
  const names = scene.namesAt(node).filter((name) => scene.kindOfName(name) !== "function");
  const atoms: string[] = [];
  for (const name of names.slice(0, 10)) {
    const kind = scene.kindOfName(name);
    atoms.push(name, `!${name}`);
    if (kind === "unknown") atoms.push(`${name} == null`, `${name} != null`);
    if (kind === "unknown" || kind === "number") atoms.push(`${name} === 0`, `${name} > 0`, `${name} < 0`);
    if (kind === "unknown" || kind === "string" || kind === "array") {
      atoms.push(`${name}.length === 0`, `${name}.length > 0`, `${name}.length > 1`);
    }
  }
  for (const [index, one] of names.slice(0, 7).entries()) {
    for (const other of names.slice(index + 1, 7)) {
      atoms.push(...["===", "!==", "<", "<=", ">", ">="].map((operator) => `${one} ${operator} ${other}`));
    }
  }
  return atoms.slice(0, MAX_ATOMS);
}

/** The same test with two of its names exchanged: the case that a list of cases has forgotten. */
function permuted(node: ts.Expression): readonly string[] {
  const names: ts.Identifier[] = [];
  walk(node, (part) => {
    const isProperty = ts.isPropertyAccessExpression(part.parent) && part.parent.name === part;
    if (ts.isIdentifier(part) && !isProperty) names.push(part);
  });
  const texts = [...new Set(names.map(({ text }) => text))].slice(0, 4);
  const made: string[] = [];
  const start = node.getStart();
  for (const [index, one] of texts.entries()) {
    for (const other of texts.slice(index + 1)) {
      let text = node.getText();
      for (const name of names.toReversed()) {
        const next = name.text === one ? other : name.text === other ? one : name.text;
        text = text.slice(0, name.getStart() - start) + next + text.slice(name.end - start);
      }
      made.push(text);
    }
  }
  return made;
}

/** A test as an operand of `&&` or `||`: comparisons bind more tightly and stay as they are. */
function inLogic(text: string): string {
  return /&&|\|\||\?|=>|[^=!<>]=[^=]|\bawait\b/u.test(text) ? `(${text})` : text;
}

function isLogical(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && /^(?:&&|\|\|)$/u.test(node.operatorToken.getText());
}

/** Whether a value may be a truth value: what reckons is none. */
function isTruth(node: ts.Expression, scene: TemplateScene): boolean {
  if (ts.isBinaryExpression(node) && /^[-+*/%]$/u.test(node.operatorToken.getText())) return false;
  const kind = scene.kindOf(node);
  return kind === "boolean" || kind === "unknown" || !ts.isReturnStatement(node.parent);
}

/** Other conditions in the place of one. */
export const conditions: Template = (node, scene) => {
  const isLeaf = ts.isExpression(node) && isLogical(node.parent) && !isLogical(node);
  if ((!isCondition(node) && !isLeaf) || !isTruth(node, scene)) return [];
  const text = node.getText();
  const operand = inLogic(text);
  const edits = [instead(node, `!(${text})`, "condition", 0.45)];
  const forgotten = ts.isBinaryExpression(node) ? permuted(node) : [];
  for (const other of forgotten) {
    edits.push(instead(node, `${operand} || ${inLogic(other)}`, "condition", 0.2));
    edits.push(instead(node, `${operand} && ${inLogic(other)}`, "condition", 0.12));
  }
  if (!isCondition(node)) return edits;
  for (const other of scene.conditions) {
    if (other === text) continue;
    edits.push(instead(node, `${operand} && ${inLogic(other)}`, "condition", 0.12));
    edits.push(instead(node, `${operand} || ${inLogic(other)}`, "condition", 0.12));
    edits.push(instead(node, `${operand} && !(${other})`, "condition", 0.1));
  }
  for (const atom of atomsAt(node, scene)) {
    edits.push(instead(node, `${operand} && ${atom}`, "condition", 0.09));
    edits.push(instead(node, `${operand} || ${atom}`, "condition", 0.09));
    edits.push(instead(node, atom, "condition", 0.05));
  }
  for (const constant of ["true", "false"]) edits.push(instead(node, constant, "constant-condition", 0.02));
  return edits;
};
