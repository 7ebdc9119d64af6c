import ts from "typescript";
import { callableOf } from "./attached.ts";
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

function declaredBy(node: ts.Node): readonly string[] {
  const own =
    ts.isClassLike(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isFunctionLike(node)
      ? node.typeParameters
      : undefined;
  return (own ?? []).map(({ name }) => name.text);
}

/** Tags of type parameters that a declaration does not have, with the names that they should have; of TypeScript alone: elsewhere the tag makes them. */
export function staleTypeParameters(node: ts.Node, comment: ts.JSDoc, source: ts.SourceFile): readonly TagCorrection[] {
  const callable = callableOf(node);
  const own = [...declaredBy(node), ...(callable === undefined || callable === node ? [] : declaredBy(callable))];
  const tags = tagsOf(comment, source);
  if (!isTyped(source) || tags.length === 0) return [];
  // A member may speak of what its class or interface is made for.
  const known = [...own, ...declaredBy(node.parent)];
  const stale = tags.filter(({ name }) => !known.includes(name));
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
