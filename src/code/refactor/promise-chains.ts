import ts from "typescript";
import { walk } from "../callee.ts";
import { declaredName } from "../declared-name.ts";
import type { Project } from "../project.ts";
import { lineAt, parseSource } from "../source.ts";
import { formatOf } from "../text-format.ts";
import { isCalmPromise, isPlainCallback } from "./calm-promise.ts";
import { isIdleValue } from "./idle-values.ts";
import type { TextChange } from "../text-changes.ts";
import type { RewritePlace } from "./rewrite.ts";

/** "This may be converted to an async function." */
const CONVERTIBLE = 80_006;

/** What may stand in front of the chain: nothing that could throw. */
function isCalmStatement(statement: ts.Statement): boolean {
  if (ts.isFunctionDeclaration(statement)) return true;
  if (!ts.isVariableStatement(statement)) return false;
  return statement.declarationList.declarations.every(
    ({ name, initializer }) => ts.isIdentifier(name) && isIdleValue(initializer, () => false),
  );
}

function isPlainParameter({ name, initializer }: ts.ParameterDeclaration): boolean {
  return ts.isIdentifier(name) && isIdleValue(initializer, () => false);
}

/** `first.then(…).catch(…)`: what stands first; undefined where a link is more than one written function. */
function chainStart(node: ts.Expression): ts.Expression | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return node;
  const { name, expression } = node.expression;
  if (!/^(then|catch|finally)$/u.test(name.text)) return node;
  const [callback, ...others] = node.arguments;
  if (callback === undefined || others.length > 0 || !isPlainCallback(callback)) return undefined;
  // The compiler would let what it returns take the place of the value.
  if (name.text === "finally" && mayReturn(callback)) return undefined;
  return chainStart(expression);
}

/** The functions that are handed to the links of a chain. */
function callbacksOf(node: ts.Expression, start: ts.Expression): readonly ts.Expression[] {
  if (node === start || !ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  return [...callbacksOf(node.expression.expression, start), ...node.arguments];
}

/** Names that a function declares for itself, not those of functions inside. */
function declaredIn(callback: ts.Expression): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    const name = declaredName(node);
    if (name !== undefined) names.add(name);
    if (node === callback || !ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  visit(callback);
  return names;
}

/** Whether a node, or one inside, says one of some names, but inside of `except`; members of that name say something else. */
function saysName(node: ts.Node, names: ReadonlySet<string>, except: ts.Node): boolean {
  if (node === except) return false;
  const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
  if (ts.isIdentifier(node) && names.has(node.text) && !isMember) return true;
  return ts.forEachChild(node, (child) => saysName(child, names, except)) === true;
}

/** Whether the names of callbacks mean nothing else in the function that they come to stand in. */
function keepsNames(holder: ts.Node, callbacks: readonly ts.Expression[]): boolean {
  return callbacks.every((callback) => !saysName(holder, declaredIn(callback), callback));
}

function mayReturn(callback: ts.Expression): boolean {
  if (!ts.isArrowFunction(callback) && !ts.isFunctionExpression(callback)) return true;
  if (!ts.isBlock(callback.body)) return true;
  const visit = (node: ts.Node): boolean =>
    ts.isReturnStatement(node) || (!ts.isFunctionLike(node) && ts.forEachChild(node, visit) === true);
  return visit(callback.body);
}

/** Whether a function does nothing but hand out a chain, so that all it may throw is in the chain already. */
function isAllChain(holder: ts.FunctionLikeDeclaration, program: ts.Program): boolean {
  const { body } = holder;
  if (body === undefined || !ts.isBlock(body) || !holder.parameters.every(isPlainParameter)) return false;
  const [last, ...before] = body.statements.toReversed();
  if (last === undefined || !ts.isReturnStatement(last) || last.expression === undefined) return false;
  const start = chainStart(last.expression);
  if (start === undefined || start === last.expression || !before.every(isCalmStatement)) return false;
  if (!keepsNames(holder, callbacksOf(last.expression, start))) return false;
  const source = holder.getSourceFile();
  // The compiler writes over several lines and goes by the indent of the first.
  return lineAt(source, body.getStart(source)) < lineAt(source, last.getStart(source)) && isCalmPromise(start, program);
}

function holderAt(source: ts.SourceFile, start: number): ts.FunctionLikeDeclaration | undefined {
  let found: ts.FunctionLikeDeclaration | undefined;
  walk(source, (node) => {
    const isFunction = ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node);
    const isValue = ts.isArrowFunction(node) || ts.isFunctionExpression(node);
    if (!isFunction && !isValue) return;
    const named = isFunction ? node.name : ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined;
    if (named?.getStart(source) === start || node.getStart(source) === start) found = node;
  });
  return found;
}

function namesAndComments(path: string, text: string): readonly [ReadonlySet<string>, number] {
  const names = new Set<string>();
  walk(parseSource(path, text), (node) => {
    if (ts.isIdentifier(node)) names.add(node.text);
  });
  return [names, text.split(/\/\/|\/\*/u).length];
}

/** What the compiler would write. */
function changesOf(project: Project, source: ts.SourceFile, { start, length }: ts.TextSpan): readonly TextChange[] {
  const actions = project.service.getCodeFixesAtPosition(
    source.fileName,
    start,
    start + length,
    [CONVERTIBLE],
    formatOf(source.text),
    {},
  );
  const [file] = actions.length === 1 ? (actions[0]?.changes ?? []) : [];
  return (file?.textChanges ?? []).map(({ span, newText }) => ({ ...span, text: newText }));
}

/** Names that it makes up read badly, and comments are not to be lost. */
function readsWell(changes: readonly TextChange[], source: ts.SourceFile): boolean {
  const [names] = namesAndComments(source.fileName, source.text);
  return changes.every(({ start, length, text }) => {
    const [now, kept] = namesAndComments(source.fileName, text);
    const [, were] = namesAndComments(source.fileName, source.text.slice(start, start + length));
    return kept >= were && [...now].every((name) => names.has(name) || name === "async" || name === "await");
  });
}

function placeOf(
  program: ts.Program,
  project: Project,
  diagnostic: ts.DiagnosticWithLocation,
): RewritePlace | undefined {
  const { start, length, file: source } = diagnostic;
  const holder = holderAt(source, start);
  if (holder === undefined || !isAllChain(holder, program)) return undefined;
  const changes = changesOf(project, source, diagnostic);
  if (changes.length === 0 || !readsWell(changes, source)) return undefined;
  const name = holder.name?.getText(source) ?? source.text.slice(start, start + length).split(/[\s(]/u)[0] ?? "";
  return { line: lineAt(source, start), what: `${name} awaits what it chained`, changes };
}

/**
 * Functions whose chain of promises the compiler can write with `await`, in a text that lies in the project, as far as the
 * time goes. `path` is absolute.
 */
export function findPromiseChains(project: Project, path: string, expired: () => boolean): readonly RewritePlace[] {
  const program = project.service.getProgram();
  if (program === undefined) return [];
  return project.service
    .getSuggestionDiagnostics(path)
    .flatMap((diagnostic) =>
      diagnostic.code !== CONVERTIBLE || expired() ? [] : (placeOf(program, project, diagnostic) ?? []),
    );
}
