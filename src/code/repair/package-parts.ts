import ts from "typescript";
import { walk } from "../callee.ts";
import { parseSource } from "../source.ts";
import { contextOf } from "./context.ts";
import { isReplaceable } from "./fit.ts";
import { kindOf, kindsOfNames, type ValueKind } from "./value-kind.ts";

/** A piece of another file of the package that may stand in this one. */
export interface PackagePart {
  readonly text: string;
  readonly kind: ValueKind;
  readonly contexts: ReadonlySet<string>;
  /** Names that have to be in scope where it is to stand; never empty. */
  readonly names: readonly string[];
}

/** What the other files of a package have that a file may lack. */
export interface PackageParts {
  readonly expressions: readonly PackagePart[];
  readonly statements: readonly PackagePart[];
  /** Property names that they read, and texts that they hold. */
  readonly properties: readonly string[];
  readonly strings: readonly string[];
}

/** Longer pieces come with too much of their own. */
const MAX_TEXT = 40;
const MAX_EACH = 400;
const GLOBALS = new Set(
  "Math JSON Object Array String Number Boolean Date Map Set Promise Symbol RegExp Error undefined NaN Infinity parseInt parseFloat isNaN".split(
    " ",
  ),
);

/** Names that a piece takes from around it; undefined where it makes functions, whose own names would have to be told apart. */
function namesOf(node: ts.Node): readonly string[] | undefined {
  const found = new Set<string>();
  const own: ts.Node[] = [];
  walk(node, (part) => {
    if (ts.isFunctionLike(part) || part.kind === ts.SyntaxKind.ThisKeyword) own.push(part);
    const { parent } = part;
    const isProperty =
      (ts.isPropertyAccessExpression(parent) && parent.name === part) ||
      (ts.isPropertyAssignment(parent) && parent.name === part);
    if (ts.isIdentifier(part) && !isProperty && !GLOBALS.has(part.text)) found.add(part.text);
  });
  return own.length === 0 && found.size > 0 ? [...found] : undefined;
}

function addPart(into: Map<string, PackagePart>, node: ts.Node, kind: ValueKind): void {
  const text = node.getText();
  if (text.length > MAX_TEXT || into.size >= MAX_EACH) return;
  const context = contextOf(node);
  const known = into.get(text);
  const names = known?.names ?? namesOf(node);
  if (names === undefined) return;
  const contexts = new Set([...(known?.contexts ?? []), ...(context === undefined ? [] : [context])]);
  into.set(text, { text, kind, contexts, names });
}

/** A file of a package, read once for all files that take parts of it. */
export interface PackageFile {
  readonly path: string;
  readonly source: ts.SourceFile;
  readonly kinds: ReadonlyMap<string, ValueKind>;
}

/** Parses a file of a package. Never throws: broken text has fewer parts. */
export function readPackageFile(path: string, text: string): PackageFile {
  const source = parseSource(path, text);
  return { path, source, kinds: kindsOfNames(source) };
}

/** The pieces of some files of a package. */
export function packageParts(files: readonly PackageFile[]): PackageParts {
  const [expressions, statements] = [new Map<string, PackagePart>(), new Map<string, PackagePart>()];
  const [properties, strings] = [new Set<string>(), new Set<string>()];
  for (const { source, kinds } of files) {
    walk(source, (node) => {
      if (ts.isSourceFile(node) || ts.isTypeNode(node)) return;
      if (ts.isStringLiteral(node) && !ts.isImportDeclaration(node.parent) && node.text.length <= MAX_TEXT)
        strings.add(node.getText());
      if (ts.isPropertyAccessExpression(node) && !ts.isCallExpression(node.parent)) properties.add(node.name.text);
      if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) addPart(statements, node, "unknown");
      const isCompound =
        ts.isCallExpression(node) || ts.isBinaryExpression(node) || ts.isPropertyAccessExpression(node);
      if (isCompound && isReplaceable(node)) addPart(expressions, node, kindOf(node, kinds));
    });
  }
  return {
    expressions: [...expressions.values()],
    statements: [...statements.values()],
    properties: [...properties].slice(0, MAX_EACH),
    strings: [...strings].slice(0, MAX_EACH),
  };
}
