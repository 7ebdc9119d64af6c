/** One token of source text, comments and blanks left out. */
export interface Token {
  readonly kind: "name" | "number" | "string" | "punctuation";
  /** As written. A regular expression literal counts as a string. */
  readonly text: string;
  /** Offset in the text. */
  readonly start: number;
}

/** How comments are written: `//` and slash-star, or `#`. */
export type CommentStyle = "slashes" | "hash";

/** The comment style of a file by its name. */
export function commentStyle(path: string): CommentStyle {
  return /\.(?:py|pyi|rb|sh|bash|ya?ml|toml|cfg|ini|r|pl)$|(?:^|\/)(?:Makefile|Dockerfile)[^/]*$/iu.test(path)
    ? "hash"
    : "slashes";
}

const isNameStart = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 36 || code > 127;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const SLASH = 47;
const STAR = 42;
const BACKSLASH = 92;
const NEWLINE = 10;
const BACKTICK = 96;

/** End (exclusive) of a quoted text that starts at `start`; an unclosed one ends with its line, so that one stray quote does no harm. */
function quotedEnd(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === quote) return at + 1;
    else if (code === NEWLINE && quote !== BACKTICK) return at;
  }
  return text.length;
}

/** End of a regular expression literal; undefined where the slash is a division after all. */
function regexEnd(text: string, start: number): number | undefined {
  let inClass = false;
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === NEWLINE) return undefined;
    else if (code === 91) inClass = true;
    else if (code === 93) inClass = false;
    else if (code === SLASH && !inClass) {
      let end = at + 1;
      while (isNameStart(text.charCodeAt(end))) end += 1;
      return end;
    }
  }
  return undefined;
}

/** After these a slash begins a regular expression, not a division. */
function allowsRegex(last: Token | undefined): boolean {
  if (last === undefined) return true;
  if (last.kind === "name")
    return /^(?:return|typeof|case|in|of|delete|void|throw|new|else|do|yield|await)$/u.test(last.text);
  return last.kind === "punctuation" && !/^[)\]}]$/u.test(last.text);
}

/** End of a comment that starts here; undefined where none does. */
function commentEnd(text: string, at: number, style: CommentStyle): number | undefined {
  const code = text.charCodeAt(at);
  const toLineEnd = (): number => {
    const end = text.indexOf("\n", at);
    return end < 0 ? text.length : end;
  };
  if (style === "hash") return code === 35 ? toLineEnd() : undefined;
  if (code !== SLASH) return undefined;
  const next = text.charCodeAt(at + 1);
  if (next === SLASH) return toLineEnd();
  if (next !== STAR) return undefined;
  const end = text.indexOf("*/", at + 2);
  return end < 0 ? text.length : end + 2;
}

function wordEnd(text: string, start: number): number {
  let end = start + 1;
  for (; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (!isNameStart(code) && !isDigit(code)) return end;
  }
  return end;
}

/**
 * Splits source text of any language with C-like or `#` comments into tokens; each punctuation character is one
 * token. Never throws, whatever the text; linear.
 */
export function tokenize(text: string, style: CommentStyle): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const push = (kind: Token["kind"], end: number): void => {
    tokens.push({ kind, text: text.slice(at, end), start: at });
    at = end;
  };
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code <= 32) {
      at += 1;
      continue;
    }
    const skip = commentEnd(text, at, style);
    if (skip !== undefined) at = skip;
    else if (isNameStart(code)) push("name", wordEnd(text, at));
    else if (isDigit(code)) push("number", wordEnd(text, at));
    else if (code === 34 || code === 39 || code === BACKTICK) push("string", quotedEnd(text, at));
    else {
      const regex = code === SLASH && allowsRegex(tokens.at(-1)) ? regexEnd(text, at) : undefined;
      push(regex === undefined ? "punctuation" : "string", regex ?? at + 1);
    }
  }
  return tokens;
}
