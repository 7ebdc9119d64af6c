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

/** Names that the code at the top reads while the file is loaded, but for what `skip` tells. */
function namesReadAtLoad(source: ts.SourceFile, skip: (node: ts.Node) => boolean): ReadonlySet<string> {
  const found = new Set<string>();
  const functions = new Map<string, ts.Node>();
  const visit = (node: ts.Node): void => {
    if (skip(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isFunctionLike(node) && isKept(node)) return;
    if (ts.isIdentifier(node)) {
      found.add(node.text);
      const isHandedOn = ts.isCallExpression(node.parent) || ts.isNewExpression(node.parent);
      const body = isHandedOn ? functions.get(node.text) : undefined;
      // What it does is done as soon as somebody who is loaded has it.
      if (body !== undefined) {
        functions.delete(node.text);
        ts.forEachChild(body, visit);
      }
    }
    ts.forEachChild(node, visit);
  };
  for (const statement of source.statements) {
    if (!ts.isFunctionDeclaration(statement) && !ts.isClassDeclaration(statement)) continue;
    const run = ts.isClassDeclaration(statement) ? statement.members.find(ts.isConstructorDeclaration) : statement;
    if (statement.name !== undefined && run !== undefined) functions.set(statement.name.text, run);
  }
  for (const { name, initializer } of declaredIn(source)) {
    if (ts.isFunctionLike(initializer)) functions.set(name, initializer);
  }
  ts.forEachChild(source, visit);
  return found;
}

function mentions(node: ts.Node, name: string): boolean {
  let found = false;
  walk(node, (part) => {
    if (ts.isIdentifier(part) && part.text === name) found = true;
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
  for (const { name } of declaredIn(source)) names.set(name, (names.get(name) ?? 0) + 1);
  let all = declaredIn(source).filter(({ name, initializer }) => names.get(name) === 1 && isPure(initializer));
  for (;;) {
    const own = new Set<ts.Node>(all.map(({ declaration }) => declaration));
    const read = namesReadAtLoad(source, (node) => own.has(node));
    const free = all.filter(({ name }) => !read.has(name));
    if (free.length === all.length) break;
    all = free;
  }
  const reads = readsIn(source);
  return all.map(({ name, statement, initializer }) => ({
    name,
    start: initializer.getStart(),
    end: initializer.end,
    reads: reads.get(name)?.values ?? [],
    readBy:
      hasModifier(statement, ts.SyntaxKind.ExportKeyword) || reads.get(name)?.isExported === true
        ? "elsewhere"
        : "the file",
    users: usersOf(name, all),
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

function usersOf(name: string, all: readonly Declared[]): readonly number[] {
  const found = new Set<number>();
  const waiting = [name];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    for (const [index, other] of all.entries()) {
      if (found.has(index) || !mentions(other.initializer, one)) continue;
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
