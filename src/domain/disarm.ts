import { stripTerminal } from "./neutralise.ts";

/** What opens `[skip ci]` and its kin: whatever a CI system reads out of a message in brackets. */
const CI_MARK = /\[(?=[\w \t-]*\b(?:skip|ci|actions)\b)/giu;
const NO_CI = /\*{3,}(?=NO_CI)/giu;
/** `Name: value` at the start of a line is a trailer to git and to GitHub. */
const TRAILER = /^[ \t]*([A-Za-z0-9-]+[ \t]*:)/gmu;
/** git ends a message at a line that begins with three hyphens, and mail tools at the start of a diff. */
const DIVIDER = /^(-{3,}|diff |Index: |From )/gmu;

/**
 * Foreign text (of a model, a tool, a repository) for a place that GitHub or git reads: a commit message, a comment, a
 * title. Nothing in it is live afterwards: no mention, no reference that closes an issue, no link or image, no HTML, no
 * trailer, no mark that steers a CI system. It stays readable. Applying it twice is the same as once. Never throws.
 */
export function disarm(text: string): string {
  return (
    stripTerminal(text.toWellFormed().replaceAll(/\r\n?/gu, "\n"))
      .replace(NO_CI, "")
      // A word right after `@` is a mention; `# 1` and `GH 1` are no references; without `//` nothing is an address.
      .replace(/@(?=[\p{L}\p{N}_-])/gu, "@ ")
      .replace(/#(?=\d)/gu, "# ")
      .replace(/\bGH-(?=\d)/giu, "GH ")
      .replace(/:\/{2,}/gu, ": ")
      .replace(/\bwww\.(?=\S)/giu, "www ")
      .replace(/<(?=[A-Za-z/!?])/gu, "< ")
      .replace(/\](?=[([])/gu, "] ")
      // After what puts blanks between words: a mark can come about by them.
      .replace(CI_MARK, "(")
      .replace(TRAILER, "- $1")
      .replace(DIVIDER, "| $1")
  );
}
