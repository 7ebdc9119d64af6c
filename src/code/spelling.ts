import ts from "typescript";
import { walk } from "./callee.ts";

/** Longest distance at which another name still counts as what was meant. */
const MAX_DISTANCE = 2;
/** Shorter names are near to everything. */
const MIN_LENGTH = 3;
const MAX_ALTERNATIVES = 5;

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

/** The names near to a misspelt one, nearest first; a difference of case alone counts least. */
export function nearNames(name: string, known: Iterable<string>): readonly string[] {
  if (name.length < MIN_LENGTH) return [];
  const near: { readonly name: string; readonly distance: number }[] = [];
  for (const candidate of new Set(known)) {
    if (candidate === name || candidate.length < MIN_LENGTH || candidate.startsWith("__")) continue;
    const distance = candidate.toLowerCase() === name.toLowerCase() ? 0.5 : nameDistance(name, candidate);
    if (distance <= Math.min(MAX_DISTANCE, Math.floor(name.length / 2))) near.push({ name: candidate, distance });
  }
  return near
    .toSorted((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, MAX_ALTERNATIVES)
    .map((entry) => entry.name);
}

function tokenAt(source: ts.SourceFile, start: number, length: number): ts.Identifier | undefined {
  const find = (node: ts.Node): ts.Identifier | undefined => {
    if (ts.isIdentifier(node) && node.getStart(source) === start && node.end === start + length) return node;
    return ts.forEachChild(node, (child) =>
      child.pos <= start && child.end >= start + length ? find(child) : undefined,
    );
  };
  return find(source);
}

/** The properties of an object type, or what is in scope: what a name at this place could have meant. */
function knownNames(checker: ts.TypeChecker, node: ts.Identifier): readonly string[] {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
    return namesOf(checker.getNonNullableType(checker.getTypeAtLocation(parent.expression)).getApparentProperties());
  }
  if (ts.isBindingElement(parent) && ts.isObjectBindingPattern(parent.parent)) {
    return namesOf(checker.getTypeAtLocation(parent.parent).getApparentProperties());
  }
  if (ts.isPropertyAssignment(parent) && parent.name === node) {
    return namesOf(checker.getContextualType(parent.parent)?.getApparentProperties() ?? []);
  }
  if (ts.isImportSpecifier(parent)) {
    const module = checker.getSymbolAtLocation(parent.parent.parent.parent.moduleSpecifier);
    return module === undefined ? [] : namesOf(checker.getExportsOfModule(module));
  }
  if (ts.isPropertyAccessExpression(parent) || ts.isExpression(node) || ts.isTypeReferenceNode(parent)) {
    const meaning = ts.isTypeReferenceNode(parent) ? ts.SymbolFlags.Type : ts.SymbolFlags.Value;
    return namesOf(checker.getSymbolsInScope(node, meaning | ts.SymbolFlags.Alias));
  }
  return [];
}

function namesOf(symbols: readonly ts.Symbol[]): readonly string[] {
  return symbols.map((symbol) => symbol.name);
}

/** Other spellings of the identifier at a place that exist there, nearest first. Whether one fits is for the types to say. */
export function spellingAlternatives(
  program: ts.Program,
  path: string,
  place: { readonly start: number; readonly length: number },
): readonly string[] {
  const source = program.getSourceFile(path);
  const node = source === undefined ? undefined : tokenAt(source, place.start, place.length);
  if (node === undefined) return [];
  return nearNames(node.text, knownNames(program.getTypeChecker(), node));
}

/** The offsets at which a file names what an import specifier without alias brings in, itself included; else none. */
export function usesOfImport(
  program: ts.Program,
  path: string,
  place: { readonly start: number; readonly length: number },
): readonly number[] {
  const source = program.getSourceFile(path);
  const node = source === undefined ? undefined : tokenAt(source, place.start, place.length);
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
