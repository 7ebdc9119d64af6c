import ts from "typescript";
import { walk } from "../callee.ts";
import { callableOf, signaturesBeside } from "./attached.ts";
import { dropped, isTyped, type TagCorrection } from "./tag-lines.ts";

/** `@template T` or `@typeParam T` of one name. */
interface TypeTag {
  readonly tag: ts.JSDocTag;
  readonly name: string;
  readonly start: number;
}

function tagsOf(comment: ts.JSDoc, source: ts.SourceFile): readonly TypeTag[] {
  return (comment.tags ?? []).flatMap((tag): readonly TypeTag[] => {
    if (ts.isJSDocTemplateTag(tag)) {
      const [only, more] = tag.typeParameters;
      if (only === undefined || more !== undefined) return [];
      return [{ tag, name: only.name.text, start: only.name.getStart(source) }];
    }
    if (tag.tagName.text !== "typeParam") return [];
    const [, gap = "", name] = /^(\s*)([\w$]+)/u.exec(source.text.slice(tag.tagName.end, tag.end)) ?? [];
    return name === undefined ? [] : [{ tag, name, start: tag.tagName.end + gap.length }];
  });
}

function takesTypes(
  node: ts.Node,
): node is ts.ClassLikeDeclaration | ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.SignatureDeclaration {
  return (
    ts.isClassLike(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isFunctionLike(node)
  );
}

function declaredBy(node: ts.Node): readonly string[] {
  return takesTypes(node) ? (node.typeParameters ?? []).map(({ name }) => name.text) : [];
}

/** What a comment may speak of: type parameters written anywhere in its node, and those of what that stands in. */
function namesInReach(node: ts.Node): ReadonlySet<string> {
  const names = new Set<string>();
  for (const signature of [node, ...signaturesBeside(node)]) {
    walk(signature, (one) => {
      if (ts.isTypeParameterDeclaration(one)) names.add(one.name.text);
    });
  }
  for (let around = node.parent; !ts.isSourceFile(around); around = around.parent) {
    for (const name of declaredBy(around)) names.add(name);
  }
  return names;
}

/** Tags of type parameters that a declaration does not have, with the names that they should have; of TypeScript alone: elsewhere the tag makes them. */
export function staleTypeParameters(node: ts.Node, comment: ts.JSDoc, source: ts.SourceFile): readonly TagCorrection[] {
  const callable = callableOf(node);
  const own = [...declaredBy(node), ...(callable === undefined || callable === node ? [] : declaredBy(callable))];
  const tags = tagsOf(comment, source);
  // The type of a variable may be made elsewhere, with what it takes.
  if (!isTyped(source) || tags.length === 0 || (own.length === 0 && !takesTypes(node))) return [];
  const known = namesInReach(node);
  const stale = tags.filter(({ name }) => !known.has(name));
  const missing = own.filter((name) => !tags.some((tag) => tag.name === name));
  const [only, more] = stale;
  const [lacking, another] = missing;
  if (only !== undefined && more === undefined && lacking !== undefined && another === undefined) {
    const { start, name, tag } = only;
    if (tags.indexOf(only) === own.indexOf(lacking))
      return [
        {
          start,
          end: start + name.length,
          text: lacking,
          what: `@${tag.tagName.text} ${name} is called ${lacking} now`,
        },
      ];
  }
  return stale.flatMap(({ tag, name }) =>
    dropped({ source, comment }, tag, `@${tag.tagName.text} ${name} names no type parameter any more`),
  );
}
