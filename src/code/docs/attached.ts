import ts from "typescript";
import { walk } from "../callee.ts";

/** Something that takes parameters, whether it has a body or is a type. */
export type Callable = ts.SignatureDeclaration;

/** The doc comments that stand in front of a node, as the compiler attaches them; the last one counts. */
export function docComments(node: ts.Node): readonly ts.JSDoc[] {
  return ts
    .getJSDocCommentsAndTags(node)
    .flatMap((comment) => (ts.isJSDoc(comment) && comment.parent === node ? [comment] : []));
}

/** The value or the type that a declaration gives a name. */
function contentOf(node: ts.Node): ts.Node | undefined {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations[0];
  if (ts.isPropertyAssignment(node)) return node.initializer;
  if (ts.isTypeAliasDeclaration(node) || ts.isPropertySignature(node)) return node.type;
  if (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) return node.initializer ?? node.type;
  if (ts.isExportAssignment(node) || ts.isParenthesizedExpression(node)) return node.expression;
  if (ts.isExpressionStatement(node)) return ts.isBinaryExpression(node.expression) ? node.expression.right : undefined;
  return undefined;
}

/** What a doc comment in front of a node says parameters of; undefined where it takes none. */
export function callableOf(node: ts.Node): Callable | undefined {
  if (ts.isFunctionLike(node)) return node;
  const content = contentOf(node);
  return content === undefined ? undefined : callableOf(content);
}

/** Every node of a file that has a doc comment of its own, with the last one. */
export function documentedNodes(
  source: ts.SourceFile,
): readonly { readonly node: ts.Node; readonly comment: ts.JSDoc }[] {
  const found: { readonly node: ts.Node; readonly comment: ts.JSDoc }[] = [];
  walk(source, (node) => {
    const comment = docComments(node).at(-1);
    if (comment !== undefined) found.push({ node, comment });
  });
  return found;
}

/** The other signatures of the same name beside one: a comment on one of them may speak for all. */
export function signaturesBeside(node: ts.Node): readonly ts.SignatureDeclaration[] {
  const isNamed = ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isMethodSignature(node);
  const name = isNamed ? node.name?.getText() : undefined;
  const found: ts.SignatureDeclaration[] = [];
  if (name === undefined) return found;
  ts.forEachChild(node.parent, (one) => {
    const isBeside = one !== node && one.kind === node.kind && ts.isFunctionLike(one);
    if (isBeside && one.name?.getText() === name) found.push(one);
  });
  return found;
}
