/**
 * A statement of the same function with one of its names exchanged: statements that belong together are alike (Barr et al.,
 * FSE 2014), and the missing one is seldom there word for word.
 */
import ts from "typescript";
import { walk } from "../../callee.ts";
import type { Template, TemplateScene } from "../edit-template.ts";
import { isAssigning, withParts } from "../fit.ts";
import { inserted, listOf } from "../statement-places.ts";

/** Longer statements than this are not copied. */
const MAX_COPY = 60;
/** Texts for one place at most. */
const MAX_TEXTS = 160;

/** Calls and assignments of the function, each with one name or argument exchanged for a name in scope. */
function variants(node: ts.Node, scene: TemplateScene): ReadonlySet<string> {
  const names = scene.namesAt(node).filter((name) => scene.kindOfName(name) !== "function");
  const found = new Set<string>();
  walk(scene.owner, (statement) => {
    if (found.size >= MAX_TEXTS || !ts.isExpressionStatement(statement)) return;
    if (statement.getText().length > MAX_COPY) return;
    const { expression } = statement;
    for (const part of exchangeable(expression)) {
      for (const name of names) if (name !== part.getText()) found.add(withParts(expression, [[part, name]]));
    }
    if (ts.isBinaryExpression(expression) && ts.isIdentifier(expression.left)) {
      const { text } = expression.left;
      for (const name of names) if (name !== text) found.add(`${name} = ${text}`);
    }
  });
  return found;
}

/** The receiver and the arguments of a call; both sides of an assignment. */
function exchangeable(node: ts.Expression): readonly ts.Expression[] {
  if (ts.isBinaryExpression(node)) return ts.isIdentifier(node.left) ? [node.left, node.right] : [node.right];
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { expression } = node.expression;
  return [
    ...(ts.isIdentifier(expression) ? [expression] : []),
    ...node.arguments.filter((one) => !ts.isSpreadElement(one)),
  ];
}

/** What decides whether a loop goes on; undefined where it only runs through something. */
function goesOnBy(loop: ts.IterationStatement): ts.Expression | undefined {
  if (ts.isWhileStatement(loop) || ts.isDoStatement(loop)) return loop.expression;
  return ts.isForStatement(loop) ? loop.condition : undefined;
}

/** Names that a node gives another value, or calls a method of. */
function changedIn(node: ts.Node): ReadonlySet<string> {
  const found = new Set<string>();
  walk(node, (part) => {
    if (ts.isBinaryExpression(part) && isAssigning(part.operatorToken.kind)) found.add(part.left.getText());
    if (ts.isPrefixUnaryExpression(part) || ts.isPostfixUnaryExpression(part)) {
      if (/^(?:\+\+|--)$/u.test(ts.tokenToString(part.operator) ?? "")) found.add(part.operand.getText());
    }
    if (ts.isCallExpression(part) && ts.isPropertyAccessExpression(part.expression))
      found.add(part.expression.expression.getText());
  });
  return found;
}

/** The loop in whose body, not deeper, a statement stands. */
function loopOf(node: ts.Node): ts.IterationStatement | undefined {
  const at = ts.isBlock(node.parent) ? node.parent.parent : undefined;
  return at !== undefined && ts.isIterationStatement(at, false) && at.statement === node.parent ? at : undefined;
}

/**
 * A loop that asks for a name which nothing in it changes never ends, or runs once: the missing step, made of what the
 * function reckons with that name anyway.
 */
export const steps: Template = (node, scene) => {
  const loop = ts.isStatement(node) ? loopOf(node) : undefined;
  const condition = loop === undefined ? undefined : goesOnBy(loop);
  if (loop === undefined || condition === undefined) return [];
  const changed = changedIn(loop);
  const names = scene.namesAt(node).filter((name) => {
    const isAsked = new RegExp(`(?<![\\w$.])${name.replaceAll("$", "\\$")}(?![\\w$])`, "u").test(condition.getText());
    return isAsked && !changed.has(name) && scene.kindOfName(name) !== "function";
  });
  const texts = new Set(
    names.flatMap((name) => [
      ...scene.ingredients
        .filter(({ text }) => text !== name && text.length <= MAX_COPY && text.split(/[^\w$]+/u).includes(name))
        .map(({ text }) => `${name} = ${text}`),
      `${name} += 1`,
      `${name} -= 1`,
    ]),
  );
  const isLast = listOf(node)?.at(-1) === node;
  return [...texts].flatMap((text) => [
    ...inserted(node, "before", text, 0.2, "statement-copy"),
    ...(isLast ? inserted(node, "after", text, 0.2, "statement-copy") : []),
  ]);
};

/** A statement like another one of the function, here. */
export const alikeCopies: Template = (node, scene) => {
  const list = listOf(node);
  if (!ts.isStatement(node) || list === undefined || ts.isSourceFile(node.parent)) return [];
  const isLast = list.at(-1) === node && !ts.isReturnStatement(node);
  return [...variants(node, scene)]
    .slice(0, MAX_TEXTS)
    .flatMap((text) => [
      ...inserted(node, "before", text, 0.06, "statement-copy"),
      ...(isLast ? inserted(node, "after", text, 0.06, "statement-copy") : []),
    ]);
};
