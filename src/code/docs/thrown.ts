import ts from "typescript";
import { walk } from "../callee.ts";
import type { Callable } from "./attached.ts";
import type { Thrown } from "./declaration.ts";
import { showsHidden } from "./hidden-members.ts";

/** Functions of a file by name; methods of a class under `Class#name`. */
export type Functions = ReadonlyMap<string, ts.SignatureDeclaration>;

const LONGEST_CONDITION = 60;

/** Text of an expression on one line, if a code span can hold it. */
export function spanText(node: ts.Node, source: ts.SourceFile, most = LONGEST_CONDITION): string | undefined {
  const text = node.getText(source).replaceAll(/\s*\n\s*/gu, " ");
  return text.length > most || text.includes("`") || text.includes("*/") || text.includes("//") ? undefined : text;
}

/** Whether a node is a statement of a function's body itself, not of a block inside. */
function isOutermost(statement: ts.Node): boolean {
  return ts.isBlock(statement.parent) && ts.isFunctionLike(statement.parent.parent);
}

/** Names that mean nothing, or something else, to a caller: what a function declares, and parameters that it gives other values. */
function innerNames(body: ts.Node): ReadonlySet<string> {
  const names = new Set<string>();
  walk(body, (node) => {
    if ((ts.isVariableDeclaration(node) || ts.isBindingElement(node)) && ts.isIdentifier(node.name))
      names.add(node.name.text);
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind) && ts.isIdentifier(node.left))
      names.add(node.left.text);
    if ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && isStep(node.operator))
      names.add(node.operand.getText());
  });
  return names;
}

function isStep(operator: ts.SyntaxKind): boolean {
  return operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
}

/** Whether an operator gives its left side a value. */
export function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** Whether an expression means to a caller what it means inside of a body. */
function isSeenFromOutside(expression: ts.Node, body: ts.Node): boolean {
  const inner = innerNames(body);
  let isSeen = true;
  const visit = (node: ts.Node): void => {
    const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
    if (ts.isIdentifier(node) && !isMember && inner.has(node.text)) isSeen = false;
    ts.forEachChild(node, visit);
  };
  visit(expression);
  return isSeen;
}

/** The condition of an `if` whose whole branch a statement is, where it is the whole condition and a caller can tell it. */
export function conditionOf(statement: ts.Node, source: ts.SourceFile): string | undefined {
  const { parent } = statement;
  const isOnly = ts.isBlock(parent) && parent.statements.length === 1;
  const branch = isOnly ? parent : statement;
  const holder = branch.parent;
  if (!ts.isIfStatement(holder) || holder.thenStatement !== branch) return undefined;
  // Behind an `else`, in a loop or in another `if` it is only a part of the condition.
  if (!isOutermost(holder) || !isSeenFromOutside(holder.expression, holder.parent)) return undefined;
  return showsHidden(holder.expression) ? undefined : spanText(holder.expression, source);
}

interface Search {
  readonly source: ts.SourceFile;
  readonly functions: Functions;
  readonly seen: Set<ts.Node>;
  /** Class that `this` is. */
  readonly owner?: string;
}

function ownThrow(node: ts.ThrowStatement, source: ts.SourceFile): readonly Thrown[] {
  const { expression } = node;
  if (!ts.isNewExpression(expression) || !ts.isIdentifier(expression.expression)) return [];
  const condition = conditionOf(node, source);
  return [{ error: expression.expression.text, ...(condition === undefined ? {} : { condition }) }];
}

/** The function of this file that a call runs for certain. */
function calleeOf(node: ts.CallExpression, { functions, owner }: Search): string | undefined {
  const { expression } = node;
  if (ts.isIdentifier(expression)) return functions.has(expression.text) ? expression.text : undefined;
  if (!ts.isPropertyAccessExpression(expression) || expression.expression.kind !== ts.SyntaxKind.ThisKeyword)
    return undefined;
  const name = `${owner ?? ""}#${expression.name.text}`;
  return functions.has(name) ? name : undefined;
}

function throwsUnder(
  root: ts.Node,
  search: Search,
  isAwaited: (call: ts.CallExpression) => boolean,
): readonly Thrown[] {
  const found: Thrown[] = [];
  const visit = (node: ts.Node): void => {
    if (node !== root && (ts.isFunctionLike(node) || ts.isClassLike(node))) return;
    if (ts.isTryStatement(node) && node.catchClause !== undefined) {
      // What is thrown inside is caught; what the catch clause and `finally` throw is not.
      visit(node.catchClause.block);
      if (node.finallyBlock !== undefined) visit(node.finallyBlock);
      return;
    }
    if (ts.isThrowStatement(node)) found.push(...ownThrow(node, search.source));
    if (ts.isCallExpression(node)) found.push(...calleeThrows(node, search, isAwaited));
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

function calleeThrows(
  node: ts.CallExpression,
  search: Search,
  isAwaited: (call: ts.CallExpression) => boolean,
): readonly Thrown[] {
  const name = calleeOf(node, search);
  const callee = name === undefined ? undefined : search.functions.get(name);
  if (name === undefined || callee === undefined || search.seen.has(callee)) return [];
  if (!isAwaited(node) && isLate(callee)) return [];
  search.seen.add(callee);
  const [, owner] = /^(.*)#/u.exec(name) ?? [];
  const inner = throwsUnder(callee, { ...search, ...(owner === undefined ? {} : { owner }) }, isWaitedFor);
  if (isHandedOn(node, callee)) return inner;
  return inner.map(({ error, by }) => ({ error, by: by ?? name.replace(/^.*#/u, "") }));
}

/** Whether a call is always made and gives each parameter what bears its name here: then a condition means the same in both functions. */
function isHandedOn(call: ts.CallExpression, callee: ts.SignatureDeclaration): boolean {
  const statement = ts.isAwaitExpression(call.parent) ? call.parent.parent : call.parent;
  const isAlways = (ts.isExpressionStatement(statement) || ts.isReturnStatement(statement)) && isOutermost(statement);
  if (!isAlways || !isSeenFromOutside(call, statement.parent)) return false;
  const names = callee.parameters.map(({ name }) => (ts.isIdentifier(name) ? name.text : ""));
  return (
    names.length === call.arguments.length &&
    call.arguments.every((argument, index) => ts.isIdentifier(argument) && argument.text === names[index])
  );
}

/** An asynchronous function or a generator throws later, and to whoever waits for it. */
function isLate(callee: ts.SignatureDeclaration): boolean {
  const isAsync = (ts.getCombinedModifierFlags(callee) & ts.ModifierFlags.Async) !== 0;
  return isAsync || ("asteriskToken" in callee && callee.asteriskToken !== undefined);
}

function isWaitedFor(call: ts.CallExpression): boolean {
  return ts.isAwaitExpression(call.parent) || ts.isReturnStatement(call.parent) || ts.isArrowFunction(call.parent);
}

/** The errors that can reach whoever calls a function, through functions of the same file too; each once. */
export function thrownBy(callable: Callable, scene: Omit<Search, "seen">): readonly Thrown[] {
  const found = throwsUnder(callable, { ...scene, seen: new Set<ts.Node>([callable]) }, isWaitedFor);
  const seen = new Set<string>();
  return found.filter((one) => {
    const key = JSON.stringify(one);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
