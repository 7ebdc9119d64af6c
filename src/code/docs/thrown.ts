import ts from "typescript";
import type { Callable } from "./attached.ts";
import type { Thrown } from "./declaration.ts";

/** Functions of a file by name; methods of a class under `Class#name`. */
export type Functions = ReadonlyMap<string, ts.SignatureDeclaration>;

const LONGEST_CONDITION = 60;

/** Text of an expression on one line, if a code span can hold it. */
export function spanText(node: ts.Node, source: ts.SourceFile, most = LONGEST_CONDITION): string | undefined {
  const text = node.getText(source).replaceAll(/\s*\n\s*/gu, " ");
  return text.length > most || text.includes("`") || text.includes("*/") || text.includes("//") ? undefined : text;
}

/** The condition of an `if` whose whole branch a statement is. */
export function conditionOf(statement: ts.Node, source: ts.SourceFile): string | undefined {
  const { parent } = statement;
  const isOnly = ts.isBlock(parent) && parent.statements.length === 1;
  const branch = isOnly ? parent : statement;
  const holder = branch.parent;
  if (!ts.isIfStatement(holder) || holder.thenStatement !== branch) return undefined;
  // Behind an `else` the conditions before it belong to it as well.
  if (ts.isIfStatement(holder.parent) && holder.parent.elseStatement === holder) return undefined;
  return spanText(holder.expression, source);
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

/** Whether a call gives each parameter what bears its name here: then a condition means the same in both functions. */
function isHandedOn(call: ts.CallExpression, callee: ts.SignatureDeclaration): boolean {
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
