import { tokenize } from "../tokens.ts";
import { STRENGTHS } from "./test-case.ts";
import { isLessPrecise, isWiderBound } from "./bounds.ts";
import type { Claim } from "./test-case.ts";

/** A claim that was lost or says less, in words; `after` is absent where it is gone. */
export interface Loss {
  readonly before: Claim;
  readonly after?: Claim;
  readonly why: string;
}

const same = (before: Claim, after: Claim): boolean =>
  before.subject === after.subject &&
  before.name === after.name &&
  before.expected === after.expected &&
  !isLessPrecise(before, after) &&
  (after.held === undefined || after.held === before.held);

/** Takes every claim out of both lists that stands in the other unchanged. */
function withoutEqual(before: readonly Claim[], after: readonly Claim[]): { gone: Claim[]; came: Claim[] } {
  const came = [...after];
  const gone: Claim[] = [];
  for (const claim of before) {
    const at = came.findIndex((other) => same(claim, other));
    if (at < 0) gone.push(claim);
    else came.splice(at, 1);
  }
  return { gone, came };
}

/** Strict comparisons and the loose ones that accept more than they do. */
const LOOSER: readonly (readonly [RegExp, RegExp])[] = [
  [/\.strictEqual$/u, /\.equal$/u],
  [/\.deepStrictEqual$/u, /\.deepEqual$/u],
  [/toStrictEqual$/u, /toEqual$/u],
];
const PRIMITIVE = /^(?:-?[\d.]+|'[^']*'|true|false|null|undefined)$/u;

function isLooserForm(before: Claim, after: Claim): boolean {
  if (before.name.endsWith("toStrictEqual") && PRIMITIVE.test(after.expected)) return false;
  return LOOSER.some(
    ([strict, loose]) => strict.test(before.name) && loose.test(after.name) && !strict.test(after.name),
  );
}

const inner = (text: string): string => text.replace(/^['/]|['/][a-z]*$/gu, "");

/** A partial comparison that asks for a part of what it asked for: fewer keys, a shorter text. */
function isSmallerPart(before: Claim, after: Claim): boolean {
  if (
    before.strength !== 4 ||
    after.tolerance !== undefined ||
    before.name !== after.name ||
    before.expected.length <= after.expected.length
  )
    return false;
  if (after.expected === "") return true;
  if (inner(before.expected).includes(inner(after.expected))) return true;
  const rest = tokenize(before.expected, "slashes");
  let at = 0;
  for (const { text } of tokenize(after.expected, "slashes")) {
    while (at < rest.length && rest[at]?.text !== text) at += 1;
    if (at === rest.length) return false;
    at += 1;
  }
  return true;
}

/** Of a whole value only the length is compared now. */
function isOnlyMeasured(before: Claim, after: Claim): boolean {
  if (before.strength !== 5 || before.subject === "" || PRIMITIVE.test(before.expected)) return false;
  const length = /(?:toHaveLength|lengthOf)$/u;
  if (after.subject === before.subject) return length.test(after.name) && !length.test(before.name);
  return [`${before.subject}.length`, `${before.subject}.size`, `len(${before.subject})`].includes(after.subject);
}

/** Why the second claim says less than the first; undefined where it does not. */
function whyWeaker(before: Claim, after: Claim): string | undefined {
  if (after.strength < before.strength) return `${STRENGTHS[before.strength]} became ${STRENGTHS[after.strength]}`;
  if (after.held !== undefined && after.held !== before.held) return after.held;
  if (isLooserForm(before, after)) return "strict became loose";
  if (isWiderBound(before, after)) {
    const shown = ({ subject, expected }: Claim): string => (expected === "" ? subject : expected);
    return `the bound moved from ${shown(before)} to ${shown(after)}`;
  }
  if (isLessPrecise(before, after)) return "it lets through what is further off";
  if (after.selfComputed === true && before.selfComputed !== true) {
    return "the expected value is computed by the code under test";
  }
  if (isSmallerPart(before, after)) return "it compares a smaller part";
  if (before.strength === 3 && after.strength === 3 && before.expected !== "" && before.expected !== after.expected) {
    return "its recorded snapshot was rewritten";
  }
  return undefined;
}

/** The written-out values of a claim: texts and numbers. */
function values(claim: Claim): readonly string[] {
  return tokenize(claim.expected, "slashes")
    .filter(({ kind }) => kind === "string" || kind === "number")
    .map(({ text }) => text);
}

/** Whether the new claims ask for every written-out value of an old one: several were made one, or a table. */
function isKeptElsewhere(claim: Claim, came: readonly Claim[], text: string): boolean {
  const wanted = values(claim);
  const pool = came.filter(({ strength }) => strength >= claim.strength);
  if (wanted.length === 0) return pool.some(({ subject }) => subject === claim.subject);
  const offered = new Set([
    ...pool.flatMap(values),
    ...(pool.length > 0 ? tokenize(text, "slashes").map((t) => t.text) : []),
  ]);
  return wanted.every((value) => offered.has(value) || offered.has(value.replaceAll("'", '"')));
}

/** The partner of a claim among the new ones: about the same subject first, then of the same name, then the next in line. */
function takePartner(claim: Claim, came: Claim[]): Claim | undefined {
  const strongest = (list: readonly Claim[]): Claim | undefined => [...list].sort((a, b) => b.strength - a.strength)[0];
  const partner =
    strongest(came.filter(({ subject }) => subject === claim.subject)) ??
    came.find(({ name, expected }) => name === claim.name && expected === claim.expected) ??
    came.find(({ name }) => name === claim.name) ??
    came[0];
  if (partner !== undefined) came.splice(came.indexOf(partner), 1);
  return partner;
}

/**
 * What a test lost. Claims are matched when unchanged, then by subject, then in order; one without a partner is lost
 * unless the new claims of the test ask for all its written-out values.
 * @param text new source of the test, for values that moved into a table.
 */
export function compareClaims(before: readonly Claim[], after: readonly Claim[], text: string): readonly Loss[] {
  const { gone, came } = withoutEqual(before, after);
  const left = [...came];
  const losses: Loss[] = [];
  // Strong claims choose first: what is left over for the weak ones cannot hide a loss.
  for (const claim of gone.sort((a, b) => b.strength - a.strength)) {
    if (claim.strength === 0) continue;
    const partner = takePartner(claim, left);
    if (partner === undefined) {
      if (!isKeptElsewhere(claim, came, text)) losses.push({ before: claim, why: "it is gone" });
      continue;
    }
    const measured = isOnlyMeasured(claim, partner) && !isKeptElsewhere(claim, came, text);
    const why = measured ? "only its length is compared" : whyWeaker(claim, partner);
    if (why !== undefined) losses.push({ before: claim, after: partner, why });
  }
  return losses;
}
