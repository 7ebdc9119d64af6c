import ts from "typescript";
import { walk } from "../callee.ts";
import { lineAt } from "../source.ts";
import { functionAround, hasHiddenNames, isModule, isWithin, isWritten, type References } from "./references.ts";
import type { Rewrite, RewriteInput, RewritePlace } from "./rewrite.ts";
import { walkInTime } from "./walk-in-time.ts";

/**
 * `var` becomes `const`, or `let` where the value changes. Only where nothing can tell: declared once, used only inside
 * the block that the declaration stands in and only after it, by no function that could run before it, and in a loop by
 * no function at all.
 */
export const blockScopedVariables: Rewrite = {
  name: "no-var",
  title: "Replaces var by const and let",
  find(input) {
    const { source, expired } = input;
    if (hasHiddenNames(source)) return [];
    const isOwn = isModule(source);
    const references = input.references();
    if (references === undefined) return [];
    const places: RewritePlace[] = [];
    walkInTime(source, expired, (node) => {
      if (!ts.isVariableDeclarationList(node) || (node.flags & ts.NodeFlags.BlockScoped) !== 0) return;
      const isTop = ts.isSourceFile(functionAround(node));
      if (isTop && !isOwn) return;
      const word = wordFor(node, input, references);
      if (word === undefined) return;
      const start = node.getStart(source);
      const names = node.declarations.map(({ name }) => name.getText(source)).join(", ");
      places.push({
        line: lineAt(source, start),
        what: `var ${names} → ${word}`,
        changes: [{ start, length: "var".length, text: word }],
      });
    });
    return places;
  },
};

function boundNames(name: ts.BindingName): readonly ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}

