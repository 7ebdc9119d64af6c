import type { CodeDifference } from "./code-difference.ts";
import { short } from "./short.ts";

/** A piece of a Python text: what it says, and where it is; only comments and doc texts say nothing. */
interface Piece {
  readonly text: string;
  readonly line: number;
}

const PIECE =
  /(?<comment>#[^\n]*)|(?<text>[rRbBuUfFtT]{0,2}(?:"""[\s\S]*?(?<!\\)(?:\\\\)*"""|'''[\s\S]*?(?<!\\)(?:\\\\)*'''|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'))|(?<end>\n)|(?<blank>[^\S\n]+|\\\n)|(?<word>[\p{L}\p{N}_]+|[^\s])/gu;

/** Comments that tools act on. */
const DIRECTIVE = /^#\s*(?:type:|noqa|pylint:|pragma:|fmt:|isort:|mypy:|pyright:|ruff:|-\*-|!|nosec|yapf:|cython:)/iu;

/** What names the encoding of the whole file, on its first two lines (PEP 263). */
const ENCODING = /coding[:=]/u;

function isDirective(comment: string, line: number): boolean {
  return DIRECTIVE.test(comment) || (line <= 2 && ENCODING.test(comment));
}

/** A statement that is nothing but a text without a prefix: documentation, whatever it stands in. */
function isDocText(pieces: readonly Piece[]): boolean {
  return pieces.length > 0 && pieces.every(({ text }) => /^[rRuU]?["']/u.test(text));
}

/** Logical lines with their indentation, comments and doc texts left out. */
function statementsOf(text: string): readonly Piece[] {
  const found: Piece[] = [];
  let [depth, line] = [0, 1];
  let indent = "";
  let pieces: Piece[] = [];
  const close = (): void => {
    const [first] = pieces;
    if (first !== undefined && !isDocText(pieces)) {
      found.push({ text: indent + pieces.map((piece) => piece.text).join(" "), line: first.line });
    }
    pieces = [];
    indent = "";
  };
  let isStart = true;
  for (const match of text.replaceAll(/\r\n?/gu, "\n").matchAll(PIECE)) {
    const [said] = match;
    const { comment, end, blank } = match.groups ?? {};
    if (end !== undefined && depth === 0) close();
    if (blank !== undefined && isStart) indent = said;
    if (comment !== undefined && isDirective(said, line)) found.push({ text: said, line });
    if (comment === undefined && end === undefined && blank === undefined) {
      if (/^[([{]$/u.test(said)) depth += 1;
      if (/^[)\]}]$/u.test(said)) depth = Math.max(0, depth - 1);
      pieces.push({ text: said, line });
    }
    isStart = end !== undefined && depth === 0;
    line += said.split("\n").length - 1;
  }
  close();
  return found;
}

/**
 * The first place where the code of two Python texts differs once comments and doc texts are out of the way; undefined
 * where it is the same. Blanks inside a line do not count, indentation does.
 */
export function pythonDifference(before: string, after: string): CodeDifference | undefined {
  const [old, own] = [statementsOf(before), statementsOf(after)];
  const at = own.findIndex(({ text }, index) => text !== old[index]?.text);
  const changed = own[at];
  if (changed !== undefined) {
    return {
      line: changed.line,
      what: `\`${short(changed.text.trim())}\` stands where \`${short((old[at]?.text ?? "").trim())}\` stood`,
    };
  }
  return old.length > own.length ? { line: own.at(-1)?.line ?? 1, what: "code is missing at the end" } : undefined;
}
