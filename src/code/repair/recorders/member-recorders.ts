import ts from "typescript";
import { unwrapped } from "../../instrument-syntax.ts";
import { hasModifier } from "../../modifiers.ts";
import { isFunction, quoted, tellAt, usesThis, type Callable, type Recorder } from "./recorder.ts";

/** A function as a member is used: called, or by reading or setting it. */
export interface Use {
  readonly body: Callable;
  /** What the driver is told of it besides, as the rest of a list of arguments. */
  readonly kind: "" | ',"get"' | ',"set"';
}

/** How a member of a class or object literal is used; undefined where it is no function. */
export function useOf(node: ts.ClassElement | ts.ObjectLiteralElementLike): Use | undefined {
  if (ts.isMethodDeclaration(node)) return { body: node, kind: "" };
  if (ts.isGetAccessorDeclaration(node)) return { body: node, kind: ',"get"' };
  if (ts.isSetAccessorDeclaration(node)) return { body: node, kind: ',"set"' };
  const { initializer } = ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node) ? node : {};
  const value = initializer === undefined ? undefined : unwrapped(initializer);
  return value !== undefined && isFunction(value) ? { body: value, kind: "" } : undefined;
}

/** A call of a method of an object that a constructor makes. */
export function ofMethod({ body, kind }: Use, owner: string, member: string, how: "new" | ""): readonly Recorder[] {
  const names = [how, owner, member].map(quoted).join(",");
  return tellAt(body, "objects", (args) => `__assayMet(this,${names},${args}${kind})`);
}

/** A function of something that the file makes once: with what it was asked before, where it keeps anything. */
export function ofProperty(
  { body, kind }: Use,
  owner: string,
  member: string,
  keeps: "state" | "nothing",
): readonly Recorder[] {
  if (keeps === "nothing" && kind === "") {
    const path = owner === "" ? member : `${owner}.${member}`;
    return tellAt(body, "calls", (args) => `__assayArg(${quoted(path)},${args})`);
  }
  const names = ["value", owner, member].map(quoted).join(",");
  return tellAt(body, "objects", (args) => `__assayMet(__assayValue(${quoted(owner)}),${names},${args}${kind})`);
}

function isExtending(node: ts.ClassLikeDeclaration): boolean {
  return node.heritageClauses?.some(({ token }) => token === ts.SyntaxKind.ExtendsKeyword) === true;
}

function isSuperCall(statement: ts.Statement): boolean {
  if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) return false;
  return statement.expression.expression.kind === ts.SyntaxKind.SuperKeyword;
}

/** A constructor tells of its object as soon as there is one. */
function ofConstructor(node: ts.ConstructorDeclaration, owner: ts.ClassLikeDeclaration): readonly Recorder[] {
  const made = tellAt(node, "objects", (args) => `__assayMade(this,"new",new.target.name,${args})`);
  if (!isExtending(owner)) return made;
  const start = node.body?.statements.find(isSuperCall)?.end;
  return start === undefined ? [] : made.map((one) => ({ ...one, start, end: start }));
}

function isHidden(node: ts.ClassElement): boolean {
  if (node.name !== undefined && ts.isPrivateIdentifier(node.name)) return true;
  return hasModifier(node, ts.SyntaxKind.PrivateKeyword) || hasModifier(node, ts.SyntaxKind.ProtectedKeyword);
}

/** The members of a class that can be used from outside. */
export function ofClass(node: ts.ClassLikeDeclaration, name: string): readonly Recorder[] {
  const own = node.name?.text ?? name;
  const hasMaker = isExtending(node) || node.members.some((member) => ts.isConstructorDeclaration(member));
  return node.members.flatMap((member): readonly Recorder[] => {
    if (isHidden(member)) return [];
    if (ts.isConstructorDeclaration(member)) return ofConstructor(member, node);
    const use = useOf(member);
    if (use === undefined || member.name === undefined || !ts.isIdentifier(member.name)) return [];
    const { text } = member.name;
    if (hasModifier(member, ts.SyntaxKind.StaticKeyword))
      return ofProperty(use, own, text, usesThis(member) ? "state" : "nothing");
    // What is made without any constructor has nothing to be told of; others tell of themselves.
    return ofMethod(use, own, text, hasMaker ? "" : "new");
  });
}
