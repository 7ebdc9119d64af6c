import ts from "typescript";
import { hasModifier } from "../modifiers.ts";
import { parseSource } from "../source.ts";
import { applyChanges } from "../text-changes.ts";

type Method = ts.MethodDeclaration | ts.ConstructorDeclaration;

/** Whether a method can be called again from outside, with arguments that have names. */
function isRecorded(node: ts.ClassElement): node is Method & { readonly body: ts.Block } {
  if (!ts.isMethodDeclaration(node) && !ts.isConstructorDeclaration(node)) return false;
  if (node.body === undefined) return false;
  const isStatic = hasModifier(node, ts.SyntaxKind.StaticKeyword);
  const isPlain = ts.isConstructorDeclaration(node) || (ts.isIdentifier(node.name) && node.asteriskToken === undefined);
  const isNamed = node.parameters.every(({ name, dotDotDotToken }) => ts.isIdentifier(name) && !dotDotDotToken);
  return !isStatic && isPlain && isNamed;
}

function toRecorder(className: string, method: Method): string {
  const args = `[${method.parameters.map(({ name }) => name.getText()).join(",")}]`;
  const own = JSON.stringify(className);
  if (ts.isConstructorDeclaration(method)) return `__assayMade(this,${own},${args});`;
  return `__assayMet(this,${own},${JSON.stringify(method.name.getText())},${args});`;
}

/**
 * A text whose classes at the top of the file tell `__assayMade(object, class, arguments)` of each object that is made, and
 * `__assayMet(object, class, method, arguments)` of each call of a method. Classes that extend another have no object before
 * the other's constructor ran, and are left alone.
 */
export function recordMethods(path: string, text: string): string {
  const insertions = parseSource(path, text).statements.flatMap((statement) => {
    if (!ts.isClassDeclaration(statement) || statement.name === undefined) return [];
    if (statement.heritageClauses?.some(({ token }) => token === ts.SyntaxKind.ExtendsKeyword) === true) return [];
    const name = statement.name.text;
    return statement.members.flatMap((member) =>
      isRecorded(member) ? [{ start: member.body.getStart() + 1, length: 0, text: toRecorder(name, member) }] : [],
    );
  });
  return applyChanges(text, insertions);
}
