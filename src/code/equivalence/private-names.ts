import ts from "typescript";
import { walk } from "../callee.ts";
import { hasModifier } from "../modifiers.ts";
import { parseSource } from "../source.ts";

/** Names of fields that TypeScript keeps to their class, by the name under which objects of the class are known. */
export type PrivateNames = ReadonlyMap<string, ReadonlySet<string>>;

/** What `constructor.name` says of the class; undefined where its text does not tell. */
function nameOf(node: ts.ClassLikeDeclaration): string | undefined {
  if (node.name !== undefined) return node.name.text;
  if (ts.isClassDeclaration(node) || ts.isExportAssignment(node.parent)) return "default";
  const isNamed = ts.isVariableDeclaration(node.parent) || ts.isPropertyAssignment(node.parent);
  return isNamed && ts.isIdentifier(node.parent.name) ? node.parent.name.text : undefined;
}

function parentOf(node: ts.ClassLikeDeclaration): string | undefined {
  const clause = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  const expression = clause?.types[0]?.expression;
  return expression !== undefined && ts.isIdentifier(expression) ? expression.text : undefined;
}

function ownFields(node: ts.ClassLikeDeclaration): readonly string[] {
  const declared = node.members.flatMap((member): readonly (ts.PropertyDeclaration | ts.ParameterDeclaration)[] =>
    ts.isConstructorDeclaration(member) ? member.parameters : ts.isPropertyDeclaration(member) ? [member] : [],
  );
  return declared.flatMap((field) => {
    const isPrivate = hasModifier(field, ts.SyntaxKind.PrivateKeyword);
    return isPrivate && ts.isIdentifier(field.name) ? [field.name.text] : [];
  });
}

/** Private fields of the classes of a module, those of its own base classes included. */
export function privateNames(path: string, text: string): PrivateNames {
  const own = new Map<string, { readonly fields: readonly string[]; readonly parent: string | undefined }>();
  walk(parseSource(path, text), (node) => {
    if (!ts.isClassLike(node)) return;
    const name = nameOf(node);
    if (name !== undefined) own.set(name, { fields: ownFields(node), parent: parentOf(node) });
  });
  const found = new Map<string, ReadonlySet<string>>();
  for (const [name] of own) {
    const fields = new Set<string>();
    const seen = new Set<string>();
    for (let at: string | undefined = name; at !== undefined && !seen.has(at); at = own.get(at)?.parent) {
      seen.add(at);
      for (const field of own.get(at)?.fields ?? []) fields.add(field);
    }
    if (fields.size > 0) found.set(name, fields);
  }
  return found;
}

/** Of two versions of a module: what is private in either. */
export function bothPrivate(one: PrivateNames, other: PrivateNames): PrivateNames {
  const names = new Set([...one.keys(), ...other.keys()]);
  return new Map([...names].map((name) => [name, new Set([...(one.get(name) ?? []), ...(other.get(name) ?? [])])]));
}
