import { quickTexts } from "./regex-cost.ts";

/** Texts that a regular expression matches, made from its source by a reader of the common part of the syntax. */

/** Where the reader stands. */
interface Reader {
  readonly source: string;
  at: number;
  /** Groups around where it stands. */
  nested: number;
}

type Piece =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "repeat"; readonly piece: Piece; readonly least: number; readonly most: number }
  | { readonly type: "sequence"; readonly pieces: readonly Piece[] }
  | { readonly type: "choice"; readonly options: readonly Piece[] };

const CLASSES: Readonly<Record<string, string>> = { d: "7", D: "x", w: "a", W: "-", s: " ", S: "x", b: "", B: "" };
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", f: "\f", v: "\v", 0: "\0" };
const NONE: Piece = { type: "text", text: "" };
/** Groups in groups that are read, and pieces that one text may have: beyond it nobody passes it as an argument. */
const [MOST_NESTED, MOST_PIECES] = [100, 10_000];

function readEscape(reader: Reader): string {
  const letter = reader.source[reader.at] ?? "";
  reader.at += 1;
  const coded = /^(?:x([\da-f]{2})|u([\da-f]{4})|u\{([\da-f]+)\})/iu.exec(reader.source.slice(reader.at - 1));
  if (coded !== null) {
    reader.at += coded[0].length - 1;
    const point = Number.parseInt(coded[1] ?? coded[2] ?? coded[3] ?? "0", 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : "";
  }
  if (letter === "p" || letter === "P") {
    const braces = /^\{[^}]*\}/u.exec(reader.source.slice(reader.at));
    reader.at += braces?.[0].length ?? 0;
    return letter === "p" ? "a" : "1";
  }
  return CLASSES[letter] ?? ESCAPES[letter] ?? letter;
}

/** A character that a class such as `[^a-z\d]` takes. */
function readClass(reader: Reader): Piece {
  const negated = reader.source[reader.at] === "^";
  if (negated) reader.at += 1;
  const options: string[] = [];
  let body = "";
  while (reader.at < reader.source.length && reader.source[reader.at] !== "]") {
    const letter = reader.source[reader.at] ?? "";
    body += letter;
    reader.at += 1;
    if (letter === "\\") {
      body += reader.source[reader.at] ?? "";
      options.push(readEscape(reader));
    } else options.push(letter);
    if (reader.source[reader.at] === "-" && reader.source[reader.at + 1] !== "]") {
      body += `-${reader.source[reader.at + 1] ?? ""}`;
      reader.at += 2;
    }
  }
  reader.at += 1;
  if (!negated) return { type: "choice", options: options.map((text) => ({ type: "text", text })) };
  const outside = ["a", "1", "-", " ", "Z", "_", "."].filter((letter) => !isInClass(body, letter));
  return { type: "choice", options: outside.map((text) => ({ type: "text", text })) };
}

function isInClass(body: string, letter: string): boolean {
  try {
    return new RegExp(`[${body}]`, "u").test(letter);
  } catch {
    return body.includes(letter);
  }
}

const MOST_REPEATS = 2;

function readQuantifier(reader: Reader, piece: Piece): Piece {
  const found = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/u.exec(reader.source.slice(reader.at));
  if (found === null) return piece;
  reader.at += found[0].length;
  const [, sign, least, comma, most] = found;
  if (sign === "*") return { type: "repeat", piece, least: 0, most: MOST_REPEATS };
  if (sign === "+") return { type: "repeat", piece, least: 1, most: MOST_REPEATS };
  if (sign === "?") return { type: "repeat", piece, least: 0, most: 1 };
  const low = Math.min(Number(least), 64);
  const high = comma === "" ? low : most === "" ? low + 1 : Math.min(Number(most), 64);
  return { type: "repeat", piece, least: low, most: high };
}

function readAtom(reader: Reader): Piece {
  const letter = reader.source[reader.at] ?? "";
  reader.at += 1;
  if (letter === "\\") return { type: "text", text: readEscape(reader) };
  if (letter === ".") return { type: "text", text: "x" };
  if (letter === "^" || letter === "$") return NONE;
  if (letter === "[") return readClass(reader);
  if (letter !== "(") return { type: "text", text: letter };
  const head = /^\?(?:([:=!]|<[=!])|<[^>]*>)/u.exec(reader.source.slice(reader.at));
  reader.at += head?.[0].length ?? 0;
  if (reader.nested >= MOST_NESTED) {
    reader.at = reader.source.length;
    return NONE;
  }
  reader.nested += 1;
  const inner = readChoice(reader);
  reader.nested -= 1;
  reader.at += 1;
  return head?.[1]?.endsWith("!") === true ? NONE : inner;
}

function readChoice(reader: Reader): Piece {
  const options: Piece[] = [];
  let pieces: Piece[] = [];
  while (reader.at < reader.source.length && reader.source[reader.at] !== ")") {
    if (reader.source[reader.at] === "|") {
      reader.at += 1;
      options.push({ type: "sequence", pieces });
      pieces = [];
    } else pieces.push(readQuantifier(reader, readAtom(reader)));
  }
  options.push({ type: "sequence", pieces });
  return options.length === 1 ? (options[0] ?? NONE) : { type: "choice", options };
}

/** Pieces of the longest text. */
function sizeOf(piece: Piece): number {
  switch (piece.type) {
    case "text":
      return 1;
    case "sequence":
      return piece.pieces.reduce((sum, inner) => sum + sizeOf(inner), 1);
    case "choice":
      return piece.options.reduce((most, inner) => Math.max(most, sizeOf(inner)), 1);
    case "repeat":
      return 1 + Math.max(piece.least, piece.most) * sizeOf(piece.piece);
  }
}

/** Text of a piece; `choose` picks one of so many ways. */
function write(piece: Piece, choose: (count: number) => number): string {
  switch (piece.type) {
    case "text":
      return piece.text;
    case "sequence":
      return piece.pieces.map((inner) => write(inner, choose)).join("");
    case "choice": {
      const option = piece.options[choose(piece.options.length)];
      return option === undefined ? "" : write(option, choose);
    }
    case "repeat": {
      const times = piece.least + choose(piece.most - piece.least + 1);
      return Array.from({ length: times }, () => write(piece.piece, choose)).join("");
    }
  }
}

const MAX_SAMPLES = 8;
const MAX_TRIES = 60;

/**
 * Some texts that a regular expression matches, shortest first; fewer, or none, where its syntax is beyond the reader, or
 * where it might take long to match them. Deterministic. Never throws.
 */
export function regexSamples(source: string, flags: string): readonly string[] {
  const pattern = patternOf(source, flags);
  const piece = readChoice({ source, at: 0, nested: 0 });
  if (pattern === undefined || sizeOf(piece) > MOST_PIECES) return [];
  const isQuick = quickTexts(source, flags);
  const found = new Set<string>();
  for (let round = 0; round < MAX_TRIES && found.size < MAX_SAMPLES; round += 1) {
    let turn = round;
    const text = write(piece, (count) => {
      const way = count <= 0 ? 0 : turn % count;
      turn = Math.floor(turn / Math.max(count, 1)) + (round > 0 ? 1 : 0);
      return way;
    });
    if (isQuick(text) && pattern.test(text)) found.add(text);
  }
  return [...found].sort((a, b) => a.length - b.length);
}

function patternOf(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags.replaceAll(/[gy]/gu, ""));
  } catch {
    return undefined;
  }
}
