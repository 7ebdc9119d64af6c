import ts from "typescript";
import { calleeChain, importBindings, type Binding } from "../callee.ts";

/** What a module exports that another one declares. */
export interface PassedOn {
  /** The name that it has here; undefined for everything of the other module. */
  readonly name?: string;
  /** The name that it has there: `default` for its default export; undefined for all of it. */
  readonly own?: string;
  readonly specifier: string;
  /** The statement as a reader may write it. */
  readonly text: string;
}

function specifierOf({ moduleSpecifier }: ts.ExportDeclaration): string | undefined {
  return moduleSpecifier !== undefined && ts.isStringLiteralLike(moduleSpecifier) ? moduleSpecifier.text : undefined;
}

/** Names that a file imports, with what they are there. */
function importsOf(source: ts.SourceFile): ReadonlyMap<string, Binding> {
  const found = new Map<string, Binding>();
  for (const statement of source.statements) if (ts.isImportDeclaration(statement)) importBindings(statement, found);
  return found;
}

function toPassedOn(name: string, { module: specifier, name: own }: Binding): PassedOn {
  const what = own === "*" ? `* as ${name}` : own === name ? `{ ${name} }` : `{ ${own} as ${name} }`;
  return {
    name,
    specifier,
    text: `export ${what} from ${JSON.stringify(specifier)}`,
    ...(own === "*" ? {} : { own }),
  };
}

function ofDeclaration(statement: ts.ExportDeclaration, imports: ReadonlyMap<string, Binding>): readonly PassedOn[] {
  const specifier = specifierOf(statement);
  const { exportClause } = statement;
  if (exportClause === undefined) {
    return specifier === undefined ? [] : [{ specifier, text: `export * from ${JSON.stringify(specifier)}` }];
  }
  if (ts.isNamespaceExport(exportClause)) {
    return specifier === undefined ? [] : [toPassedOn(exportClause.name.text, { module: specifier, name: "*" })];
  }
  return exportClause.elements.flatMap(({ name, propertyName }) => {
    const own = (propertyName ?? name).text;
    const imported = specifier === undefined ? imports.get(own) : { module: specifier, name: own };
    return imported === undefined ? [] : [toPassedOn(name.text, imported)];
  });
}

/** `module.exports = require("…")`: everything of the other module. */
function ofRequire(statement: ts.Statement): PassedOn | undefined {
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return undefined;
  const { left, right, operatorToken } = statement.expression;
  const isWhole = operatorToken.kind === ts.SyntaxKind.EqualsToken && calleeChain(left).join(".") === "module.exports";
  if (!isWhole || !ts.isCallExpression(right) || calleeChain(right.expression).join(".") !== "require")
    return undefined;
  const [specifier] = right.arguments;
  if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return undefined;
  return { specifier: specifier.text, text: `module.exports = require(${JSON.stringify(specifier.text)})` };
}

/**
 * What a file exports from other modules, in order of place: `export … from`, imported names that it lists, and
 * `module.exports = require("…")`.
 */
export function passedOn(source: ts.SourceFile): readonly PassedOn[] {
  const imports = importsOf(source);
  return source.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) return ofDeclaration(statement, imports);
    const required = ofRequire(statement);
    if (required !== undefined) return [required];
    if (!ts.isExportAssignment(statement) || !ts.isIdentifier(statement.expression)) return [];
    const imported = imports.get(statement.expression.text);
    return imported === undefined ? [] : [toPassedOn("default", imported)];
  });
}
