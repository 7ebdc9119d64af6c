import ts from "typescript";
import { walk } from "../callee.ts";

type Paths = readonly (readonly [ts.Symbol, readonly string[]])[];

/** `exports.Spot`, `module.exports.Spot`, `module.exports`: the path that is assigned to; undefined for anything else. */
function exportPath(left: ts.Expression): readonly string[] | undefined {
  const text = left.getText();
  if (text === "module.exports") return [];
  const name = /^(?:module\.)?exports\.([A-Za-z_$][\w$]*)$/u.exec(text)?.[1];
  return name === undefined ? undefined : [name];
}

/** What a file in CommonJS assigns to its exports by name. */
function assignedPaths(checker: ts.TypeChecker, source: ts.SourceFile): Paths {
  const found: (readonly [ts.Symbol, readonly string[]])[] = [];
  const add = (symbol: ts.Symbol | undefined, path: readonly string[]): void => {
    if (symbol !== undefined) found.push([symbol, path]);
  };
  walk(source, (node) => {
    if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return;
    const path = exportPath(node.left);
    if (path === undefined) return;
    if (ts.isIdentifier(node.right)) add(checker.getSymbolAtLocation(node.right), path);
    if (!ts.isObjectLiteralExpression(node.right)) return;
    for (const property of node.right.properties) {
      if (ts.isShorthandPropertyAssignment(property))
        add(checker.getShorthandAssignmentValueSymbol(property), [...path, property.name.text]);
    }
  });
  return found;
}

/** Classes among the exports of a file, with the path to each. */
export function classPaths(checker: ts.TypeChecker, source: ts.SourceFile): ReadonlyMap<ts.Symbol, readonly string[]> {
  const module = checker.getSymbolAtLocation(source);
  if (module === undefined) return new Map(assignedPaths(checker, source));
  const target = (symbol: ts.Symbol): ts.Symbol =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return new Map(checker.getExportsOfModule(module).map((symbol) => [target(symbol), [symbol.name]]));
}
