import ts from "typescript";
import { parseSource } from "../source.ts";
import { callableOf, signaturesBeside, documentedNodes, type Callable } from "./attached.ts";
import { functionsOf } from "./functions-of.ts";
import { answersNothing, staleDefaults } from "./stale-values.ts";
import { inOrder } from "./stale-order.ts";
import { staleThrows } from "./stale-throws.ts";
import { staleTypeParameters } from "./stale-type-parameters.ts";
import { dropped, isTyped, linesOf, nameText, type TagCorrection, type Work } from "./tag-lines.ts";

export type { TagCorrection } from "./tag-lines.ts";

/** `@param` tags of whole parameters. */
function ownTags({ comment }: Work): readonly (ts.JSDocParameterTag & { readonly name: ts.Identifier })[] {
  return (comment.tags ?? []).flatMap((tag) => (ts.isJSDocParameterTag(tag) && hasPlainName(tag) ? [tag] : []));
}

function hasPlainName(tag: ts.JSDocParameterTag): tag is ts.JSDocParameterTag & { readonly name: ts.Identifier } {
  return ts.isIdentifier(tag.name);
}

function renamed(work: Work, tag: ts.JSDocParameterTag, name: string): TagCorrection {
  const { source } = work;
  const old = nameText(tag.name);
  return {
    start: tag.name.getStart(source),
    end: tag.name.getStart(source) + old.length,
    text: name,
    what: `@param ${old} is called ${name} now`,
  };
}

/** A tag for a parameter of a comment that has one for others: behind that of the parameter before it. */
function added(work: Work, name: string, names: readonly string[]): readonly TagCorrection[] {
  const { source } = work;
  const tags = ownTags(work);
  const before = names.slice(0, names.indexOf(name)).findLast((one) => tags.some((tag) => tag.name.text === one));
  const neighbour = tags.find((tag) => tag.name.text === before) ?? tags[0];
  const lines = neighbour === undefined ? undefined : linesOf(source, neighbour, work.comment);
  if (neighbour === undefined || lines === undefined) return [];
  const at = before === undefined ? lines.start : lines.end;
  const prefix = source.text.slice(lines.start, neighbour.pos);
  const newline = source.text.includes("\r\n") ? "\r\n" : "\n";
  return [{ start: at, end: at, text: `${prefix}@param ${name}${newline}`, what: `@param ${name} was missing` }];
}

function parameterCorrections(work: Work): readonly TagCorrection[] {
  const parameters = work.callable.parameters.flatMap((one) => (ts.isParameter(one) ? [one] : []));
  if (parameters.some(({ name }) => !ts.isIdentifier(name))) return [];
  const names = parameters.map(({ name }) => name.getText(work.source)).filter((name) => name !== "this");
  const tags = ownTags(work);
  const others = signaturesBeside(work.callable).flatMap((one) =>
    one.parameters.map((parameter) => parameter.name.getText(work.source)),
  );
  const stale = tags.filter(({ name }) => !names.includes(name.text) && !others.includes(name.text));
  const missing = names.filter((name) => !tags.some((tag) => tag.name.text === name));
  const [only] = stale;
  const [lacking] = missing;
  if (only !== undefined && lacking !== undefined && stale.length === 1 && missing.length === 1) {
    // Another name in the same place: the parameter was renamed.
    const isSamePlace = tags.indexOf(only) === names.indexOf(lacking);
    const nested = (work.comment.tags ?? []).filter(
      (tag) => ts.isJSDocParameterTag(tag) && !hasPlainName(tag) && nameText(tag.name) === only.name.text,
    );
    if (isSamePlace && nested.length === 0) return [renamed(work, only, lacking)];
  }
  if (stale.length === 0) return missing.flatMap((name) => added(work, name, names));
  return stale.flatMap((tag) => dropped(work, tag, `@param ${tag.name.text} names no parameter any more`));
}

/** The type of a tag where the signature declares another one. */
function typeCorrection(
  { source }: Work,
  tag: ts.JSDocParameterTag | ts.JSDocReturnTag,
  named: string,
  type: ts.TypeNode | undefined,
): readonly TagCorrection[] {
  const said = tag.typeExpression?.type;
  const declared = type?.getText(source);
  if (declared === undefined || said === undefined) return [];
  const old = said.getText(source);
  if (bare(old) === bare(declared) || declared.includes("\n") || declared.includes("*/")) return [];
  const what = `${named} is declared as \`${declared}\`, not \`${old}\``;
  return [{ start: said.getStart(source), end: said.end, text: declared, what }];
}

/** A declared type beside a tag that says another one. */
function typeCorrections(work: Work): readonly TagCorrection[] {
  const { source, callable, comment } = work;
  const ofParameters = ownTags(work).flatMap((tag) => {
    const parameter = callable.parameters.find(
      (one) => ts.isParameter(one) && one.name.getText(source) === tag.name.text,
    );
    const type = parameter !== undefined && ts.isParameter(parameter) ? parameter.type : undefined;
    return typeCorrection(work, tag, `@param ${tag.name.text}`, type);
  });
  // A predicate is a way to say boolean.
  const isPredicate = callable.type !== undefined && ts.isTypePredicateNode(callable.type);
  if (isVoid(callable) || isPredicate) return ofParameters;
  const ofResult = (comment.tags ?? []).flatMap((tag) =>
    ts.isJSDocReturnTag(tag) ? typeCorrection(work, tag, `@${tag.tagName.text}`, callable.type) : [],
  );
  return [...ofParameters, ...ofResult];
}

function isVoid({ type }: Callable): boolean {
  return type?.kind === ts.SyntaxKind.VoidKeyword || type?.kind === ts.SyntaxKind.NeverKeyword;
}

function bare(type: string): string {
  return type.replaceAll(/[\s;,?=]|^\((.*)\)$/gu, "").toLowerCase();
}

/** `@returns {void}` where the language has no other place for it. */
function saysNothing(tag: ts.JSDocTag): boolean {
  return /\b(?:void|undefined|never|nothing)\b/iu.test(tag.getText());
}

function returnCorrections(work: Work): readonly TagCorrection[] {
  const { callable, comment } = work;
  const isBare = callable.type === undefined && answersNothing(work);
  if (!isBare && !(isVoid(callable) && isTyped(work.source))) return [];
  const stale = (comment.tags ?? []).filter((tag) => ts.isJSDocReturnTag(tag) && !(isBare && saysNothing(tag)));
  return stale.flatMap((tag) => dropped(work, tag, "@returns stands where nothing is returned"));
}

/** Tags of doc comments that do not fit the signature below them any more, with what they should be. */
export function staleTags(path: string, text: string): readonly TagCorrection[] {
  const source = parseSource(path, text);
  const functions = functionsOf(source);
  return documentedNodes(source).flatMap(({ node, comment }) => {
    const ofTypes = staleTypeParameters(node, comment, source);
    const callable = callableOf(node);
    if (callable === undefined) return ofTypes;
    const work: Work = { source, comment, callable };
    const ofParameters = [
      ...parameterCorrections(work),
      ...staleDefaults(work),
      ...(isTyped(source) ? typeCorrections(work) : []),
    ];
    return [...ofTypes, ...inOrder(work, ofParameters), ...returnCorrections(work), ...staleThrows(work, functions)];
  });
}
