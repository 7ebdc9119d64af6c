import ts from "typescript";
import { parseSource } from "../source.ts";
import { callableOf, documentedNodes, type Callable } from "./attached.ts";

/** One change of a comment's text; offsets are those of the file. */
export interface TagCorrection {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What was done, for people. */
  readonly what: string;
}

function nameText(name: ts.EntityName): string {
  return ts.isIdentifier(name) ? name.text : nameText(name.left);
}

/** The whole lines of a tag: from its line's start to the next tag's or the comment's end. */
function linesOf(
  source: ts.SourceFile,
  tag: ts.JSDocTag,
  comment: ts.JSDoc,
): { readonly start: number; readonly end: number } | undefined {
  const { text } = source;
  const start = text.lastIndexOf("\n", tag.pos) + 1;
  if (!/^\s*\*\s*$/u.test(text.slice(start, tag.pos)) || start <= comment.pos) return undefined;
  const next = (comment.tags ?? []).find(({ pos }) => pos > tag.pos);
  if (next !== undefined) return { start, end: text.lastIndexOf("\n", next.pos) + 1 };
  const last = text.lastIndexOf("\n", comment.end - 1) + 1;
  return /^\s*\*\/$/u.test(text.slice(last, comment.end)) ? { start, end: last } : undefined;
}

interface Work {
  readonly source: ts.SourceFile;
  readonly comment: ts.JSDoc;
  readonly callable: Callable;
}

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

function dropped(work: Work, tag: ts.JSDocTag, why: string): readonly TagCorrection[] {
  const lines = linesOf(work.source, tag, work.comment);
  if (lines === undefined) return [];
  const said = work.source.text
    .slice(tag.pos, tag.end)
    .replaceAll(/\s*\n\s*\*?\s*/gu, " ")
    .trim();
  return [{ ...lines, text: "", what: `${why}; it said: ${said}` }];
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
  const stale = tags.filter(({ name }) => !names.includes(name.text));
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

function returnCorrections(work: Work): readonly TagCorrection[] {
  const { callable, comment } = work;
  if (!isVoid(callable)) return [];
  const stale = (comment.tags ?? []).filter((tag) => ts.isJSDocReturnTag(tag));
  return stale.flatMap((tag) => dropped(work, tag, "@returns stands where nothing is returned"));
}

/** Tags of doc comments that do not fit the signature below them any more, with what they should be. */
export function staleTags(path: string, text: string): readonly TagCorrection[] {
  const source = parseSource(path, text);
  const isTyped = /\.[cm]?tsx?$/iu.test(path);
  return documentedNodes(source).flatMap(({ node, comment }) => {
    const callable = callableOf(node);
    if (callable === undefined) return [];
    const work: Work = { source, comment, callable };
    return [...parameterCorrections(work), ...(isTyped ? [...typeCorrections(work), ...returnCorrections(work)] : [])];
  });
}
