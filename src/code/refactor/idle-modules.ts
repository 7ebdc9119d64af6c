import ts from "typescript";
import { folderOf, type FileView } from "../file-view.ts";
import { findImportedFile } from "../module-files.ts";
import { isParsable, parseSource } from "../source.ts";
import { syntaxErrors } from "../syntax.ts";
import { hasModifier } from "../modifiers.ts";
import { isBuiltIn, isIdleClass, isIdleValue } from "./idle-values.ts";

/** How module names are looked up: the options of the repository's compiler configuration, and where it lies. */
export interface Lookup {
  readonly view: FileView;
  readonly config: { readonly options: ts.CompilerOptions; readonly folder: string };
}

/** Modules that are looked into for one answer at most. */
const MOST_MODULES = 200;

/**
 * Whether loading what a file imports by a name surely does nothing that shows: one of Node's own modules, a package
 * that says `"sideEffects": false`, or a module of the repository whose top level only declares things, and so on for
 * what that imports. `importer` is absolute.
 */
export function isIdleModule(lookup: Lookup, importer: string, specifier: string): boolean {
  const seen = new Set<string>();
  const visit = (from: string, name: string): boolean => {
    if (isBuiltIn(name)) return true;
    const found = findImportedFile(lookup.view, name, from, lookup.config);
    if (found.type === "asset") return false;
    if (found.type === "external") return isIdlePackage(lookup.view, from, name);
    // What is being looked at already answers for itself.
    if (seen.has(found.path)) return true;
    seen.add(found.path);
    return seen.size <= MOST_MODULES && isIdleFile(lookup.view, found.path, (inner) => visit(found.path, inner));
  };
  return visit(importer, specifier);
}

function isIdleFile(view: FileView, path: string, isIdle: (specifier: string) => boolean): boolean {
  if (path.endsWith(".json")) return true;
  const text = isParsable(path) ? view.readFile(path) : undefined;
  if (text === undefined || syntaxErrors(path, text).length > 0) return false;
  return parseSource(path, text).statements.every((statement) => isIdleStatement(statement, isIdle));
}

function isIdleStatement(statement: ts.Statement, isIdle: (specifier: string) => boolean): boolean {
  if (
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    hasModifier(statement, ts.SyntaxKind.DeclareKeyword)
  )
    return true;
  if (ts.isFunctionDeclaration(statement) || ts.isEmptyStatement(statement)) return true;
  if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) return isIdleLink(statement, isIdle);
  if (ts.isClassDeclaration(statement)) return isIdleClass(statement);
  if (ts.isEnumDeclaration(statement))
    return statement.members.every(({ initializer }) => isIdleValue(initializer, isIdle));
  if (ts.isExportAssignment(statement)) return isIdleValue(statement.expression, isIdle);
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.every(
      ({ name, initializer }) => ts.isIdentifier(name) && isIdleValue(initializer, isIdle),
    );
  }
  return ts.isExpressionStatement(statement) && isIdleExpression(statement.expression, isIdle);
}

function isIdleLink(
  statement: ts.ImportDeclaration | ts.ExportDeclaration,
  isIdle: (specifier: string) => boolean,
): boolean {
  const isType = ts.isImportDeclaration(statement)
    ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
    : statement.isTypeOnly;
  const { moduleSpecifier } = statement;
  if (isType || moduleSpecifier === undefined) return true;
  return ts.isStringLiteral(moduleSpecifier) && isIdle(moduleSpecifier.text);
}

/** A directive, or what a CommonJS module exports. */
function isIdleExpression(node: ts.Expression, isIdle: (specifier: string) => boolean): boolean {
  if (ts.isStringLiteral(node)) return true;
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
  const isExport = /^(module\.exports|(module\.)?exports\.\w+)$/u.test(node.left.getText());
  return isExport && isIdleValue(node.right, isIdle);
}

/** Whether the package of a module name says that its modules do nothing but export. */
function isIdlePackage(view: FileView, importer: string, specifier: string): boolean {
  const name = /^(@[^/]+\/)?[^./#@][^/:]*/u.exec(specifier)?.[0];
  if (name === undefined) return false;
  for (let folder = folderOf(importer); folder.length >= view.root.length; folder = folderOf(folder)) {
    const path = `${folder}/node_modules/${name}/package.json`;
    const text = view.readFile(path);
    if (text === undefined) continue;
    const manifest: unknown = ts.parseConfigFileTextToJson(path, text).config;
    return typeof manifest === "object" && manifest !== null && Reflect.get(manifest, "sideEffects") === false;
  }
  return false;
}
