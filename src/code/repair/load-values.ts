/**
 * Values at the top of a file that can be made anew after the file was loaded, so that candidates in them can be switched
 * like those of functions: `const RATE = 0.2;` is read when a function is called, and only then.
 */
import ts from "typescript";
import { hasModifier } from "../modifiers.ts";
import { walk } from "../callee.ts";
import { parseSource } from "../source.ts";
import type { TextChange } from "../text-changes.ts";
import { isAssigning } from "./fit.ts";

/** A declaration whose value can be made anew. */
export interface LoadValue {
  readonly name: string;
  /** UTF-16 offsets of what it is made of. */
  readonly start: number;
  readonly end: number;
  /** Where the file reads it. */
  readonly reads: readonly number[];
  /** `elsewhere`: other files may read it, too. */
  readonly readBy: "the file" | "elsewhere";
  /** Places, among all of a file, of the values that are made of this one in turn; in order. */
  readonly users: readonly number[];
}

/** What makes a new object and does nothing else. */
const MAKERS = /^(?:Map|Set|RegExp)$/u;
const PURE_CALLS = /^(?:Object\.(?:freeze|entries|keys|values|fromEntries)|Math\.(?!random)\w+|Number|String|BigInt)$/u;

/** Whether a node by itself, whatever it is made of, does nothing but give a value. */
function doesNothing(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) return PURE_CALLS.test(node.expression.getText());
  if (ts.isNewExpression(node)) return MAKERS.test(node.expression.getText());
  if (ts.isBinaryExpression(node)) return !isAssigning(node.operatorToken.kind);
  if (ts.isPrefixUnaryExpression(node)) return !/^(?:\+\+|--)/u.test(node.getText());
  return !ACTING.some((is) => is(node)) && node.kind !== ts.SyntaxKind.ThisKeyword;
}

const ACTING: readonly ((node: ts.Node) => boolean)[] = [
  ts.isFunctionLike,
  ts.isClassExpression,
  ts.isTaggedTemplateExpression,
  ts.isAwaitExpression,
  ts.isYieldExpression,
  ts.isDeleteExpression,
  ts.isPostfixUnaryExpression,
  ts.isMetaProperty,
];

function isPure(node: ts.Node): boolean {
  return doesNothing(node) && ts.forEachChild(node, (child) => !isPure(child)) !== true;
}

interface Declared {
  readonly declaration: ts.VariableDeclaration;
  readonly statement: ts.VariableStatement;
  readonly name: string;
  readonly initializer: ts.Expression;
}

function declaredIn(source: ts.SourceFile): readonly Declared[] {
  return source.statements.flatMap((statement) => {
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap((declaration) => {
      const { name, initializer } = declaration;
      return ts.isIdentifier(name) && initializer !== undefined
        ? [{ declaration, statement, name: name.text, initializer }]
        : [];
    });
  });
}

/** Whether a function is only kept, not called or handed on, where it is written. */
function isKept(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isFunctionDeclaration(node) || ts.isClassLike(parent) || ts.isPropertyAssignment(parent)) return true;
  if (ts.isMethodDeclaration(node) || ts.isAccessor(node) || ts.isVariableDeclaration(parent)) return true;
  return ts.isBinaryExpression(parent) && parent.right === node;
}

/** The name that a function is called by: a constructor's is that of its class, a member's its own, whoever has it. */
function calledName(node: ts.SignatureDeclaration): string | undefined {
  if (ts.isConstructorDeclaration(node)) return node.parent.name?.text;
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent))
    return parent.name.getText();
  if (ts.isBinaryExpression(parent))
    return ts.isPropertyAccessExpression(parent.left) ? parent.left.name.text : parent.left.getText();
  return node.name?.getText();
}

function functionsByName(source: ts.SourceFile): ReadonlyMap<string, readonly ts.Node[]> {
  const found = new Map<string, ts.Node[]>();
  walk(source, (node) => {
    const name = ts.isFunctionLike(node) ? calledName(node) : undefined;
    if (name !== undefined) found.set(name, [...(found.get(name) ?? []), node]);
  });
  return found;
}

/** Whether a name, by itself or as a member's, is called or handed on in a call. */
function isHandedOn(node: ts.Identifier): boolean {
  const { parent } = node;
  const whole = ts.isPropertyAccessExpression(parent) && parent.name === node ? parent : node;
  return ts.isCallExpression(whole.parent) || ts.isNewExpression(whole.parent);
}

