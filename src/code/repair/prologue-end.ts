import ts from "typescript";

/** Where something may stand in front of a text's own statements: after a `#!` line and directives. */
export function prologueEnd(source: ts.SourceFile): number {
  let end = /^#!.*\n?/u.exec(source.text)?.[0].length ?? 0;
  for (const statement of source.statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression)) break;
    end = statement.end;
  }
  return end;
}
