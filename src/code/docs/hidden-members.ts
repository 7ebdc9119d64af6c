import ts from "typescript";

function ownerOf(node: ts.Node): ts.ClassLikeDeclaration | undefined {
  for (let at: ts.Node = node; !ts.isSourceFile(at); at = at.parent) if (ts.isClassLike(at)) return at;
  return undefined;
}

function isHidden(member: ts.Declaration): boolean {
  return (ts.getCombinedModifierFlags(member) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0;
}

/** Whether an expression asks for members that only the class around it sees: they tell a reader nothing. */
export function showsHidden(expression: ts.Node): boolean {
  const hidden = new Set(
    (ownerOf(expression)?.members ?? []).flatMap((member) => {
      const parts = ts.isConstructorDeclaration(member) ? [...member.parameters] : [member];
      return parts.filter(isHidden).map(({ name }) => name?.getText() ?? "");
    }),
  );
  let isFound = false;
  const visit = (node: ts.Node): void => {
    if (ts.isPrivateIdentifier(node)) isFound = true;
    const isOwn = ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword;
    if (isOwn && (hidden.has(node.name.text) || node.name.text.startsWith("_"))) isFound = true;
    ts.forEachChild(node, visit);
  };
  visit(expression);
  return isFound;
}
