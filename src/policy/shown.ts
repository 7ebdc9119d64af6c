/** Longest text of the file that a message repeats, in characters. */
const MAX_SHOWN = 60;

/** A text of the file as a message may repeat it: cut, and without control or invisible characters. */
export function shown(text: string, longest = MAX_SHOWN): string {
  const cut = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
  return cut.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (character) => {
    return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  });
}
