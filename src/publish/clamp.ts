const MARK = "…";

/** Bytes of one code point in UTF-8. */
function bytesOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

/** The text, or as much of its start as fits in so many bytes of UTF-8, with a mark; never half a character. */
export function clampBytes(text: string, limit: number): string {
  const room = limit - bytesOf(MARK);
  let kept = "";
  let bytes = 0;
  let cut: string | undefined;
  for (const character of text.toWellFormed()) {
    bytes += bytesOf(character);
    if (bytes > room && cut === undefined) cut = kept;
    if (bytes > limit) return `${cut ?? ""}${MARK}`;
    kept += character;
  }
  return kept;
}

/** The text, or as much of its start as fits in so many UTF-16 code units, with a mark; never half a character. */
export function clampLength(text: string, limit: number): string {
  const whole = text.toWellFormed();
  return whole.length <= limit
    ? whole
    : `${whole.slice(0, limit - MARK.length).replace(/[\ud800-\udbff]$/u, "")}${MARK}`;
}

const FENCE = /^(`{3,})/gmu;

/** Like {@link clampBytes} for markdown with a note at its end; a code block that is cut open is closed before. */
export function clampMarkdown(text: string, limit: number, note: string): string {
  if (clampBytes(text, limit) === text.toWellFormed()) return text.toWellFormed();
  const room = limit - clampBytes(note, limit).length * 3 - 64;
  const cut = clampBytes(text, Math.max(8, room));
  const head = cut.slice(0, Math.max(cut.lastIndexOf("\n"), 0));
  let open: string | undefined;
  for (const [, fence = ""] of head.matchAll(FENCE)) {
    if (open === undefined) open = fence;
    else if (fence.length >= open.length) open = undefined;
  }
  const closing = open === undefined || open.length > 32 ? "" : `\n${open}`;
  return clampBytes(`${head}${closing}\n\n${note}`, limit);
}
