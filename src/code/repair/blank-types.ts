import ts from "typescript";
import { isErased } from "../instrument-syntax.ts";
import { parseSource } from "../source.ts";

const KEPT = new Set([
  ts.SyntaxKind.AsyncKeyword,
  ts.SyntaxKind.StaticKeyword,
  ts.SyntaxKind.ExportKeyword,
  ts.SyntaxKind.DefaultKeyword,
  ts.SyntaxKind.ConstKeyword,
]);

type Range = readonly [number, number];

/** From the colon in front of a type to its end. */
function annotation(text: string, type: ts.TypeNode | undefined): readonly Range[] {
  return type === undefined ? [] : [[text.lastIndexOf(":", type.getStart() - 1), type.end]];
}

/** A list in angle brackets, with them. */
function angled(text: string, list: ts.NodeArray<ts.Node> | undefined): readonly Range[] {
  return list === undefined ? [] : [[list.pos - 1, text.indexOf(">", list.end) + 1]];
}

function modifiers(node: ts.Node): readonly Range[] {
  const all = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  return all.filter(({ kind }) => !KEPT.has(kind)).map((modifier): Range => [modifier.getStart(), modifier.end]);
}

function marks(node: ts.ParameterDeclaration | ts.VariableDeclaration | ts.PropertyDeclaration): readonly Range[] {
  const tokens = [
    ts.isVariableDeclaration(node) ? undefined : node.questionToken,
    ts.isParameter(node) ? undefined : node.exclamationToken,
  ];
  return tokens.flatMap((token): readonly Range[] => (token === undefined ? [] : [[token.getStart(), token.end]]));
}

function isThisParameter(node: ts.Node): node is ts.ParameterDeclaration {
  return ts.isParameter(node) && ts.isIdentifier(node.name) && node.name.text === "this";
}

function erasedInDeclaration(node: ts.Node, text: string): readonly Range[] {
  if (isThisParameter(node)) {
    return [[node.getStart(), node.end + (/^\s*,/u.exec(text.slice(node.end))?.[0].length ?? 0)]];
  }
  if (ts.isParameter(node) || ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) {
    return [...annotation(text, node.type), ...marks(node), ...modifiers(node)];
  }
  if (!ts.isFunctionLike(node) || ts.isTypeNode(node)) return [];
  if ("body" in node && node.body === undefined) return [[node.getStart(), node.end]];
  return [...annotation(text, node.type), ...angled(text, node.typeParameters), ...modifiers(node)];
}

function erasedInExpression(node: ts.Node, text: string): readonly Range[] {
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node)) {
    return [[node.expression.end, node.end]];
  }
  if (ts.isTypeAssertionExpression(node)) return [[node.getStart(), node.expression.getStart()]];
  const isCall = ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node);
  return isCall ? angled(text, node.typeArguments) : [];
}

function erasedAt(node: ts.Node, text: string): readonly Range[] {
  const isWhole = ts.isStatement(node) && isErased(node) && !ts.isImportDeclaration(node);
  if (isWhole) return [[node.getStart(), node.end]];
  return [...erasedInDeclaration(node, text), ...erasedInExpression(node, text)];
}

/**
 * The text of a TypeScript file with blanks where its types are: JavaScript with every character in its old place. What
 * needs more than leaving out (enums, namespaces, parameter properties) stays as it is.
 */
export function blankTypes(path: string, text: string): string {
  const ranges: Range[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    ranges.push(...erasedAt(node, text));
    ts.forEachChild(node, visit);
  };
  visit(parseSource(path, text));
  let made = text;
  for (const [start, end] of ranges) {
    made = made.slice(0, start) + made.slice(start, end).replaceAll(/[^\n\r]/gu, " ") + made.slice(end);
  }
  return made;
}
