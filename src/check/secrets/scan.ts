import { isPlaceholder, isRandom } from "./checks.ts";
import { toSpellings } from "./environment.ts";
import type { ConfidentialValue } from "./environment.ts";
import type { SecretRule } from "./rule.ts";
import type { Encoding, View } from "./views.ts";

/** One secret in a text. */
export interface Found {
  readonly rule: string;
  readonly title: string;
  /** The secret itself; for the fingerprint and the first characters only. */
  readonly value: string;
  readonly encoding: Encoding;
  /** Offset in the scanned text, as well as it can be told. */
  readonly offset: number;
}

/** Bits per character that a token's characters must have at least; random hex has about 3.6, words 2.5 to 3. */
const TOKEN_ENTROPY = 2.7;

function accepts(rule: SecretRule, value: string): boolean {
  const confidence = rule.verify?.(value) ?? "likely";
  if (confidence === "certain") return true;
  if (confidence === "no") return false;
  return !isPlaceholder(value) && isRandom(value, value.length < 12 ? 2.2 : TOKEN_ENTROPY);
}

function scanView(view: View, rules: readonly SecretRule[]): readonly Found[] {
  const lower = view.text.toLowerCase();
  const found: Found[] = [];
  const taken: { readonly start: number; readonly end: number }[] = [];
  for (const rule of rules) {
    const hay = rule.fold === undefined ? view.text : lower;
    if (!rule.words.some((word) => hay.includes(word))) continue;
    for (const match of view.text.matchAll(rule.pattern)) {
      const value = match.groups?.["value"] ?? match[0];
      const start = match.index + match[0].lastIndexOf(value);
      const end = start + value.length;
      if (taken.some((range) => start < range.end && range.start < end) || !accepts(rule, value)) continue;
      taken.push({ start, end });
      const offset = view.encoding === "plain" ? start : view.offset;
      found.push({ rule: rule.id, title: rule.title, value, encoding: view.encoding, offset });
    }
  }
  return found;
}

/** Where a secret of a rewritten reading stands in the text as written: at its first characters, as far as these are found. */
function locate(found: Found, text: string): Found {
  if (found.encoding === "plain" || found.offset > 0) return found;
  const at = text.indexOf(found.value.slice(0, 6));
  return at < 0 ? found : { ...found, offset: at };
}

/** Every secret that the rules see in any of the readings, each value once. Linear in the readings. */
export function scanViews(views: readonly View[], rules: readonly SecretRule[]): readonly Found[] {
  const text = views[0]?.text ?? "";
  const seen = new Set<string>();
  const found: Found[] = [];
  for (const view of views) {
    for (const one of scanView(view, rules)) {
      if (seen.has(one.value)) continue;
      seen.add(one.value);
      found.push(locate(one, text));
    }
  }
  return found;
}

/** The values of the environment that stand in any of the readings, in any spelling. */
export function scanForValues(views: readonly View[], values: readonly ConfidentialValue[]): readonly Found[] {
  const found: Found[] = [];
  for (const { name, value } of values) {
    const hit = firstHit(views, toSpellings(value));
    if (hit === undefined) continue;
    const title = `value of the environment variable ${name}`;
    found.push({ rule: "environment-value", title, value, ...hit });
  }
  return found;
}

function firstHit(
  views: readonly View[],
  spellings: readonly string[],
): Pick<Found, "encoding" | "offset"> | undefined {
  for (const view of views) {
    for (const spelling of spellings) {
      const at = view.text.indexOf(spelling);
      if (at >= 0) return { encoding: view.encoding, offset: view.encoding === "plain" ? at : view.offset };
    }
  }
  return undefined;
}
