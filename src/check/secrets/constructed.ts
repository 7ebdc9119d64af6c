/** Literals and names that are put together, in one reading at most. */
const MAX_PARTS = 40;
/** Characters of one reading at most: longer ones are data, not tokens. */
const MAX_TEXT = 16_384;

/** `name = "text"`, `name: str = 'text'`, `name := "text"`, `name += "text"`. */
const ASSIGNED =
  /(?<![\w.$])(?<name>[A-Za-z_$][\w$]{0,60})\s{0,4}(?::\s{0,3}[\w<>[\] |]{1,40}?\s{0,3})?(?<sign>\+=|:?=)\s{0,4}[brfu@]?(?<quote>["'`])(?<text>[^"'`\n]{1,2000})\k<quote>/gu;
const PART = "(?:[A-Za-z_$][\\w$]{0,60}|\"[^\"\\n]{0,2000}\"|'[^'\\n]{0,2000}')";
/** `a + b + "c"`, `a . b`, `a, b` of a list that is joined. */
const SUM = new RegExp(
  `(?:(?<target>[A-Za-z_$][\\w$]{0,60})\\s{0,4}(?::\\s{0,3}\\w{1,40}\\s{0,3})?:?=\\s{0,4})?[[(]?(?<sum>(?<![\\w.$"'])${PART}(?:\\s{0,4}[+.,]\\s{0,40}${PART}){1,${MAX_PARTS}})(?![\\w$(])`,
  "gu",
);
/** A template of nothing but names: `${a}${b}`, `{a}{b}` of Python. */
const TEMPLATE =
  /(?<quote>["'`])(?<parts>(?:[^"'`\s${}]{0,200}\$?\{\s?[A-Za-z_$][\w$]{0,60}\s?\}){1,40}[^"'`\s${}]{0,200})\k<quote>/gu;

/** What the names of a text hold, and those to which something is added later. */
interface Names {
  readonly values: ReadonlyMap<string, string>;
  readonly grown: ReadonlySet<string>;
}

function namesOf(text: string): Names {
  const values = new Map<string, string>();
  const grown = new Set<string>();
  for (const match of text.matchAll(ASSIGNED)) {
    const { name = "", sign, text: added = "" } = match.groups ?? {};
    const had = sign === "+=" ? (values.get(name) ?? "") : "";
    if (had !== "") grown.add(name);
    if (had.length + added.length <= MAX_TEXT) values.set(name, had + added);
  }
  return { values, grown };
}

/** The text that parts make together; undefined where one of them is not known. */
function together(parts: readonly string[], values: ReadonlyMap<string, string>): string | undefined {
  let text = "";
  for (const part of parts) {
    const value = /^["']/u.test(part) ? part.slice(1, -1) : values.get(part);
    if (value === undefined || text.length + value.length > MAX_TEXT) return undefined;
    text += value;
  }
  return text;
}

/** What names and literals make when they are put together, each on a line of its own: `target = "text"`. */
export function namedPieces(text: string): string {
  const { values, grown } = namesOf(text);
  if (values.size === 0) return "";
  const lines = [...grown].map((name) => `${name} = "${values.get(name) ?? ""}"`);
  for (const match of text.matchAll(SUM)) {
    const parts = (match.groups?.["sum"] ?? "").match(new RegExp(PART, "gu")) ?? [];
    const sum = parts.every((part) => /^["']/u.test(part)) ? undefined : together(parts, values);
    if (sum !== undefined) lines.push(`${match.groups?.["target"] ?? "_"} = "${sum}"`);
  }
  for (const match of text.matchAll(TEMPLATE)) {
    const parts = (match.groups?.["parts"] ?? "").match(/\$?\{\s?[\w$]+\s?\}|[^${}]+/gu) ?? [];
    const named = parts.map((part) => /\{\s?(?<name>[\w$]+)\s?\}/u.exec(part)?.groups?.["name"] ?? `"${part}"`);
    const sum = together(named, values);
    if (sum !== undefined) lines.push(`_ = "${sum}"`);
  }
  return lines.join("\n");
}

const CODE = "(?:0x[2-7][0-9a-fA-F]|1[01]\\d|12[0-6]|[3-9]\\d)";
/** Lists of at least 12 numbers that all are codes of printable characters. */
const CODES = new RegExp(`(?<![\\w.])${CODE}(?:\\s{0,4},\\s{0,8}${CODE}){11,2000}(?![\\w.])`, "gu");
/** `chr(103) + chr(104)`, `String.fromCharCode(103)`. */
const CALLS = new RegExp(
  `(?:chr|String\\.fromCharCode|char)\\(\\s{0,3}${CODE}\\s{0,3}\\)(?:\\s{0,4}[+.&]\\s{0,8}(?:chr|String\\.fromCharCode|char)\\(\\s{0,3}${CODE}\\s{0,3}\\)){7,2000}`,
  "giu",
);

const decoded = (codes: string): string =>
  String.fromCharCode(...(codes.match(/(?<![\w])(?:0x[0-9a-f]{2}|\d{2,3})(?![\w])/giu) ?? []).map(Number));

/** The text with lists of character codes written out as what they stand for, in quotes. */
export function writtenOut(text: string): string {
  if (!/\d\s{0,4},|\(\s{0,3}\d/u.test(text)) return text;
  return text
    .replace(CALLS, (calls) => `"${decoded(calls)}"`)
    .replace(CODES, (codes) => `"${decoded(codes)}"`)
    .replace(/\[\s*("[^"\n]*")\s*\]/gu, "$1");
}

const RUN = /[A-Za-z0-9_.~+/=-]{20,2000}/gu;

/** Every long run of characters that tokens are made of, backwards, each on a line of its own. */
export function backwards(text: string): string {
  return [...text.matchAll(RUN)].map(([run]) => Array.from(run).reverse().join("")).join("\n");
}

/** A block scalar of YAML, or a text that goes on behind a backslash at the end of its line. */
const FOLDED = /(?<head>[:=][ \t]*)[>|][-+0-9]{0,2}[ \t]*\r?\n(?<body>(?:[ \t]+[^\s:#]+[ \t]*(?:\r?\n|$)){1,40})/gu;
/** Lines of nothing but base64, each but the last of one length, quoted or not. */
const WRAPPED = /(?:^[ \t]*["'`]?[A-Za-z0-9+/_-]{16,100}={0,2}["'`]?[ \t]*[,+\\]?[ \t]*(?:\r?\n|$)){2,200}/gmu;

/** The text with what goes over several lines on one: folded scalars, lines that end with a backslash, wrapped base64. */
export function unwrapped(text: string): string {
  return text
    .replace(/\\\r?\n[ \t]*/gu, "")
    .replace(FOLDED, (_, head: string, body: string) => `${head}${body.replace(/\s+/gu, "")}\n`)
    .replace(WRAPPED, (lines) => `${lines.replace(/[\s"'`,+\\]+(?=[\r\n]|$)|[\s"'`]+/gu, "")}\n`);
}
