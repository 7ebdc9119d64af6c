import { stripTerminal } from "../domain/neutralise.ts";
import { clampLength } from "../publish/clamp.ts";

/** Characters that are looked through for secrets: far more than are shown, so that none is cut where it would be. */
const MOST_LOOKED_AT = 65_536;

/** What a text holds, whatever a terminal would make of it. */
export function toPlain(text: string): string {
  return stripTerminal(text.slice(0, MOST_LOOKED_AT).toWellFormed());
}

/** A plain text on one line, cut with a mark. */
export function toLine(text: string, most: number): string {
  return clampLength(text.replaceAll(/\s+/gu, " ").trim(), most);
}
