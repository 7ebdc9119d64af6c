import ts from "typescript";

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

interface Imported {
  readonly specifier: string;
  readonly own?: string;
}

function specifierOf(statement: ts.ImportDeclaration | ts.ExportDeclaration): string | undefined {
  const { moduleSpecifier } = statement;
  return moduleSpecifier !== undefined && ts.isStringLiteralLike(moduleSpecifier) ? moduleSpecifier.text : undefined;
}

/** Names that a file imports, with what they are there. */
function importsOf(source: ts.SourceFile): ReadonlyMap<string, Imported> {
  const found = new Map<string, Imported>();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const specifier = specifierOf(statement);
    const clause = statement.importClause;
    if (specifier === undefined || clause === undefined) continue;
    if (clause.name !== undefined) found.set(clause.name.text, { specifier, own: "default" });
    const { namedBindings } = clause;
    if (namedBindings === undefined) continue;
    if (ts.isNamespaceImport(namedBindings)) found.set(namedBindings.name.text, { specifier });
    else
      for (const { name, propertyName } of namedBindings.elements)
        found.set(name.text, { specifier, own: (propertyName ?? name).text });
  }
  return found;
}

function toPassedOn(name: string, { specifier, own }: Imported): PassedOn {
  const what = own === undefined ? `* as ${name}` : own === name ? `{ ${name} }` : `{ ${own} as ${name} }`;
  return {
    name,
    specifier,
    text: `export ${what} from ${JSON.stringify(specifier)}`,
    ...(own === undefined ? {} : { own }),
  };
}

function ofDeclaration(statement: ts.ExportDeclaration, imports: ReadonlyMap<string, Imported>): readonly PassedOn[] {
  const specifier = specifierOf(statement);
  const { exportClause } = statement;
  if (exportClause === undefined) {
    return specifier === undefined ? [] : [{ specifier, text: `export * from ${JSON.stringify(specifier)}` }];
  }
  if (ts.isNamespaceExport(exportClause)) {
    return specifier === undefined ? [] : [toPassedOn(exportClause.name.text, { specifier })];
  }
  return exportClause.elements.flatMap(({ name, propertyName }) => {
    const own = (propertyName ?? name).text;
    const imported = specifier === undefined ? imports.get(own) : { specifier, own };
    return imported === undefined ? [] : [toPassedOn(name.text, imported)];
  });
}

/** What a file exports from other modules, in order of place: `export … from`, and imported names that it lists. */
export function passedOn(source: ts.SourceFile): readonly PassedOn[] {
  const imports = importsOf(source);
  return source.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) return ofDeclaration(statement, imports);
    if (!ts.isExportAssignment(statement) || !ts.isIdentifier(statement.expression)) return [];
    const imported = imports.get(statement.expression.text);
    return imported === undefined ? [] : [toPassedOn("default", imported)];
  });
}
