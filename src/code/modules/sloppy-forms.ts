import ts from "typescript";
import { walk } from "../callee.ts";
import { isWritten } from "../refactor/references.ts";
import type { FileNames } from "./file-names.ts";

/** Something that modules do not have, or that does something else in them: they are strict. */
export interface SloppyForm {
  readonly node: ts.Node;
  readonly reason: string;
}

/** Names that mean something else, or nothing, in a module. */
const ELSEWHERE = /^(?:await|yield|let|static|implements|interface|package|private|protected|public)$/u;

/** The first form of a script that keeps its file from being a module. */
export function sloppyForm(source: ts.SourceFile, names: FileNames): SloppyForm | undefined {
  let found: SloppyForm | undefined;
  const note = (node: ts.Node, reason: string): void => void (found ??= { node, reason });
  walk(source, (node) => {
    const reason = reasonAt(node, names);
    if (reason !== undefined) note(node, reason);
  });
  walkOuterThis(source, (node) => {
    note(node, "it uses this outside of functions, where it stands for the exports");
  });
  return found;
}

function reasonAt(node: ts.Node, names: FileNames): string | undefined {
  if (ts.isWithStatement(node)) return "it uses with, which modules do not have";
  if (ts.isDeleteExpression(node) && ts.isIdentifier(node.expression)) return "it deletes a variable";
  if (ts.isReturnStatement(node) && isOutside(node)) return "it returns outside of functions";
  if (ts.isNumericLiteral(node) && /^0\d/u.test(node.getText())) return "it has a number with a leading zero";
  if (ts.isPropertyAccessExpression(node) && /^arguments\.(?:callee|caller)$/u.test(node.getText()))
    return "it uses arguments.callee";
  return ts.isIdentifier(node) ? reasonOfName(node, names) : undefined;
}

function reasonOfName(node: ts.Identifier, names: FileNames): string | undefined {
  if (names.all.get(node.text)?.includes(node) !== true) return undefined;
  if (ELSEWHERE.test(node.text)) return `it uses ${node.text} as a name`;
  if (names.declared.has(node.text) || node.text === "exports") return undefined;
  return isWritten(node) ? `it sets ${node.text}, which is declared nowhere in it` : undefined;
}

function isOutside(node: ts.Node): boolean {
  for (let current = node.parent; !ts.isSourceFile(current); current = current.parent)
    if (ts.isFunctionLike(current) || ts.isClassStaticBlockDeclaration(current)) return false;
  return true;
}

/** Every `this` that no function and no class has for its own. */
function walkOuterThis(node: ts.Node, visit: (node: ts.Node) => void): void {
  if (node.kind === ts.SyntaxKind.ThisKeyword) visit(node);
  const hasOwn = (ts.isFunctionLike(node) && !ts.isArrowFunction(node)) || ts.isClassLike(node);
  if (hasOwn) return;
  ts.forEachChild(node, (child) => {
    walkOuterThis(child, visit);
  });
}
