import { commentRanges, LINE_END } from "../comments.ts";

/** A comment that tools act on, with the piece of code that it is about. */
export interface Directive {
  /** The line of the comment that says it. */
  readonly text: string;
  /** Where it stands among the code; the same for two texts only where it acts on the same. */
  readonly place: string;
}

/** A tool's word that only the beginning of a comment can be: in prose it is a word like others. */
const LEADING = String.raw`(?:eslint|oxlint|tslint|standard|jshint|jslint|istanbul|c8|v8|stryker)\b|(?:globals?|exported)\s`;
/** What a tool acts on in any line of a comment. */
const ANYWHERE = [
  "@ts-",
  "@jsx",
  "@(?:jest|vitest)-",
  "@(?:no)?flow",
  "@preserve",
  "@licen[sc]e",
  "@cc_on",
  // The compiler leaves it out of declarations with `stripInternal`.
  "@internal",
  "@deno-types",
  "@vite-ignore",
  String.raw`\$Flow[A-Z]`,
  "[#@]__[A-Z_]+__",
  String.raw`[#@]\s*source(?:Mapping)?URL`,
  String.raw`(?:eslint|oxlint|tslint|biome|rome|prettier|dprint|deno-lint|secretlint|knip)-(?:ignore|disable|enable|env)`,
  String.raw`(?:biome|prettier|node:coverage|istanbul|c8|v8|stryker)\s+(?:ignore|disable|enable|restore)`,
  String.raw`(?:cspell|spell-?checker|jscpd):`,
  String.raw`(?:NOSONAR|nosemgrep|nosec)\b`,
  String.raw`(?:lgtm|codeql)\s*\[`,
  "gitleaks:allow",
  String.raw`pragma:\s`,
].join("|");

const MARK = String.raw`(?:\/\/\/?|\/\*+!?|\*)?\s*`;
const IN_LINE = new RegExp(String.raw`^${MARK}(?:${ANYWHERE})`, "iu");
const AT_START = new RegExp(
  String.raw`^(?:\/\/|\/\*(?!\*))\s*(?:${LEADING})|^\/\/\/\s*<(?:reference|amd)|^\/\*!`,
  "iu",
);
/** Options of bundlers, which take them from anywhere in the comment of an import. */
const MAGIC = /\b(?:webpack|turbopack)[A-Z]\w*\s*:/u;
/** What is about the line below, whatever stands there: a comment in between takes its place. */
const NEXT_LINE = /-next-line\b/u;

function isDirective(line: string): boolean {
  return IN_LINE.test(line) || MAGIC.test(line);
}

/** What a comment says to tools: all of it where it begins so, else the lines that do. */
function saidIn(comment: string): readonly string[] {
  const lines = comment.split("\n").map((line) => line.trim());
  return AT_START.test(comment) ? [lines.join(" ")] : lines.filter(isDirective);
}

/** What is about the declaration below it: a doc comment goes above. */
const ABOUT_NEXT = new RegExp(
  String.raw`^[^\S\n]*(?:\/\/|\/\*)(?!\*)\s*(?:@ts-(?:ignore|expect-error)|[\w-]+-ignore(?![\w-])|[\w-]+-next-line|\w+ ignore (?:next|if|else))[^\n]*$`,
  "iu",
);

/** Where a doc comment of what begins at an offset belongs: above comments that tell tools about the line or the node below. */
export function commentPlace(text: string, start: number): number {
  const line = text.lastIndexOf("\n", start - 1) + 1;
  const above = text.lastIndexOf("\n", line - 2) + 1;
  const said = text.slice(above, Math.max(above, line - 1)).replace(/\r$/u, "");
  if (line === 0 || text.slice(line, start).trim() !== "" || !ABOUT_NEXT.test(said)) return start;
  if (said.trim().startsWith("/*") && !said.trim().endsWith("*/")) return start;
  return commentPlace(text, above + said.length - said.trimStart().length);
}

/** A piece of code by its offset. */
interface Placed {
  readonly start: number;
}

function placeOf(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  said: string,
  before: number,
  next: Placed | undefined,
): string {
  const isOwnLine = text.slice(0, start).split(LINE_END).at(-1)?.trim() === "";
  const isFar = NEXT_LINE.test(said) && text.slice(end, next?.start).split(LINE_END).length !== 2;
  return `${before}${isOwnLine ? "" : " beside"}${isFar ? " far" : ""}`;
}

/** The comments of a TypeScript or JavaScript text that tools act on, in order of place, among its pieces of code. */
export function directivesOf(path: string, text: string, tokens: readonly Placed[]): readonly Directive[] {
  return commentRanges(path, text).flatMap((range) => {
    const { start, end } = range;
    const found = saidIn(text.slice(start, end));
    if (found.length === 0) return [];
    const at = tokens.findIndex((token) => token.start >= end);
    const before = at < 0 ? tokens.length : at;
    return found.map((said) => ({ text: said, place: placeOf(text, range, said, before, tokens[before]) }));
  });
}
