import type { Confidence } from "./rule.ts";

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** CRC-32 (IEEE 802.3, reflected) of an ASCII text. */
export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let index = 0; index < text.length; index += 1) {
    crc ^= text.charCodeAt(index) & 0xff;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A number in base 62 (digits, upper case, lower case), filled with zeros on the left. */
export function toBase62(value: number, width: number): string {
  let text = "";
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) text = (BASE62[rest % 62] ?? "") + text;
  return text.padStart(width, "0");
}

/**
 * GitHub's and npm's format: prefix, `_`, 30 random characters and their CRC-32 in six base-62 digits.
 * Source: https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 * A wrong check digit makes a token unlikely to work but not harmless to show: it stays `likely`.
 */
export function checkedByCrc(value: string): Confidence {
  const body = value.slice(value.indexOf("_") + 1);
  if (body.length !== 36) return "likely";
  return toBase62(crc32(body.slice(0, 30)), 6) === body.slice(30) ? "certain" : "likely";
}

/** Shannon entropy in bits per character. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

const PLACEHOLDER =
  /x{4}|\*{3}|\.{3}|0{8}|1{8}|a{8}|example|placeholder|your[-_]?|change[-_]?me|redacted|dummy|fake|sample|insert|1234567|abcdef|abc123|todo|<[a-z]|\$\{|\{\{|%s|deadbeef/iu;

/** Whether a text is a stand-in that documentation shows instead of a secret. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}

/** Whether a token's characters vary as those of a random one do; `floor` is in bits per character. */
export function isRandom(text: string, floor: number): boolean {
  return entropy(text) >= floor && new Set(text).size >= Math.min(8, text.length / 2);
}

function decodeBase64(text: string): string | undefined {
  const plain = text.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/u, "");
  if (plain.length % 4 === 1 || !/^[A-Za-z0-9+/]*$/u.test(plain)) return undefined;
  return atob(plain);
}

/** Text of a base64 or base64url run, where it decodes to printable ASCII; undefined otherwise. */
export function toPrintable(run: string): string | undefined {
  const decoded = decodeBase64(run);
  if (decoded === undefined || decoded.length < 8) return undefined;
  return /^[\t\n\r\u0020-\u007e]*$/u.test(decoded) ? decoded : undefined;
}

/** A JSON web token: its header has to decode to JSON that names an algorithm (RFC 7519, RFC 7515). */
export function isJwt(value: string): Confidence {
  const header = toPrintable(value.slice(0, value.indexOf(".")));
  return header !== undefined && /"alg"\s*:/u.test(header) ? "certain" : "no";
}

/** A Discord bot token begins with the bot's numeric id in base64. */
export function isDiscord(value: string): Confidence {
  const id = toPrintable(value.slice(0, value.indexOf(".")));
  return id !== undefined && /^\d{17,20}$/u.test(id) ? "certain" : "no";
}
