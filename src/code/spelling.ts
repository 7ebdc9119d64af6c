import ts from "typescript";
import { walk } from "./callee.ts";

/** Longest distance at which another name still counts as what was meant. */
const MAX_DISTANCE = 2;
/** Shorter names are near to everything. */
const MIN_LENGTH = 3;
/** Up to this length only one edit is forgiven. */
const SHORT_LENGTH = 4;
const MAX_ALTERNATIVES = 5;

/** A name that exists where another was written. */
export interface Spelling {
  readonly name: string;
  /** Edits between the two; 0.5 for a difference of case alone. */
  readonly distance: number;
}

/** An identifier that names nothing, and what it could have meant. */
export interface Misspelling {
  /** The same for the same name with the same receiver: one answer has to hold wherever it stands. */
  readonly mistake: string;
  /** Every name that is known there. */
  readonly known: ReadonlySet<string>;
  /** The near ones, nearest first, of equally near ones the one that the file uses most. */
  readonly spellings: readonly Spelling[];
}

interface Place {
  readonly start: number;
  readonly length: number;
}

/** Edit distance of two names (insertion, deletion, substitution, swap of neighbours), or `limit + 1` above the limit. */
export function nameDistance(a: string, b: string, limit: number = MAX_DISTANCE): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let older: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (older[j - 2] ?? 0) + 1);
      row.push(best);
    }
    older = previous;
    previous = row;
  }
  return Math.min(previous[b.length] ?? limit + 1, limit + 1);
}

/** The names near to a misspelt one, nearest first, then by `uses` (how often the file says each). */
export function nearNames(
  name: string,
  known: Iterable<string>,
  uses: ReadonlyMap<string, number> = new Map(),
): readonly Spelling[] {
  if (name.length < MIN_LENGTH) return [];
  const limit = name.length <= SHORT_LENGTH ? 1 : MAX_DISTANCE;
  const near: Spelling[] = [];
  for (const candidate of new Set(known)) {
    if (candidate === name || candidate.length < MIN_LENGTH || candidate.startsWith("__")) continue;
    const distance = candidate.toLowerCase() === name.toLowerCase() ? 0.5 : nameDistance(name, candidate);
    if (distance <= limit) near.push({ name: candidate, distance });
  }
  const usesOf = (spelling: Spelling): number => uses.get(spelling.name) ?? 0;
  return near
    .toSorted((a, b) => a.distance - b.distance || usesOf(b) - usesOf(a) || (a.name < b.name ? -1 : 1))
    .slice(0, MAX_ALTERNATIVES);
}

function tokenAt(source: ts.SourceFile, { start, length }: Place): ts.Identifier | undefined {
  const find = (node: ts.Node): ts.Identifier | undefined => {
    if (ts.isIdentifier(node) && node.getStart(source) === start && node.end === start + length) return node;
    return ts.forEachChild(node, (child) =>
      child.pos <= start && child.end >= start + length ? find(child) : undefined,
    );
  };
  return find(source);
}

interface Surroundings {
  /** What the name is asked of: a type, a module, or nothing for a name in scope. */
  readonly receiver: string;
  readonly symbols: readonly ts.Symbol[];
}

/** The properties of an object type, or what is in scope: what a name at this place could have meant. */
function surroundingsOf(checker: ts.TypeChecker, node: ts.Identifier): Surroundings | undefined {
  const { parent } = node;
  const ofType = (type: ts.Type | undefined): Surroundings | undefined => {
    if (type === undefined) return undefined;
    const receiver = checker.getNonNullableType(checker.getBaseTypeOfLiteralType(type));
    return { receiver: checker.typeToString(receiver), symbols: receiver.getApparentProperties() };
  };
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
    return ofType(checker.getTypeAtLocation(parent.expression));
  }
  if (ts.isBindingElement(parent) && ts.isObjectBindingPattern(parent.parent)) {
    return ofType(checker.getTypeAtLocation(parent.parent));
  }
  if (ts.isPropertyAssignment(parent) && parent.name === node) return ofType(checker.getContextualType(parent.parent));
  if (ts.isImportSpecifier(parent)) {
    const module = checker.getSymbolAtLocation(parent.parent.parent.parent.moduleSpecifier);
    return module === undefined ? undefined : { receiver: module.name, symbols: checker.getExportsOfModule(module) };
  }
  if (ts.isPropertyAccessExpression(parent) || ts.isExpression(node) || ts.isTypeReferenceNode(parent)) {
    const meaning = ts.isTypeReferenceNode(parent) ? ts.SymbolFlags.Type : ts.SymbolFlags.Value;
    return { receiver: "", symbols: checker.getSymbolsInScope(node, meaning | ts.SymbolFlags.Alias) };
  }
  return undefined;
}

/** How often a file says each name; for a receiver's names only where they stand behind a dot or in an object. */
function usesIn(source: ts.SourceFile, kind: "members" | "names"): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  walk(source, (node) => {
    if (!ts.isIdentifier(node)) return;
    const { parent } = node;
    const isMember =
      (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
      ts.isBindingElement(parent) ||
      (ts.isPropertyAssignment(parent) && parent.name === node);
    if (isMember === (kind === "members")) uses.set(node.text, (uses.get(node.text) ?? 0) + 1);
  });
  return uses;
}

/** What is known of the identifier at a place and what it could have meant; undefined where no identifier stands there. */
export function misspellingAt(program: ts.Program, path: string, place: Place): Misspelling | undefined {
  const source = program.getSourceFile(path);
  const node = source === undefined ? undefined : tokenAt(source, place);
  if (source === undefined || node === undefined) return undefined;
  const around = surroundingsOf(program.getTypeChecker(), node);
  if (around === undefined) return undefined;
  const { receiver, symbols } = around;
  const known = new Set(symbols.map(({ name }) => name));
  return {
    mistake: mistakeOf(node.text, receiver),
    known,
    spellings: nearNames(node.text, known, usesIn(source, receiver === "" ? "names" : "members")),
  };
}

/** The mark of a mistake in a name: the same for the same name with the same receiver; `""` for a name in scope. */
export function mistakeOf(name: string, receiver: string): string {
  return `${name} of ${receiver}`;
}

/** The offsets at which a file names what an import specifier without alias brings in, itself included; else none. */
export function usesOfImport(program: ts.Program, path: string, place: Place): readonly number[] {
  const source = program.getSourceFile(path);
  const node = source === undefined ? undefined : tokenAt(source, place);
  if (source === undefined || node === undefined || !ts.isImportSpecifier(node.parent)) return [];
  if (node.parent.propertyName !== undefined) return [];
  const checker = program.getTypeChecker();
  const imported = checker.getSymbolAtLocation(node);
  const found: number[] = [];
  walk(source, (use) => {
    if (ts.isIdentifier(use) && use.text === node.text && checker.getSymbolAtLocation(use) === imported) {
      found.push(use.getStart(source));
    }
  });
  return found;
}
