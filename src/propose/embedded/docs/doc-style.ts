/** How the comments of a repository are written. */
export interface DocStyle {
  /** `jsdoc`: types stand in the tags. */
  readonly syntax: "tsdoc" | "jsdoc";
  readonly separator: " - " | " ";
  readonly returns: "@returns" | "@return";
  readonly short: "one-line" | "block";
  /** Language of fences around examples; `none`: examples stand bare. */
  readonly fence: "ts" | "tsx" | "js" | "jsx" | "none";
  readonly quote: "'" | '"';
  readonly semicolon: ";" | "";
  /** Columns of a line. */
  readonly width: number;
  /** Whether every parameter gets a tag, with or without something to say. */
  readonly parameters: "all" | "telling";
}

function count(texts: readonly string[], pattern: RegExp): number {
  return texts.reduce((sum, text) => sum + (text.match(pattern)?.length ?? 0), 0);
}

const LEAST_WIDTH = 80;
const MOST_WIDTH = 120;

/** What else decides a style. */
export interface DocStyleHints {
  readonly path: string;
  readonly text: string;
  /** Whether the linter asks for a tag for each parameter. */
  readonly demands: "yes" | "no";
}

/** The style that most comments of the samples have, else what the language suggests. */
export function toDocStyle({ path, text, demands }: DocStyleHints, samples: readonly string[]): DocStyle {
  const isTyped = /\.[cm]?tsx?$/iu.test(path);
  const all = count(samples, /@param\s/gu);
  const typed = count(samples, /@param\s+\{/gu);
  const syntax = isTyped && typed * 2 <= all ? "tsdoc" : "jsdoc";
  const dashes = count(samples, /@param\s+(?:\{[^}]*\}\s+)?\[?[\w.$=]+\]?\s+-\s/gu);
  const blocks = count(samples, /^[ \t]*\/\*\*[ \t]*\r?\n[ \t]*\*[^\n@]*\r?\n[ \t]*\*\//gmu);
  const lines = count(samples, /^[ \t]*\/\*\*.*\*\/[ \t]*\r?$/gmu);
  const bare = count(samples, /@example[^\n]*\r?\n[ \t]*\*[ \t]+(?!```)\S/gu);
  const fenced = count(samples, /@example[^\n]*\r?\n(?:[ \t]*\*[ \t]*\r?\n)?[ \t]*\*[ \t]*```/gu);
  const suffix = /x$/iu.test(path) ? "x" : "";
  const longest = Math.max(...text.split(/\r?\n/u).map((line) => line.length));
  return {
    syntax,
    separator: all === 0 || dashes * 2 >= all ? " - " : " ",
    returns: count(samples, /@return\s/gu) > count(samples, /@returns\s/gu) ? "@return" : "@returns",
    short: blocks > lines ? "block" : "one-line",
    fence: bare > fenced ? "none" : `${isTyped ? "ts" : "js"}${suffix}`,
    quote: count([text], /"/gu) > count([text], /'/gu) ? '"' : "'",
    semicolon: count([text], /;[ \t]*\r?$/gmu) * 2 >= count([text], /[)'"\]\w;][ \t]*\r?$/gmu) ? ";" : "",
    width: Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, longest)),
    parameters: demands === "yes" ? "all" : "telling",
  };
}
