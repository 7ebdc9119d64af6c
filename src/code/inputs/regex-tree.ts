/** The shape of a regular expression, as far as it says in how many ways a text can be tried. */
export type RegexTree =
  /** One character; `source` is what stands for it: `a`, `\d`, `[^x-z]`, `.`. */
  | { readonly type: "one"; readonly source: string }
  /** What may take any number of characters, in one way: `\1`, texts in classes of the flag `v`. */
  | { readonly type: "some" }
  | { readonly type: "edge"; readonly edge: "start" | "end" | "either" }
  | { readonly type: "look"; readonly inner: RegexTree; readonly step: 1 | -1 }
  | { readonly type: "sequence"; readonly parts: readonly RegexTree[] }
  | { readonly type: "choice"; readonly options: readonly RegexTree[] }
  | { readonly type: "repeat"; readonly inner: RegexTree; readonly least: number; readonly most: number };

/** Where the reader stands. */
interface Reader {
  readonly source: string;
  readonly flags: string;
  at: number;
  /** Groups around where it stands. */
  nested: number;
}

/** Groups in groups that are read. */
const MOST_NESTED = 100;
const EITHER: RegexTree = { type: "edge", edge: "either" };

/** The longest text at the reader's place that a pattern takes, and past it; empty where there is none. */
function take(reader: Reader, pattern: RegExp): string {
  const [found = ""] = pattern.exec(reader.source.slice(reader.at)) ?? [];
  reader.at += found.length;
  return found;
}

function readEscape(reader: Reader): RegexTree {
  const escape = take(
    reader,
    /^\\(?:[1-9]\d*|k<[^>]*>|x[\da-f]{2}|u\{[\da-f]+\}|u[\da-f]{4}|[pP]\{[^}]*\}|c[a-z]|0[0-7]{0,2}|[^])/iu,
  );
  if (/^\\[bB]$/u.test(escape)) return EITHER;
  return /^\\(?:[1-9k]|$)/u.test(escape) || hasTexts(escape, reader)
    ? { type: "some" }
    : { type: "one", source: escape };
}

/** Whether a class, or a property, has texts of several characters among its members. */
function hasTexts(source: string, { flags }: Reader): boolean {
  return flags.includes("v") && /\\q|Emoji/u.test(source);
}

/** A class with its brackets; one of the flag `v` may hold classes. */
function readClass(reader: Reader): RegexTree {
  let depth = 0;
  let source = "";
  do {
    const part = take(reader, /^(?:\\[^]|[^])/u);
    if (part === "[" && (source === "" || reader.flags.includes("v"))) depth += 1;
    if (part === "]") depth -= 1;
    source += part;
  } while (depth > 0 && reader.at < reader.source.length);
  return hasTexts(source, reader) ? { type: "some" } : { type: "one", source };
}

function readGroup(reader: Reader): RegexTree | undefined {
  const head = take(reader, /^\((?:\?(?:[:=!]|<[=!]|<[^>]*>|[ims]*-?[ims]*:))?/u);
  if (reader.nested >= MOST_NESTED) return undefined;
  reader.nested += 1;
  const inner = readChoice(reader);
  reader.nested -= 1;
  take(reader, /^\)/u);
  if (inner === undefined || !/[=!]$/u.test(head)) return inner;
  return { type: "look", inner, step: head.includes("<") ? -1 : 1 };
}

function readAtom(reader: Reader): RegexTree | undefined {
  const letter = reader.source[reader.at];
  if (letter === "\\") return readEscape(reader);
  if (letter === "[") return readClass(reader);
  if (letter === "(") return readGroup(reader);
  const source = take(reader, /[uv]/u.test(reader.flags) ? /^[^]/u : /^[^]/);
  if (source !== "^" && source !== "$") return { type: "one", source };
  if (reader.flags.includes("m")) return EITHER;
  return { type: "edge", edge: source === "^" ? "start" : "end" };
}

function readRepeated(reader: Reader): RegexTree | undefined {
  const inner = readAtom(reader);
  const quantifier = take(reader, /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/u);
  if (inner === undefined || quantifier === "") return inner;
  const [, least, comma, most] = /^\{(\d+)(,?)(\d*)/u.exec(quantifier) ?? [];
  if (least === undefined) {
    const [sign] = quantifier;
    return { type: "repeat", inner, least: sign === "+" ? 1 : 0, most: sign === "?" ? 1 : Infinity };
  }
  const low = Number(least);
  return { type: "repeat", inner, least: low, most: comma === "" ? low : most === "" ? Infinity : Number(most) };
}

function readChoice(reader: Reader): RegexTree | undefined {
  const options: RegexTree[] = [];
  let parts: RegexTree[] = [];
  while (reader.at < reader.source.length && reader.source[reader.at] !== ")") {
    if (take(reader, /^\|/u) !== "") {
      options.push({ type: "sequence", parts });
      parts = [];
      continue;
    }
    const part = readRepeated(reader);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  options.push({ type: "sequence", parts });
  return { type: "choice", options };
}

/** Reads the source of a valid regular expression; undefined where its groups are too deep. Never throws. */
export function readRegexTree(source: string, flags: string): RegexTree | undefined {
  return readChoice({ source, flags, at: 0, nested: 0 });
}
