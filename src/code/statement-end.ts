import ts from "typescript";
import { walk } from "./callee.ts";

/** Statements that a line break ends as well as a semicolon does. */
function needsEnd(node: ts.Node): boolean {
  return (
    ts.isExpressionStatement(node) ||
    ts.isVariableStatement(node) ||
    ts.isReturnStatement(node) ||
    ts.isThrowStatement(node) ||
    ts.isBreakOrContinueStatement(node) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isExportAssignment(node)
  );
}

/** What was counted of a file once: many places of it ask. */
const known = new WeakMap<ts.SourceFile, ";" | "">();

/** What most statements of a file end with; a semicolon where there are none to go by. */
export function statementEnd(source: ts.SourceFile): ";" | "" {
  const counted = known.get(source) ?? countEnds(source);
  known.set(source, counted);
  return counted;
}

function countEnds(source: ts.SourceFile): ";" | "" {
  let [ended, open] = [0, 0];
  walk(source, (node) => {
    if (!needsEnd(node)) return;
    if (source.text.charAt(node.end - 1) === ";") ended += 1;
    else open += 1;
  });
  return open > ended ? "" : ";";
}

/** Whether a text would go on with a statement in front of it that has no semicolon. */
export function goesOn(next: string): boolean {
  return /^\s*[([`+\-*/.,?]/u.test(next);
}

/** The end of a new statement whose text stops at an offset: as the file has it, or a semicolon where it has to be. */
export function statementEndAt(source: ts.SourceFile, at: number): ";" | "" {
  return goesOn(source.text.slice(at)) ? ";" : statementEnd(source);
}
