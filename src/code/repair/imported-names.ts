import ts from "typescript";

/** Names that the imports of a file declare, in order; types among them. */
export function importedNames(source: ts.SourceFile): readonly string[] {
  const found: string[] = [];
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const clause = statement.importClause;
    if (clause?.name !== undefined) found.push(clause.name.text);
    const bindings = clause?.namedBindings;
    if (bindings === undefined) continue;
    if (ts.isNamespaceImport(bindings)) found.push(bindings.name.text);
    else found.push(...bindings.elements.map(({ name }) => name.text));
  }
  return found;
}
