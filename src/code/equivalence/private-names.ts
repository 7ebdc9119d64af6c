import ts from "typescript";
import { walk } from "../callee.ts";
import { parseSource } from "../source.ts";

/** Names of fields that TypeScript keeps to their class: whoever looks from outside sees them, but must not. */
export function privateNames(path: string, text: string): readonly string[] {
  const names: string[] = [];
  walk(parseSource(path, text), (node) => {
    if (!ts.isPropertyDeclaration(node) && !ts.isParameter(node)) return;
    const isPrivate = (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword);
    if (isPrivate && ts.isIdentifier(node.name)) names.push(node.name.text);
  });
  return names;
}
