import { toPrintable } from "./checks.ts";
import { backwards, namedPieces, unwrapped, writtenOut } from "./constructed.ts";

/** How a piece of text was read. */
export type Encoding = "plain" | "joined" | "escaped" | "url" | "base64" | "hex" | "decoded" | "reversed";

/** A reading of (a part of) a text: what stands there once an encoding is undone. */
export interface View {
  readonly encoding: Encoding;
  readonly text: string;
  /** Offset in the original text: of the start where the whole text was read, of the encoded run otherwise. */
  readonly offset: number;
}

/** Longest encoded run that is decoded; longer ones are data, not tokens. */
const MAX_RUN = 16_384;
const BASE64_RUN = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{20,16384}={0,2}/gu;
const HEX_RUN = /(?<![A-Za-z0-9])(?:0x)?(?:[0-9a-f]{32,16384}|[0-9A-F]{32,16384})(?![A-Za-z0-9])/gu;
/** `"ab".concat("cd")`, and `${""}` inside a template. */
const EMPTY_SEAM = /(["'])\.concat\(\s{0,8}\1|\$\{\s*(?:""|'')\s*\}/gu;
/** `"ab" + "cd"`, `"ab" . "cd"`, `"ab" "cd"`, `"ab", "cd"` in a list that is joined, and the same across line ends. */
const SEAM =
  /(["'`])[ \t]{0,8}(?:\\?\r?\n[ \t]{0,80})?(?:\.\.|[+.&,]|<<|\|\|)?[ \t]{0,8}(?:\\?\r?\n[ \t]{0,80})?[bru]?\1/gu;
const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u00([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{2})\}|(\/))/gu;

/** Undoes percent escapes of ASCII characters. */
function percentDecoded(text: string): string {
  return text.replace(/%(0[9ADad]|[2-7][0-9a-fA-F])/gu, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function unescaped(text: string): string {
  return text.replace(ESCAPE, (...groups: readonly unknown[]) => {
    const hex = groups.slice(1, 4).find((group) => typeof group === "string");
    return typeof hex === "string" ? String.fromCharCode(Number.parseInt(hex, 16)) : "/";
  });
}

function hexDecoded(run: string): string | undefined {
  const digits = run.replace(/^0x/u, "");
  if (digits.length % 2 === 1) return undefined;
  let text = "";
  for (let at = 0; at < digits.length; at += 2) {
    const code = Number.parseInt(digits.slice(at, at + 2), 16);
    if (code > 0x7e || (code < 0x20 && code !== 9 && code !== 10 && code !== 13)) return undefined;
    text += String.fromCharCode(code);
  }
  return text;
}

/** The text with every run replaced by what it holds, so that the name before it is still seen. */
function inPlace(view: View): readonly View[] {
  const replace = (decode: (run: string) => string | undefined) => (run: string) => {
    const decoded = decode(run);
    return decoded === undefined || /[\s"'`]/u.test(decoded) ? run : decoded;
  };
  const text = view.text.replace(HEX_RUN, replace(hexDecoded)).replace(BASE64_RUN, replace(toPrintable));
  return text === view.text ? [] : [{ encoding: "decoded", text, offset: view.offset }];
}

/** Texts inside base64 and hex runs. Runs are bounded, so the whole is linear. */
function runs(text: string, offset: number | undefined): readonly View[] {
  const views: View[] = [];
  const add = (encoding: Encoding, pattern: RegExp, decode: (run: string) => string | undefined): void => {
    for (const match of text.matchAll(pattern)) {
      const decoded = match[0].length > MAX_RUN ? undefined : decode(match[0]);
      if (decoded !== undefined) views.push({ encoding, text: decoded, offset: offset ?? match.index });
    }
  };
  add("base64", BASE64_RUN, toPrintable);
  add("hex", HEX_RUN, hexDecoded);
  return views;
}

/**
 * Every reading of a text: as written, with string pieces joined, also those that names hold, escapes and character
 * codes undone, lines put together, long runs backwards, what base64 and hex runs hold (two layers deep), and the text
 * with these in place. A reading that changes nothing is left out.
 */
export function toViews(text: string): readonly View[] {
  const views: View[] = [{ encoding: "plain", text, offset: 0 }];
  const joined = text.replace(EMPTY_SEAM, "").replace(SEAM, "");
  if (joined !== text) views.push({ encoding: "joined", text: joined, offset: 0 });
  if (text.includes("\\")) {
    const plain = unescaped(text);
    if (plain !== text) views.push({ encoding: "escaped", text: plain, offset: 0 });
  }
  if (text.includes("%")) {
    const decoded = percentDecoded(text);
    if (decoded !== text) views.push({ encoding: "url", text: decoded, offset: 0 });
  }
  for (const [encoding, text] of constructed(views[0]?.text ?? "")) views.push({ encoding, text, offset: 0 });
  const first = views.flatMap((view) => runs(view.text, view.encoding === "plain" ? undefined : view.offset));
  const second = first.flatMap((view) => [...runs(view.text, view.offset), ...urlLayer(view)]);
  return [...views, ...first, ...second, ...views.flatMap(inPlace)];
}

/** What the program makes of the text: pieces that names hold, character codes, lines that belong together. */
function constructed(text: string): readonly (readonly [Encoding, string])[] {
  const whole: readonly (readonly [Encoding, string])[] = [
    ["joined", unwrapped(text)],
    ["decoded", writtenOut(text)],
  ];
  const parts: readonly (readonly [Encoding, string])[] = [
    ["joined", namedPieces(text)],
    ["reversed", backwards(text)],
  ];
  return [...whole.filter(([, reading]) => reading !== text), ...parts.filter(([, reading]) => reading !== "")];
}

function urlLayer(view: View): readonly View[] {
  const decoded = view.text.includes("%") ? percentDecoded(view.text) : view.text;
  return decoded === view.text ? [] : [{ encoding: "url", text: decoded, offset: view.offset }];
}
