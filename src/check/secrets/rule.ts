/** How sure a rule is of one match. `certain` is kept whatever it looks like, `likely` unless it looks like a placeholder. */
export type Confidence = "certain" | "likely" | "no";

/** One kind of secret. Patterns are bounded and free of nested quantifiers, so that they take linear time. */
export interface SecretRule {
  /** kebab-case, shown as the diagnostic's code. */
  readonly id: string;
  /** What it is, in words: "GitHub token". */
  readonly title: string;
  /** One of these has to stand in the text (as written, or in lower case where `fold`) before the pattern is tried. */
  readonly words: readonly string[];
  readonly fold?: "lower-case";
  /** Global; the secret is the group `value` where there is one, else the whole match. */
  readonly pattern: RegExp;
  /** Looks closer at the secret; absent: {@link Confidence} `likely`. */
  readonly verify?: (value: string) => Confidence;
}

/** The left edge of a token: no letter, digit, `_` or `-` before it. */
const EDGE = "(?<![A-Za-z0-9_-])";

/**
 * A rule for a token with a fixed prefix.
 * @param shape regular expression source of the whole token; no letter or digit may follow it.
 */
export function token(
  id: string,
  title: string,
  words: readonly string[],
  shape: string,
  verify?: (value: string) => Confidence,
): SecretRule {
  const pattern = new RegExp(`${EDGE}(?:${shape})(?![A-Za-z0-9])`, "gu");
  return { id, title, words, pattern, ...(verify === undefined ? {} : { verify }) };
}

/**
 * A rule for a token without a prefix of its own: it counts only where its owner's name stands at most 40 characters
 * before it on the same line, with `=`, `:`, `(`, `,` or `>` between, and at most one call around it.
 * @param owners names in lower case.
 */
export function named(id: string, title: string, owners: readonly string[], shape: string): SecretRule {
  const pattern = new RegExp(
    `(?:${owners.join("|")})[\\w .\\-"'\\[\\]]{0,40}[=:(,>]{1,3}(?:\\s{0,3}[A-Za-z_][\\w.]{0,60}\\()?[\\s"'\`=]{0,6}(?<value>${shape})(?![A-Za-z0-9+/=_-])`,
    "giu",
  );
  return { id, title, words: owners, fold: "lower-case", pattern };
}
