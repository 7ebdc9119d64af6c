import { Lexer } from "yaml";

/** Levels of lists and mappings inside each other that are read; the deepest valid policy has six. */
export const MAX_NESTING = 32;

/** What the lexer puts before the text of a scalar, so that its text is never taken for an indicator. */
const SCALAR_MARK = "\u001f";
const MARKS: ReadonlySet<string> = new Set(["\u0002", "\u0018"]);

/** Where in a line the next token stands, and how deep it is nested. */
interface Depth {
  /** Open `[` and `{`. */
  flow: number;
  /** `-`, `?` and `:` of this line outside of brackets: each may open a level. */
  compact: number;
  /** Width of the white space that the line begins with. */
  column: number;
  lineStart: boolean;
  /** Columns of the lines that this one is nested in. */
  readonly indents: number[];
}

function enterLine(depth: Depth): void {
  depth.lineStart = false;
  while ((depth.indents.at(-1) ?? -1) > depth.column) depth.indents.pop();
  if (depth.indents.at(-1) !== depth.column) depth.indents.push(depth.column);
}

function takeIndicator(depth: Depth, token: string): void {
  if (/^\r?\n/u.test(token)) {
    Object.assign(depth, { lineStart: true, compact: 0, column: 0 });
    return;
  }
  if (/^[ \t]+$/u.test(token)) {
    if (depth.lineStart) depth.column = token.length;
    return;
  }
  if (depth.lineStart) enterLine(depth);
  if (token === "[" || token === "{") depth.flow++;
  if (token === "]" || token === "}") depth.flow = Math.max(0, depth.flow - 1);
  if (depth.flow === 0 && (token === "-" || token === "?" || token === ":")) depth.compact++;
}

/**
 * The offset at which a YAML text nests deeper than {@link MAX_NESTING}; undefined where it never does.
 * The parser calls itself for every level, so the depth has to be known before it starts.
 */
export function deepNestingAt(text: string): number | undefined {
  const depth: Depth = { flow: 0, compact: 0, column: 0, lineStart: true, indents: [] };
  let offset = 0;
  let scalar = false;
  for (const token of new Lexer().lex(text)) {
    if (token === SCALAR_MARK) {
      scalar = true;
      continue;
    }
    // The other marks (document start, end of a flow collection) stand for no text either.
    if (MARKS.has(token)) continue;
    if (!scalar) takeIndicator(depth, token);
    if (scalar && depth.lineStart) enterLine(depth);
    scalar = false;
    if (Math.max(depth.flow, depth.compact, depth.indents.length) > MAX_NESTING) return offset;
    offset += token.length;
  }
  return undefined;
}
