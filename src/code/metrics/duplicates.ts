import ts from "typescript";

/** Tokens that a repeated piece has at least, and lines. */
const LEAST_TOKENS = 40;
const LEAST_LINES = 4;

interface Token {
  readonly text: string;
  readonly line: number;
}

function tokensOf(source: ts.SourceFile): readonly Token[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, source.languageVariant, source.text);
  const tokens: Token[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    tokens.push({
      text: scanner.getTokenText(),
      line: source.getLineAndCharacterOfPosition(scanner.getTokenStart()).line,
    });
  }
  return tokens;
}

/**
 * Lines of a file that stand in it a second time, spelled the same but for layout and comments: pieces of at least 40
 * tokens over 4 lines, the first occurrence not counted.
 */
export function duplicatedLines(source: ts.SourceFile): number {
  const tokens = tokensOf(source);
  const seen = new Map<string, number>();
  const lines = new Set<number>();
  let coveredTo = 0;
  for (let at = 0; at + LEAST_TOKENS <= tokens.length; at += 1) {
    const piece = tokens.slice(at, at + LEAST_TOKENS);
    const key = piece.map(({ text }) => text).join(" ");
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, at);
    else if (earlier + LEAST_TOKENS <= at) {
      const [first, last] = [piece[0]?.line ?? 0, piece.at(-1)?.line ?? 0];
      if (last - first + 1 < LEAST_LINES) continue;
      for (const { line } of piece.slice(Math.max(0, coveredTo - at))) lines.add(line);
      coveredTo = at + LEAST_TOKENS;
    }
  }
  return lines.size;
}
