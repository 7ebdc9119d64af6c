import ts from "typescript";
import { walk } from "./callee.ts";
import { hasModifier } from "./modifiers.ts";

/** What becomes of a function where it stands. */
export type FunctionUse =
  /** Nothing names or calls it. */
  | { readonly type: "unused" }
  /** It is handed to a call. */
  | { readonly type: "argument"; readonly call: ts.CallExpression }
  /** It is called where it stands, or by its name at these places and nowhere else. */
  | { readonly type: "called"; readonly calls: readonly [ts.CallExpression, ...ts.CallExpression[]] }
  /** A method, a value of something else, called from several places. */
  | { readonly type: "unknown" };

const UNKNOWN: FunctionUse = { type: "unknown" };

function isStatement(node: ts.Node): boolean {
  const outer = ts.isVoidExpression(node.parent) ? node.parent : node;
  return ts.isExpressionStatement(outer.parent);
}

/** The block or file in which a declared name can be used. */
function scopeOf(node: ts.Node): ts.Node {
  let at = node.parent;
  while (!ts.isBlock(at) && !ts.isSourceFile(at) && !ts.isModuleBlock(at) && !ts.isCaseBlock(at)) at = at.parent;
  return at;
}

function isExported(node: ts.Node): boolean {
  const holder = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  return hasModifier(holder, ts.SyntaxKind.ExportKeyword);
}

/** The places that name a declaration, itself left out; properties of the same name are none. */
function usesOf(name: ts.Identifier): readonly ts.Identifier[] {
  const uses: ts.Identifier[] = [];
  walk(scopeOf(name), (node) => {
    if (!ts.isIdentifier(node) || node === name || node.text !== name.text) return;
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && parent.name === node) return;
    if (ts.isPropertyAssignment(parent) && parent.name === node) return;
    if (!isStatement(node)) uses.push(node);
  });
  return uses;
}

function useByName(name: ts.Identifier, declaration: ts.Node): FunctionUse {
  if (isExported(declaration)) return UNKNOWN;
  const uses = usesOf(name);
  const [first, ...others] = uses.flatMap(({ parent }) => (ts.isCallExpression(parent) ? [parent] : []));
  if (uses.length === 0) return { type: "unused" };
  if (first === undefined || others.length + 1 < uses.length) return UNKNOWN;
  const isCallee = uses.every((use) => ts.isCallExpression(use.parent) && use.parent.expression === use);
  if (isCallee) return { type: "called", calls: [first, ...others] };
  return others.length === 0 ? { type: "argument", call: first } : UNKNOWN;
}

/** What was found out about the functions of a file, so that each is looked at once. */
export type FunctionUses = Map<ts.Node, FunctionUse>;

/** What becomes of a function, as far as its file tells. */
export function useOf(fn: ts.SignatureDeclaration, known: FunctionUses): FunctionUse {
  const use = known.get(fn) ?? findUse(fn);
  known.set(fn, use);
  return use;
}

function findUse(fn: ts.SignatureDeclaration): FunctionUse {
  if (ts.isFunctionDeclaration(fn)) return fn.name === undefined ? UNKNOWN : useByName(fn.name, fn);
  let node: ts.Node = fn;
  while (ts.isParenthesizedExpression(node.parent) || ts.isAsExpression(node.parent)) node = node.parent;
  const { parent } = node;
  if (isStatement(node)) return { type: "unused" };
  if (ts.isCallExpression(parent)) {
    return parent.expression === node ? { type: "called", calls: [parent] } : { type: "argument", call: parent };
  }
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return useByName(parent.name, parent);
  return UNKNOWN;
}

/** The name of the nearest function around a node that is declared under one. */
export function nearestName(node: ts.Node): string | undefined {
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isFunctionDeclaration(at)) return at.name?.text;
    if (!ts.isArrowFunction(at) && !ts.isFunctionExpression(at)) continue;
    if (ts.isVariableDeclaration(at.parent) && ts.isIdentifier(at.parent.name)) return at.parent.name.text;
  }
  return undefined;
}

/** Whether what a function does may happen after its call has returned. */
export function isCalledLater(fn: ts.SignatureDeclaration): boolean {
  return hasModifier(fn, ts.SyntaxKind.AsyncKeyword);
}

const SIGNALS = /^(?:done|cb|callback|next|resolve|reject|end|finish)$/u;

/** Whether a function calls a parameter of one around it, or hands on one of a telling name: `done`, `resolve`, by which the test waits. */
function tellsWhenDone(fn: ts.SignatureDeclaration): boolean {
  const outer = new Set<string>();
  for (let at: ts.Node = fn.parent; !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isFunctionLike(at)) continue;
    for (const { name } of at.parameters) if (ts.isIdentifier(name)) outer.add(name.text);
  }
  let tells = false;
  walk(fn, (node) => {
    if (!ts.isIdentifier(node) || !outer.has(node.text) || !ts.isCallExpression(node.parent)) return;
    tells ||= node.parent.expression === node || SIGNALS.test(node.text);
  });
  return tells;
}

/** The end of a chain of calls and members that begins with a node: `p` of `p.then(f).catch(g)` gives the whole. */
function chainEnd(node: ts.Node): ts.Node {
  let at = node;
  for (;;) {
    const { parent } = at;
    const isMember = ts.isPropertyAccessExpression(parent) && parent.expression === at;
    const isCall = ts.isCallExpression(parent) && parent.expression === at;
    if (!isMember && !isCall && !ts.isParenthesizedExpression(parent)) return at;
    at = parent;
  }
}

/** Whether nothing waits for what an expression gives: it is a statement of its own, or has a name that nothing uses. */
export function isIgnored(expression: ts.Node): boolean {
  const end = chainEnd(expression);
  if (isStatement(end)) return true;
  const { parent } = end;
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) && usesOf(parent.name).length === 0;
}

/** Whether nothing waits for a call, and its callback does not tell when it is done. */
export function isIgnoredCall(call: ts.CallExpression, callback: ts.SignatureDeclaration): boolean {
  return isIgnored(call) && !tellsWhenDone(callback);
}
