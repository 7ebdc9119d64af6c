import ts from "typescript";

/** `(a?.b).c`: without its parentheses the chain would go on. */
function isEndOfChain({ expression }: ts.ParenthesizedExpression): boolean {
  return (expression.flags & ts.NodeFlags.OptionalChain) !== 0;
}

function leafText(node: ts.Node, source: ts.SourceFile): string {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return JSON.stringify(node.text);
  return ts.isNumericLiteral(node) ? String(Number(node.text)) : node.getText(source);
}

function render(node: ts.Node, source: ts.SourceFile): string {
  if (ts.isParenthesizedExpression(node) && !isEndOfChain(node)) return render(node.expression, source);
  if (ts.isEmptyStatement(node)) return "";
  // Braces around a single statement that declares nothing.
  const [only, ...others] = ts.isBlock(node) ? node.statements : [];
  if (only !== undefined && others.length === 0 && !ts.isVariableStatement(only) && !ts.isDeclarationStatement(only)) {
    return render(only, source);
  }
  const operator =
    ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node) ? ts.tokenToString(node.operator) : "";
  const parts: string[] = [];
  ts.forEachChild(node, (child) => {
    parts.push(render(child, source));
  });
  if (parts.length === 0) return leafText(node, source);
  const flags = ts.isVariableDeclarationList(node) ? String(node.flags & ts.NodeFlags.BlockScoped) : "";
  return `(${node.kind}${operator ?? ""}${flags} ${parts.join(" ")})`;
}

/**
 * A text's syntax tree without what does not change it: parentheses, blanks, comments, quotes, semicolons, braces around
 * one statement. The same for two texts that are the same program.
 */
export function treeKey(text: string): string {
  const source = ts.createSourceFile("key.tsx", text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
  return source.statements.map((statement) => render(statement, source)).join(";");
}
