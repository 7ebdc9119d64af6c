import ts from "typescript";
import { parseSource } from "../source.ts";

type Method = ts.MethodDeclaration | ts.ConstructorDeclaration;

/** Whether a method can be called again from outside, with arguments that have names. */
function isRecorded(node: ts.ClassElement): node is Method & { readonly body: ts.Block } {
  if (!ts.isMethodDeclaration(node) && !ts.isConstructorDeclaration(node)) return false;
  if (node.body === undefined) return false;
  const isStatic = ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) === true;
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
      isRecorded(member) ? [{ at: member.body.getStart() + 1, text: toRecorder(name, member) }] : [],
    );
  });
  let made = text;
  for (const { at, text: recorder } of insertions.toReversed()) made = made.slice(0, at) + recorder + made.slice(at);
  return made;
}
