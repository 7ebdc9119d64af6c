/**
 * A text that the failing tests have in another spelling. It is taken from the tests, so it is never more than a guess.
 */
import ts from "typescript";
import type { Template } from "../edit-template.ts";
import { instead, isReplaceable, quotedLike } from "../fit.ts";

/** Shorter words are near to everything. */
const MIN_LENGTH = 4;
const MAX_LENGTH = 40;
const MAX_WORDS = 300;

/** Words in the quotes of a text. */
export function wordsIn(text: string): readonly string[] {
  const found = new Set<string>();
  for (const [, quoted = ""] of text.matchAll(/["'`]([^"'`\\\n]*)["'`]/gu)) {
    for (const word of [quoted, ...quoted.split(/\s+/u)]) {
      if (word.length >= MIN_LENGTH && word.length <= MAX_LENGTH) found.add(word);
    }
  }
  return [...found].slice(0, MAX_WORDS);
}

/** Whether a text becomes another one by one character put in, left out or exchanged, or two neighbours swapped. */
function isMisspelt(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [rest, otherRest] = [one.slice(start), other.slice(start)];
  if (rest.slice(1) === otherRest.slice(1) || rest.slice(1) === otherRest || rest === otherRest.slice(1)) return true;
  const swapped = Array.from(rest.slice(0, 2)).toReversed().join("");
  return swapped + rest.slice(2) === otherRest;
}

/** The spelling of the tests. */
export const typos: Template = (node, { words }) => {
  if (!ts.isStringLiteral(node) || !isReplaceable(node) || node.text.length < MIN_LENGTH) return [];
  return words
    .filter((word) => isMisspelt(node.text, word))
    .map((word) => instead(node, quotedLike(node, word), "typo", 0.3));
};
