import ts from "typescript";

/** A member of a class, an interface, a type or an enum. */
export type Member = ts.ClassElement | ts.TypeElement | ts.EnumMember;

/** What wraps a type without changing which members it has. */
const WRAPPERS = /^(?:Readonly|Partial|Required)$/u;

/** The members that a type writes out, in its parts too. */
function writtenMembers(type: ts.TypeNode): readonly ts.TypeElement[] {
  if (ts.isTypeLiteralNode(type)) return type.members;
  if (ts.isParenthesizedTypeNode(type)) return writtenMembers(type.type);
  if (ts.isIntersectionTypeNode(type) || ts.isUnionTypeNode(type)) return type.types.flatMap(writtenMembers);
  if (!ts.isTypeReferenceNode(type) || !WRAPPERS.test(type.typeName.getText())) return [];
  return (type.typeArguments ?? []).flatMap(writtenMembers);
}

/** The members of what is exported, in order of place. */
export function membersOf(node: ts.Node): readonly Member[] {
  if (ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isEnumDeclaration(node)) {
    return [...node.members];
  }
  return ts.isTypeAliasDeclaration(node) ? writtenMembers(node.type) : [];
}

/** A name that others can say: not one behind `#`, with `_` in front, or that is worked out, but for the language's own symbols. */
function isSayable(name: ts.PropertyName): boolean {
  if (ts.isComputedPropertyName(name)) return /^Symbol\.\w+$/u.test(name.expression.getText());
  return ts.isStringLiteral(name) || ts.isNumericLiteral(name) || (ts.isIdentifier(name) && !name.text.startsWith("_"));
}

/** Whether a member is there for whoever uses what it belongs to. */
export function isOpen(member: Member): boolean {
  const flags = ts.getCombinedModifierFlags(member);
  if ((flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0) return false;
  return member.name === undefined || isSayable(member.name);
}

/** `Cart#add`, `Cart.from`, `Size.width`, `Headers["content-type"]`, `List[Symbol.iterator]`, `Handler()`, `new Handler()`. */
export function memberName(owner: string, member: Member): string {
  if (ts.isConstructorDeclaration(member)) return `${owner}#constructor`;
  if (ts.isCallSignatureDeclaration(member)) return `${owner}()`;
  if (ts.isConstructSignatureDeclaration(member)) return `new ${owner}()`;
  const { name } = member;
  if (name === undefined) return `${owner}[]`;
  if (ts.isComputedPropertyName(name)) return `${owner}${name.getText()}`;
  const text = ts.isStringLiteral(name) || ts.isNumericLiteral(name) ? name.text : name.getText();
  if (!/^[\w$]+$/u.test(text)) return `${owner}[${JSON.stringify(text)}]`;
  const isStatic = (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) !== 0;
  return `${owner}${ts.isClassLike(member.parent) && !isStatic ? "#" : "."}${text}`;
}
