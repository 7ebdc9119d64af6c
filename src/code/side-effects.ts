import ts from "typescript";

/** What would go with an unused name: nothing that matters, code that has an effect, or a parameter of a signature. */
export type Usage = "none" | "effect" | "parameter";

const EFFECTS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.NewExpression,
  ts.SyntaxKind.AwaitExpression,
  ts.SyntaxKind.YieldExpression,
  ts.SyntaxKind.DeleteExpression,
  ts.SyntaxKind.TaggedTemplateExpression,
  ts.SyntaxKind.PostfixUnaryExpression,
]);

function isAssignment(node: ts.Node): boolean {
  if (ts.isPrefixUnaryExpression(node)) {
    return node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
  }
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function hasEffect(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  if (EFFECTS.has(node.kind) || isAssignment(node)) return true;
  return ts.forEachChild(node, (child) => (hasEffect(child) ? true : undefined)) ?? false;
}

/** What the declaration at an offset would take along if it were removed. */
export function dropsEffect(source: ts.SourceFile, offset: number): Usage {
  let node: ts.Node = source;
  let declaration: ts.Node | undefined;
  for (;;) {
    const inner: ts.Node | undefined = ts.forEachChild(node, (child) =>
      child.getStart(source) <= offset && offset < child.end ? child : undefined,
    );
    if (inner === undefined) break;
    if (ts.isParameter(inner) || ts.isVariableDeclarationList(inner) || ts.isPropertyDeclaration(inner)) {
      declaration = inner;
    }
    node = inner;
  }
  if (declaration === undefined) return "none";
  if (ts.isParameter(declaration)) return "parameter";
  return hasEffect(declaration) ? "effect" : "none";
}