/** Names that the code at the top reads while the file is loaded, but for what `skip` tells. */
function namesReadAtLoad(
  source: ts.SourceFile,
  all: ReadonlyMap<string, readonly ts.Node[]>,
  skip: (node: ts.Node) => boolean,
): ReadonlySet<string> {
  const found = new Set<string>();
  const functions = new Map(all);
  const visit = (node: ts.Node): void => {
    if (skip(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isFunctionLike(node) && isKept(node)) return;
    if (ts.isIdentifier(node)) {
      found.add(node.text);
      const bodies = isHandedOn(node) ? (functions.get(node.text) ?? []) : [];
      // What they do is done as soon as somebody who is loaded has them.
      if (bodies.length > 0) functions.delete(node.text);
      for (const body of bodies) ts.forEachChild(body, visit);
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return found;
}

function namesIn(node: ts.Node): ReadonlySet<string> {
  const found = new Set<string>();
  walk(node, (part) => {
    if (ts.isIdentifier(part)) found.add(part.text);
  });
  return found;
}

/**
 * The values of a file that can be made anew: made of nothing that does anything, and read by nothing that runs while the
 * file is loaded but others of them.
 */
export function loadValues(path: string, text: string): readonly LoadValue[] {
  const source = parseSource(path, text);
  const names = new Map<string, number>();
  const declared = declaredIn(source);
  for (const { name } of declared) names.set(name, (names.get(name) ?? 0) + 1);
  let all = declared.filter(({ name, initializer }) => names.get(name) === 1 && isPure(initializer));
  const functions = functionsByName(source);
  for (;;) {
    const own = new Set<ts.Node>(all.map(({ declaration }) => declaration));
    const read = namesReadAtLoad(source, functions, (node) => own.has(node));
    const free = all.filter(({ name }) => !read.has(name));
    if (free.length === all.length) break;
    all = free;
  }
  const reads = readsIn(source);
  const makings = all.map(({ name, initializer }): Making => ({ name, madeOf: namesIn(initializer) }));
  return all.map(({ name, statement, initializer }) => ({
    name,
    start: initializer.getStart(),
    end: initializer.end,
    reads: reads.get(name)?.values ?? [],
    readBy:
      hasModifier(statement, ts.SyntaxKind.ExportKeyword) || reads.get(name)?.isExported === true
        ? "elsewhere"
        : "the file",
    users: usersOf(name, makings),
  }));
}

interface Reads {
  readonly values: number[];
  isExported: boolean;
}

/** Where names are read, and which are in a list of exports. */
function readsIn(source: ts.SourceFile): ReadonlyMap<string, Reads> {
  const found = new Map<string, Reads>();
  walk(source, (node) => {
    if (!ts.isIdentifier(node)) return;
    const own = found.get(node.text) ?? { values: [], isExported: false };
    found.set(node.text, own);
    if (ts.isExportSpecifier(node.parent)) own.isExported = true;
    else own.values.push(node.getStart());
  });
  return found;
}

/** A value and the names in what makes it. */
interface Making {
  readonly name: string;
  readonly madeOf: ReadonlySet<string>;
}

function usersOf(name: string, all: readonly Making[]): readonly number[] {
  const found = new Set<number>();
  const waiting = [name];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    for (const [index, other] of all.entries()) {
      if (found.has(index) || !other.madeOf.has(one)) continue;
      found.add(index);
      waiting.push(other.name);
    }
  }
  return [...found].toSorted((a, b) => a - b);
}

/**
 * What makes the values of a text, in which their places have moved, ones that can be made anew: `__assayL` then holds for
 * each what makes it, what reads it and what sets it.
 */
export function reloading(source: ts.SourceFile, values: readonly LoadValue[]): readonly TextChange[] {
  const places = new Map(values.map(({ name }, index) => [name, index]));
  const found = declaredIn(source).filter(({ name }) => places.has(name));
  const lists = new Set(found.map(({ statement }) => statement.declarationList));
  const opened = found.flatMap(({ name, initializer }): readonly TextChange[] => [
    { start: initializer.getStart(), length: 0, text: `(__assayL[${places.get(name) ?? 0}]=[()=>(` },
    { start: initializer.end, length: 0, text: `),()=>${name},(v)=>{${name}=v}])[0]()` },
  ]);
  const changeable = [...lists].flatMap((list): readonly TextChange[] => {
    const start = list.getStart();
    return source.text.startsWith("const", start) ? [{ start, length: "const".length, text: "let" }] : [];
  });
  return [...opened, ...changeable];
}
