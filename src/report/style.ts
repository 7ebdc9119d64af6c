/** How words are set off from each other; `plain` sets off nothing. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
}

const ESC = "\u001b[";

/** ECMA-48 attributes on a terminal, bare words elsewhere. */
export function createStyle(kind: "color" | "plain"): Style {
  const set = (on: number, off: number) => (text: string) =>
    kind === "plain" ? text : `${ESC}${on}m${text}${ESC}${off}m`;
  return { bold: set(1, 22), dim: set(2, 22), good: set(32, 39), bad: set(31, 39), warn: set(33, 39) };
}