function isExported(list: ts.VariableDeclarationList): boolean {
  const { parent } = list;
  return (
    ts.isVariableStatement(parent) &&
    (ts.getModifiers(parent) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

function wordFor(
  list: ts.VariableDeclarationList,
  input: RewriteInput,
  references: References,
): "const" | "let" | undefined {
  const block = blockOf(list);
  if (isExported(list) || block === undefined) return undefined;
  const words = list.declarations.map((declaration) => wordForOne({ declaration, list, block, references, input }));
  if (words.includes(undefined)) return undefined;
  return words.includes("let") ? "let" : "const";
}

/** What one declaration of a list could be. */
function wordForOne(situation: Situation): "const" | "let" | undefined {
  const { declaration, list, references, input } = situation;
  if (mustStay(declaration, list)) return undefined;
  const isHeader = ts.isForInStatement(list.parent) || ts.isForOfStatement(list.parent);
  let word: "const" | "let" = declaration.initializer === undefined && !isHeader ? "let" : "const";
  for (const name of boundNames(declaration.name)) {
    const symbol = input.checker.getSymbolAtLocation(name);
    const uses = symbol === undefined ? undefined : references.get(symbol);
    if (symbol?.declarations?.length !== 1 || uses === undefined || clashes(name)) return undefined;
    const others = uses.filter((use) => use !== name);
    if (!others.every((use) => isSafe(use, situation))) return undefined;
    if (others.some(isWritten)) word = "let";
  }
  return word;
}

/** A name that means something else to a declaration with block scope: a parameter, a function, what is caught, `let` itself. */
function clashes(name: ts.Identifier): boolean {
  if (/^(let|static|yield|await|async|of|undefined|NaN|Infinity|arguments)$/u.test(name.text)) return true;
  const holder = functionAround(name);
  const isNamed = (bound: ts.BindingName | undefined): boolean =>
    bound !== undefined && boundNames(bound).some(({ text }) => text === name.text);
  if (ts.isFunctionLike(holder) && holder.parameters.some(({ name: parameter }) => isNamed(parameter))) return true;
  if (functionsIn(holder).has(name.text)) return true;
  const isCaught = (node: ts.Node): boolean => ts.isCatchClause(node) && isNamed(node.variableDeclaration?.name);
  return ts.findAncestor(name, (node) => (node === holder ? "quit" : isCaught(node))) !== undefined;
}

/** What was looked up of a function once: each of its variables asks. */
const known = new WeakMap<ts.Node, ReadonlySet<string>>();

/** Names of the functions that a function declares, also in a block inside: in sloppy code they give their value to its variable. */
function functionsIn(holder: ts.Node): ReadonlySet<string> {
  const names = new Set<string>();
  const found = known.get(holder);
  if (found !== undefined) return found;
  walk(holder, (node) => {
    if (ts.isFunctionDeclaration(node) && node.name !== undefined && functionAround(node) === holder)
      names.add(node.name.text);
  });
  known.set(holder, names);
  return names;
}

/** What the declaration will be seen in: the block around it, or the loop whose head it stands in. */
function blockOf(list: ts.VariableDeclarationList): ts.Node | undefined {
  const { parent } = list;
  if (ts.isForStatement(parent) || ts.isForInStatement(parent) || ts.isForOfStatement(parent)) return parent;
  if (!ts.isVariableStatement(parent)) return undefined;
  const holder = parent.parent;
  return ts.isBlock(holder) || ts.isSourceFile(holder) || ts.isModuleBlock(holder) ? holder : undefined;
}

function loopAround(node: ts.Node, within: ts.Node): ts.Node | undefined {
  for (let current = node.parent; current !== within && !ts.isSourceFile(current); current = current.parent) {
    if (ts.isIterationStatement(current, false) || ts.isLabeledStatement(current)) return current;
  }
  return undefined;
}

/** In a loop `var x;` keeps the value of the last round, `let x;` does not; and only `var` may have a value in the head of for-in. */
function mustStay(declaration: ts.VariableDeclaration, list: ts.VariableDeclarationList): boolean {
  if (ts.isForInStatement(list.parent)) return declaration.initializer !== undefined;
  if (declaration.initializer !== undefined || !ts.isVariableStatement(list.parent)) return false;
  return loopAround(list, functionAround(list)) !== undefined;
}

interface Situation {
  readonly declaration: ts.VariableDeclaration;
  readonly list: ts.VariableDeclarationList;
  readonly block: ts.Node;
  readonly references: References;
  readonly input: RewriteInput;
}

function isSafe(use: ts.Identifier, { declaration, list, block, references, input }: Situation): boolean {
  // Whoever imports the file in a circle would meet a name that is not there yet.
  if (!isWithin(use, block) || ts.isExportSpecifier(use.parent)) return false;
  // Also inside its own initializer: there the name is not yet there.
  const isHeader = ts.isForInStatement(list.parent) || ts.isForOfStatement(list.parent);
  const from = isHeader ? list.parent.statement.pos : declaration.end;
  const holder = functionAround(declaration);
  const inner = outermostInner(use, holder);
  if (inner === undefined) return use.pos >= from;
  if (loopAround(declaration, holder) !== undefined || isHeader || ts.isForStatement(list.parent)) return false;
  if (!ts.isFunctionDeclaration(inner)) return inner.pos >= from;
  return !runsEarly(inner, from, { holder, references, input });
}

/** The function directly inside `holder` that a use stands in; undefined where it stands in none. */
function outermostInner(use: ts.Node, holder: ts.Node): ts.Node | undefined {
  let found: ts.Node | undefined;
  for (let current = use.parent; current !== holder && !ts.isSourceFile(current); current = current.parent) {
    if (ts.isFunctionLike(current) || ts.isClassLike(current)) found = current;
  }
  return found;
}

/** Whether a hoisted function could be called before a place: it, or one that names it, is named by code before. */
function runsEarly(
  start: ts.FunctionDeclaration,
  before: number,
  {
    holder,
    references,
    input,
  }: { readonly holder: ts.Node; readonly references: References; readonly input: RewriteInput },
): boolean {
  const seen = new Set<ts.Node>();
  const isEarly = (declaration: ts.FunctionDeclaration): boolean => {
    if (seen.has(declaration)) return false;
    seen.add(declaration);
    const symbol = declaration.name === undefined ? undefined : input.checker.getSymbolAtLocation(declaration.name);
    const uses = (symbol === undefined ? undefined : references.get(symbol)) ?? [];
    return uses.some((use) => {
      if (use === declaration.name) return false;
      const inner = outermostInner(use, holder);
      if (inner === undefined) return use.pos < before;
      return ts.isFunctionDeclaration(inner) ? isEarly(inner) : inner.pos < before;
    });
  };
  return isEarly(start);
}
