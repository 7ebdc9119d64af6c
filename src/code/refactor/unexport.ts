import ts from "typescript";
import { deadCode } from "../equivalence/idle-code.ts";
import { hasModifier } from "../modifiers.ts";
import { lineAt, parseSource } from "../source.ts";
import type { TextChange } from "../text-changes.ts";
import { applyPlaces, type AppliedPlaces } from "./apply-places.ts";
import { listRemoval } from "./list-removal.ts";
import type { RewritePlace } from "./rewrite.ts";

function declaredNames(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => (ts.isIdentifier(name) ? name.text : ""));
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement);
  return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}

/** `export` and the blank behind it. */
function keyword(statement: ts.Statement, source: ts.SourceFile): TextChange | undefined {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  const found = modifiers.find(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  if (found === undefined) return undefined;
  const start = found.getStart(source);
  const blank = /^\s*/u.exec(source.text.slice(found.end))?.[0].length ?? 0;
  return { start, length: found.end - start + blank, text: "" };
}

/** One name out of `export { a, b }`, or the whole list where it is the only one. */
function specifierChange(specifier: ts.ExportSpecifier, source: ts.SourceFile): TextChange {
  const { elements } = specifier.parent;
  if (elements.length > 1) return listRemoval(elements, specifier, source);
  const statement = specifier.parent.parent;
  const start = statement.getStart(source);
  const rest = /^[ \t]*\r?\n/u.exec(source.text.slice(statement.end))?.[0].length ?? 0;
  return { start, length: statement.end - start + rest, text: "" };
}

function changesIn(statement: ts.Statement, names: ReadonlySet<string>, source: ts.SourceFile): readonly Named[] {
  if (ts.isExportDeclaration(statement)) {
    const { exportClause, moduleSpecifier } = statement;
    if (moduleSpecifier !== undefined || exportClause === undefined || !ts.isNamedExports(exportClause)) return [];
    const gone = exportClause.elements.filter(({ name }) => names.has(name.text));
    // One at a time: two neighbours would both take the comma between them.
    const [first] = gone;
    return first === undefined ? [] : [{ name: first.name.text, change: specifierChange(first, source) }];
  }
  const declared = declaredNames(statement);
  const isWanted = declared.length > 0 && declared.every((name) => names.has(name));
  if (!isWanted || hasModifier(statement, ts.SyntaxKind.DefaultKeyword)) return [];
  const change = keyword(statement, source);
  return change === undefined ? [] : declared.slice(0, 1).map((name) => ({ name, change }));
}

interface Named {
  readonly name: string;
  readonly change: TextChange;
}

function isLink(statement: ts.Statement): boolean {
  return (
    ts.isImportDeclaration(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isExportAssignment(statement) ||
    hasModifier(statement, ts.SyntaxKind.ExportKeyword)
  );
}

/** Whether a text is a module by what it imports and exports: without any, its names would be everybody's. */
function isLinked(path: string, text: string): boolean {
  return parseSource(path, text).statements.some(isLink);
}

/** Lists of names are shortened one by one. */
const MOST_ROUNDS = 50;

/** Takes the `export` from names of a module, declared or listed; nothing else is changed. Undefined where there is none to take. */
export function withoutExports(path: string, text: string, names: ReadonlySet<string>): AppliedPlaces | undefined {
  const places: RewritePlace[] = [];
  let current = text;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const source = parseSource(path, current);
    const found = source.statements.flatMap((statement) => changesIn(statement, names, source));
    const applied = applyPlaces(
      path,
      current,
      found.map(({ name, change }) => ({
        line: lineAt(source, change.start),
        what: `unused export ${name}`,
        changes: [change],
      })),
    );
    if (applied === undefined || !isLinked(path, applied.text)) break;
    places.push(...applied.places);
    current = applied.text;
  }
  return places.length === 0 ? undefined : { text: current, places };
}

/** Which of these names a text declares and nothing in it reads. */
export function unreadNames(path: string, text: string, names: ReadonlySet<string>): ReadonlySet<string> {
  const unread = new Set(
    deadCode(path, text).flatMap(({ what, start, end }) =>
      what === "unused" ? text.slice(start, end).split(/[^\w$]+/u) : [],
    ),
  );
  return new Set([...names].filter((name) => unread.has(name)));
}
