/** A private key in a text, from its first line to its last. */
interface KeyBlock {
  /** What the key is, however it is laid out: the same for the same key. */
  readonly value: string;
  /** The piece of the text. */
  readonly form: string;
}

/** Longest key with everything that stands between its lines, in characters. */
const MAX_BLOCK = 40_000;

/** What stands between two lines of a key: line ends, quotes of joined strings, prefixes of numbered lines. */
const SEAM = String.raw`(?:[\s"'\x60+,\\]|\\[nr]|^\d*\|)`;

/** RFC 7468 and RFC 4880 armour with something of a key after it, as far as the last piece that can be one. */
const ARMOUR = new RegExp(
  String.raw`-{5}BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-{5}${SEAM}{0,60}(?=[A-Za-z0-9+/=:][A-Za-z0-9+/=:, \-]{15})`,
  "gmu",
);
const END = /-{5}END (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-{5}/u;
/** Lines of a key that has no end; the last one may be short. */
const REST = new RegExp(
  String.raw`^(?:[A-Za-z0-9+/]{16,}${SEAM}{1,60})*(?:[A-Za-z0-9+/]{16,}={0,2}|[A-Za-z0-9+/]{2,16}={1,2})`,
  "mu",
);

/** https://the.earth.li/~sgtatham/putty/latest/htmldoc/AppendixC.html: the file ends with its MAC. */
const PUTTY = /PuTTY-User-Key-File-[23]:/gu;
const PUTTY_END = /Private-(?:MAC|Hash)\W{1,10}[0-9a-f]+/u;

function lengthOf(text: string, start: number, skipped: number, end: RegExp): number {
  const rest = text.slice(start, start + MAX_BLOCK);
  const closing = end.exec(rest);
  if (closing !== null) return closing.index + closing[0].length;
  return skipped + (REST.exec(rest.slice(skipped))?.[0].length ?? rest.length - skipped);
}

function toValue(form: string): string {
  return form
    .replaceAll(/^\d*\|/gmu, "")
    .replaceAll(/\\[nr]/gu, "")
    .replaceAll(/[^A-Za-z0-9+/=]/gu, "");
}

/**
 * The private keys that stand in a text as blocks of lines, armoured or PuTTY's. Rules that tell a key need no more than
 * its first line; who takes it out of a text has to take out the whole of it. Never throws.
 */
export function findKeyBlocks(text: string): readonly KeyBlock[] {
  const blocks: KeyBlock[] = [];
  let last = 0;
  const add = (start: number, length: number): void => {
    if (start < last) return;
    last = start + length;
    const form = text.slice(start, last);
    blocks.push({ value: toValue(form), form });
  };
  if (text.includes("PRIVATE KEY")) {
    for (const { index, 0: head } of text.matchAll(ARMOUR)) add(index, lengthOf(text, index, head.length, END));
  }
  last = 0;
  if (text.includes("PuTTY-User-Key-File")) {
    for (const { index, 0: head } of text.matchAll(PUTTY)) add(index, lengthOf(text, index, head.length, PUTTY_END));
  }
  return blocks;
}
