import { commentStyle, tokenize } from "../tokens.ts";
import type { Token } from "../tokens.ts";

/**
 * Tokens in one k-gram. Shorter runs than this are never found: a shared idiom is no copy.
 * Method: winnowing (Schleimer, Wilkerson, Aiken: "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003).
 */
export const GRAM = 16;
/**
 * k-grams in one window, of which the smallest hash (the rightmost of equals) is kept. Guarantee: two texts that share
 * at least GRAM + WINDOW - 1 = 23 tokens share a fingerprint. Expected density 2 / (WINDOW + 1) = 22 % of the k-grams.
 */
export const WINDOW = 8;

/** One kept fingerprint: a 32-bit hash, and the token that its k-gram begins with. */
export interface Fingerprint {
  readonly hash: number;
  readonly at: number;
}

/** Fingerprints of a text under both readings of its tokens. */
export interface Fingerprints {
  /** Tokens after {@link normalise}. */
  readonly tokens: readonly Token[];
  readonly exact: readonly Fingerprint[];
  readonly renamed: readonly Fingerprint[];
}

/** Names that no copyist can change: keywords of the C-like languages and Python. */
const KEYWORDS = new Set(
  "abstract and as assert async await boolean break byte case catch char class const continue debugger def default defer del delete do double elif else enum except export extends false final finally float fn for from func function global go goto if impl implements import in instanceof int interface is lambda let long loop map match mod module mut namespace new nil None nonlocal not null or override package pass private protected pub public raise range return select self short static string struct super switch this throw throws trait true True False try type typeof undefined unsafe use using val var void where while with yield".split(
    " ",
  ),
);

const DECLARES = new Set(["var", "let", "const"]);

/** Whether a token is layout that formatters add and take away: semicolons, commas before a closing bracket. */
function isLayout(token: Token, next: Token | undefined): boolean {
  if (token.text === ";") return true;
  return token.text === "," && next !== undefined && /^[)\]}]$/u.test(next.text);
}

/** Takes the brackets of `(x) =>` off the end of a list of tokens. */
function unwrapParameter(kept: Token[]): void {
  const [open, name, close, equals, arrow] = kept.slice(-5);
  if (name?.kind !== "name" || equals === undefined || arrow === undefined) return;
  if (`${open?.text ?? ""}${close?.text ?? ""}${equals.text}${arrow.text}` === "()=>")
    kept.splice(-5, 5, name, equals, arrow);
}

/** Every declaring word is `let`, every quote `'`. */
function respell(token: Token): Token {
  const { kind, text, start } = token;
  // A regular expression is a string as well, and has quotes of its own.
  if (kind === "string") return /^["`]/u.test(text) ? { kind, text: `'${text.slice(1, -1)}'`, start } : token;
  return kind === "name" && DECLARES.has(text) ? { kind, text: "let", start } : token;
}

/** The tokens without what formatters and habits change. */
function normalise(tokens: readonly Token[]): readonly Token[] {
  const kept: Token[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined || isLayout(token, tokens[index + 1])) continue;
    kept.push(respell(token));
    if (token.text === ">") unwrapParameter(kept);
  }
  return kept;
}

/** A 32-bit hash of a text (FNV-1a). */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Mixes the bits of a hash, so that its order says nothing about the tokens (finaliser of MurmurHash3). */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const BASE = 0x2c9277b5;

/** Hashes of all k-grams, by rolling: O(1) each. */
function gramHashes(hashes: Uint32Array): Uint32Array {
  let power = 1;
  for (let count = 1; count < GRAM; count += 1) power = Math.imul(power, BASE);
  const grams = new Uint32Array(Math.max(0, hashes.length - GRAM + 1));
  let rolling = 0;
  for (let index = 0; index < hashes.length; index += 1) {
    if (index >= GRAM) rolling = (rolling - Math.imul(hashes[index - GRAM] ?? 0, power)) | 0;
    rolling = (Math.imul(rolling, BASE) + (hashes[index] ?? 0)) | 0;
    if (index >= GRAM - 1) grams[index - GRAM + 1] = mix(rolling);
  }
  return grams;
}

/** Keeps of each window its smallest k-gram, the rightmost of equals, each once. */
function winnow(grams: Uint32Array): readonly Fingerprint[] {
  const kept: Fingerprint[] = [];
  let best = -1;
  for (let right = 0; right < grams.length; right += 1) {
    const left = Math.max(0, right - WINDOW + 1);
    const previous = best;
    if (best < left) {
      best = left;
      for (let at = left + 1; at <= right; at += 1) if ((grams[at] ?? 0) <= (grams[best] ?? 0)) best = at;
    } else if ((grams[right] ?? 0) <= (grams[best] ?? 0)) best = right;
    if (best !== previous && (right >= WINDOW - 1 || right === grams.length - 1))
      kept.push({ hash: grams[best] ?? 0, at: best });
  }
  return kept;
}

/** A name that may be called anything: not a keyword, not a member after a dot. */
function isFreeName(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  return token?.kind === "name" && !KEYWORDS.has(token.text) && tokens[index - 1]?.text !== ".";
}

/** The fingerprints of a source text. Comments, blanks and layout do not matter; linear. */
export function toFingerprints(path: string, text: string): Fingerprints {
  const tokens = normalise(tokenize(text, commentStyle(path)));
  const name = hashText("name");
  const exact = Uint32Array.from(tokens, ({ text: word }) => hashText(word));
  const renamed = exact.map((hash, index) => (isFreeName(tokens, index) ? name : hash));
  return { tokens, exact: winnow(gramHashes(exact)), renamed: winnow(gramHashes(renamed)) };
}
