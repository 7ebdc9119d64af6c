import type { CodeDifference } from "./code-difference.ts";
import { short } from "./short.ts";

/** What has to be known of a language to tell its comments from its code. */
interface Language {
  readonly files: RegExp;
  /** Texts and characters, whatever they hold; sticky. */
  readonly texts: RegExp;
  readonly blocks: "nested" | "flat";
  /** Whether a line end can end a statement. */
  readonly lineEnds: "count" | "blank";
  /** Comments that compilers and tools act on. */
  readonly directive: RegExp;
}

const SHARED = String.raw`LCOV_EXCL|NOLINT|NOSONAR|Code generated .* DO NOT EDIT|@generated\b`;

const LANGUAGES: readonly Language[] = [
  {
    files: /\.go$/iu,
    texts: /"(?:[^"\\\n]|\\[^\n])*"|`[^`]*`|'(?:[^'\\\n]|\\[^\n])+'/uy,
    blocks: "flat",
    lineEnds: "count",
    directive: new RegExp(
      String.raw`^//(?:go:|line\b|export\b|nolint|lint:|extern\b|revive:|sys|#nosec)|^/\*line\b|^//\s*(?:\+build\b|#nosec)|^(?://|/\*)\s*(?:unordered\s+)?output:|${SHARED}`,
      "iu",
    ),
  },
  {
    files: /\.java$/iu,
    texts: /"""(?:[^"\\]|\\[\s\S]|"(?!""))*"""|"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])+'/uy,
    blocks: "flat",
    lineEnds: "blank",
    // `\u000a` in a comment is a line end, and what stands behind it is code.
    directive: new RegExp(
      String.raw`\\u+[0-9a-f]{4}|@deprecated\b|noinspection|NOPMD|CHECKSTYLE|CPD-O|@formatter:|spotless:|\$NON-NLS|\$COVERAGE|${SHARED}`,
      "iu",
    ),
  },
  {
    files: /\.rs$/iu,
    texts:
      /[bc]?r(?<hashes>#*)"[\s\S]*?"\k<hashes>|[bc]?"(?:[^"\\]|\\[\s\S])*"|b?'(?:[^'\\\n]|\\(?:[^u\n]|u\{[^}\n]*\})|\\x[0-9a-fA-F]{2})'|'[\p{L}_][\p{L}\p{N}_]*/uy,
    blocks: "nested",
    lineEnds: "blank",
    directive: new RegExp(String.raw`^//@|tarpaulin|grcov-excl|cov:ignore|${SHARED}`, "iu"),
  },
];

/** A piece of code. */
interface Token {
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  readonly isFirst: boolean;
}

/** Where a comment that begins at an offset ends; undefined where none begins there, the end of the text where it is open. */
function commentEnd(text: string, at: number, { blocks }: Language): number | undefined {
  if (text.startsWith("//", at)) {
    const end = text.indexOf("\n", at);
    return end < 0 ? text.length : end;
  }
  if (!text.startsWith("/*", at)) return undefined;
  const marks = /\/\*|\*\//gu;
  marks.lastIndex = at + 2;
  let depth = 1;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    if (mark[0] === "*/") depth -= 1;
    else if (blocks === "nested") depth += 1;
    if (depth === 0) return marks.lastIndex;
  }
  return text.length;
}

const WORD = /[\p{L}\p{N}_$]+|\S/uy;
const BLANK = /\s+/uy;

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Whether a comment is more than one: a tool acts on it, or it never ends. */
function isCode(comment: string, language: Language): boolean {
  const isOpen = comment.startsWith("/*") && (comment.length < 4 || !comment.endsWith("*/"));
  return isOpen || language.directive.test(comment);
}

/** What cgo compiles: the comments in front of `import "C"`. */
function cgoEnd(text: string): number {
  return Math.max(0, text.search(/^[ \t]*(?:import[ \t]+)?"C"/mu));
}

function tokensOf(text: string, language: Language): readonly Token[] {
  const found: Token[] = [];
  const compiled = language.lineEnds === "count" ? cgoEnd(text) : 0;
  let [at, line] = [0, 1];
  let [isFirst, isOutput] = [true, false];
  const step = (said: string, kind: "code" | "blank"): void => {
    if (kind === "code") found.push({ text: said, line, isFirst: isFirst && language.lineEnds === "count" });
    const breaks = said.split("\n").length - 1;
    isFirst = kind === "code" ? false : isFirst || breaks > 0;
    line += breaks;
    at += said.length;
  };
  while (at < text.length) {
    const blank = matchAt(BLANK, text, at);
    const end = commentEnd(text, at, language);
    if (blank !== undefined) step(blank, "blank");
    else if (end === undefined) {
      isOutput = false;
      step(matchAt(language.texts, text, at) ?? matchAt(WORD, text, at) ?? text.slice(at, at + 1), "code");
    } else {
      const comment = text.slice(at, end);
      const isTold = isOutput || at < compiled || isCode(comment, language);
      // What an example of Go has to print goes on over the lines of the comment.
      isOutput = isOutput || /^\/[/*]\s*(?:unordered\s+)?output:/iu.test(comment);
      step(comment, isTold ? "code" : "blank");
    }
  }
  return found;
}

/** The language of a file, where its comments can be told from its code by words alone. */
function languageOf(path: string): Language | undefined {
  return LANGUAGES.find(({ files }) => files.test(path));
}

/** Whether {@link lexedDifference} knows the language of a file: Go, Java, Rust. */
export function isLexed(path: string): boolean {
  return languageOf(path) !== undefined;
}

/** How many blocks of code the comments of a text show that it did not show before: fenced ones, and `<pre>` of Java. */
export function newFences(before: string, after: string): number {
  const count = (text: string): number =>
    Math.floor((text.match(/^[ \t]*(?:\/\/[/!]?|\*)?[ \t]*```/gmu) ?? []).length / 2) +
    (text.match(/<pre>/giu) ?? []).length;
  return Math.max(0, count(after) - count(before));
}

function differenceAt(token: Token, was: Token | undefined): CodeDifference {
  const text = short(token.text);
  const what =
    was?.text === token.text
      ? `the line in front of \`${text}\` is broken differently`
      : `\`${text}\` stands where \`${short(was?.text ?? "the end of the file")}\` stood`;
  return { line: token.line, what };
}

/**
 * The first place where the code of two texts in Go, Java or Rust differs once comments are out of the way; undefined
 * where it is the same. Comments that compilers and tools act on count as code; so do line ends in Go.
 */
export function lexedDifference(path: string, before: string, after: string): CodeDifference | undefined {
  const language = languageOf(path);
  if (language === undefined) return { line: 1, what: `the language of ${path} is not known` };
  const read = (text: string): readonly Token[] => tokensOf(text.replaceAll(/\r\n?/gu, "\n"), language);
  const [old, own] = [read(before), read(after)];
  const at = own.findIndex(({ text, isFirst }, index) => text !== old[index]?.text || isFirst !== old[index].isFirst);
  const token = own[at];
  if (token !== undefined) return differenceAt(token, old[at]);
  return old.length > own.length ? { line: own.at(-1)?.line ?? 1, what: "code is missing at the end" } : undefined;
}
