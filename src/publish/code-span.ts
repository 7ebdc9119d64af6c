import { disarm } from "../domain/disarm.ts";
import { clampLength } from "./clamp.ts";

const MAX_SPAN = 300;

/** Foreign text on one line, in which nothing is live, as a code span of markdown, at most 300 characters. */
export function renderCodeSpan(text: string): string {
  const line = clampLength(disarm(text).replaceAll(/\s+/gu, " ").replaceAll("`", "'").trim(), MAX_SPAN);
  return line === "" ? "" : `\`${line.replaceAll("|", "¦")}\``;
}
