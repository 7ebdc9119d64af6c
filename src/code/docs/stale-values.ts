import ts from "typescript";
import { isLiteral } from "./examples.ts";
import type { TagCorrection, Work } from "./tag-lines.ts";

/** The default in `[size=2]`, where it is written out; offsets are those of the file. */
function statedDefault(
  tag: ts.JSDocParameterTag,
  source: ts.SourceFile,
): { readonly start: number; readonly text: string } | undefined {
  if (!tag.isBracketed) return undefined;
  const [found, head = "", text = ""] =
    /^([^=\]\n]*=\s*)([^\]\n]*?)\s*\]/u.exec(source.text.slice(tag.name.end, tag.end)) ?? [];
  return found === undefined ? undefined : { start: tag.name.end + head.length, text };
}

function spelled(text: string): string {
  return text.replaceAll(/["'`]/gu, '"').replaceAll(/\s+/gu, "");
}

/** Defaults in tags where the signature has another one, both written out. */
export function staleDefaults({ source, comment, callable }: Work): readonly TagCorrection[] {
  return (comment.tags ?? []).flatMap((tag): readonly TagCorrection[] => {
    if (!ts.isJSDocParameterTag(tag) || !ts.isIdentifier(tag.name)) return [];
    const name = tag.name.text;
    const parameter = callable.parameters.find((one) => ts.isParameter(one) && one.name.getText(source) === name);
    const initializer = parameter !== undefined && ts.isParameter(parameter) ? parameter.initializer : undefined;
    const now = initializer?.getText(source) ?? "";
    const stated = statedDefault(tag, source);
    if (stated === undefined || !isLiteral(now) || /[\]\n]|\*\//u.test(now) || spelled(stated.text) === spelled(now))
      return [];
    if (!isLiteral(stated.text)) return [];
    const what = `the default of @param ${name} is \`${now}\`, not \`${stated.text}\``;
    return [{ start: stated.start, end: stated.start + stated.text.length, text: now, what }];
  });
}

function returnsValue(node: ts.Node): boolean {
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
  if (ts.isReturnStatement(node)) return node.expression !== undefined;
  return ts.forEachChild(node, returnsValue) === true;
}

/** Whether a body shows that its callers get nothing: not one that is to be filled in by others, nor one that makes an object. */
export function answersNothing({ callable, comment }: Work): boolean {
  if (!("body" in callable) || callable.body === undefined || !ts.isBlock(callable.body)) return false;
  if (ts.isConstructorDeclaration(callable) || ts.isGetAccessorDeclaration(callable)) return false;
  const { statements } = callable.body;
  const last = statements.at(-1);
  const isLate = (ts.getCombinedModifierFlags(callable) & ts.ModifierFlags.Async) !== 0;
  const isGenerator = "asteriskToken" in callable && callable.asteriskToken !== undefined;
  if (last === undefined || ts.isThrowStatement(last) || isLate || isGenerator) return false;
  const isMaker = (comment.tags ?? []).some(({ tagName }) =>
    /^(?:class|constructor|abstract|virtual)$/u.test(tagName.text),
  );
  return !isMaker && !isCapital(callable) && !statements.some(returnsValue);
}

/** A function with the name of a class is called with `new`. */
function isCapital(callable: ts.SignatureDeclaration): boolean {
  const { parent, name } = callable;
  const holder = ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) ? parent.name : name;
  const assigned = ts.isBinaryExpression(parent) ? parent.left : holder;
  return /(?:^|\.)[A-Z][\w$]*$/u.test(assigned?.getText() ?? "");
}
