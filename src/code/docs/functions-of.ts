import ts from "typescript";
import type { Functions } from "./thrown.ts";

type Named = readonly [string, ts.SignatureDeclaration];

function variableFunctions(statement: ts.VariableStatement): readonly Named[] {
  return statement.declarationList.declarations.flatMap(({ name, initializer }): readonly Named[] => {
    const isFunction =
      initializer !== undefined && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer));
    return ts.isIdentifier(name) && isFunction ? [[name.text, initializer]] : [];
  });
}

function methodsOf(statement: ts.ClassDeclaration, source: ts.SourceFile): readonly Named[] {
  const owner = statement.name?.text ?? "";
  return statement.members.flatMap((member): readonly Named[] =>
    ts.isMethodDeclaration(member) ? [[`${owner}#${member.name.getText(source)}`, member]] : [],
  );
}

function functionsIn(statements: readonly ts.Statement[], source: ts.SourceFile): readonly Named[] {
  return statements.flatMap((statement): readonly Named[] => {
    if (ts.isVariableStatement(statement)) return variableFunctions(statement);
    if (ts.isClassDeclaration(statement)) return methodsOf(statement, source);
    if (!ts.isFunctionDeclaration(statement) || statement.body === undefined) return [];
    return statement.name === undefined ? [] : [[statement.name.text, statement]];
  });
}

/**
 * The functions that a file declares by name, and the methods of its classes, as a place sees them: those of the
 * namespaces around it too.
 */
export function functionsOf(source: ts.SourceFile, place: ts.Node = source): Functions {
  if (ts.isSourceFile(place)) return new Map(functionsIn(place.statements, source));
  const outer = functionsOf(source, place.parent);
  return ts.isModuleBlock(place) ? new Map([...outer, ...functionsIn(place.statements, source)]) : outer;
}
