import { argumentsAt } from "./call-arguments.ts";
import type { Claim } from "./test-case.ts";

/** How far a value may be off, by the name of the measure; a larger number lets more through. */
export type Tolerance = Readonly<Record<string, number>>;

const NUMBER = "-?(?:\\d[\\d_]*\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?";
/** Measures that are written with their names, and what each is where it is not written (pytest, unittest, math, numpy). */
const NAMED: readonly (readonly [measure: string, names: string, where: RegExp, otherwise: number])[] = [
  ["relative", "rel|rel_tol|rtol|max_relative", /approx\(|isclose\(|assert_allclose\(/u, 1e-6],
  ["absolute", "abs|abs_tol|atol|delta|epsilon|atol", /approx\(|isclose\(|assert_allclose\(/u, 1e-12],
];
const DIGITS = /AlmostEqual\(|assert_(?:array_)?almost_equal\(/u;

const amount = (text: string): number => Number(text.replaceAll("_", ""));

/** Half a unit of the last of so many digits after the point. */
const ofDigits = (digits: number): number => 0.5 * 10 ** -digits;

/** The tolerance of an assertion of JavaScript by its name and what stands after the expected value. */
export function matcherTolerance(name: string, further: string | undefined): Tolerance | undefined {
  // https://jestjs.io/docs/expect#tobeclosetonumber-numdigits: two digits where none are given.
  if (name.endsWith("toBeCloseTo")) return toTolerance("absolute", ofDigits(amount(further ?? "2")));
  if (/(?:closeTo|approximately)$/u.test(name)) return toTolerance("absolute", amount(further ?? ""));
  return undefined;
}

function toTolerance(measure: string, value: number): Tolerance | undefined {
  return Number.isNaN(value) ? undefined : { [measure]: value };
}

/** The tolerance that a statement of another language gives an assertion; undefined where it has none. */
export function statementTolerance(statement: string): Tolerance | undefined {
  const found: Record<string, number> = {};
  for (const [measure, names, where, otherwise] of NAMED) {
    const written = new RegExp(`\\b(?:${names})\\s*=\\s*(?<value>${NUMBER})`, "iu").exec(statement)?.groups?.["value"];
    if (written !== undefined) found[measure] = amount(written);
    else if (where.test(statement)) found[measure] = otherwise;
  }
  const absolute = found["absolute"] ?? digitsIn(statement) ?? givenIn(statement);
  if (absolute !== undefined) found["absolute"] = absolute;
  return Object.keys(found).length === 0 ? undefined : found;
}

/** `places=3` of unittest, `decimal=3` of numpy; seven where none are written. */
function digitsIn(statement: string): number | undefined {
  if (!DIGITS.test(statement)) return undefined;
  const digits = /\b(?:places|decimal)\s*=\s*(?<value>\d+)/u.exec(statement)?.groups?.["value"];
  return ofDigits(amount(digits ?? "7"));
}

const WITHIN = new RegExp(`\\b(?:within|offset|withPrecision)\\(\\s*(?<value>${NUMBER})`, "iu");

/** `within(0.1)` of AssertJ, or the argument of a call that is one. */
function givenIn(statement: string): number | undefined {
  const value = WITHIN.exec(statement)?.groups?.["value"] ?? lastArgument(statement);
  return value === undefined ? undefined : amount(value);
}

/** Calls whose argument at a place is a tolerance: testify's `InDelta(t, a, b, delta)`, JUnit's `assertEquals(a, b, delta)`. */
const PLACED: readonly (readonly [call: RegExp, place: number])[] = [
  [/\bIn(?:Delta|Epsilon)\w*\(\s*t\s*,/u, 3],
  [/\bassertEquals\(/u, 2],
];

function lastArgument(statement: string): string | undefined {
  for (const [call, place] of PLACED) {
    const match = call.exec(statement);
    if (match === null) continue;
    const text = argumentsAt(statement.slice(statement.indexOf("(", match.index)))[place]?.replace(/[dDfF]$/u, "");
    if (text !== undefined && new RegExp(`^${NUMBER}$`, "iu").test(text)) return text;
  }
  return undefined;
}

/** Whether a claim is content with a value that is further off than before. */
export function isLessPrecise({ tolerance: from }: Claim, { tolerance: to }: Claim): boolean {
  if (from === undefined || to === undefined) return false;
  return Object.entries(to).some(([measure, value]) => value > (from[measure] ?? 0));
}

/** A bound that a value has to keep: from the matcher's name, or as it is compared in the asserted expression. */
interface Bound {
  /** Empty where the claim's own subject is compared. */
  readonly subject: string;
  readonly side: "lower" | "upper";
  readonly open: boolean;
  readonly value: number;
}

/** `a>10`, blanks taken out already. */
const COMPARED = new RegExp(`^(?<subject>[^<>=]+)(?<sign>[<>]=?)(?<value>${NUMBER})$`, "iu");

function toBound(subject: string, sign: string, value: string): Bound {
  return { subject, side: sign.startsWith(">") ? "lower" : "upper", open: !sign.endsWith("="), value: amount(value) };
}

function boundOf({ subject, name, expected }: Claim): Bound | undefined {
  const matcher = /Greater|Less|(?:above|least|below|most)$/u.exec(name)?.[0];
  if (matcher !== undefined && expected !== "") {
    const sign = /Greater|above|least/u.test(matcher) ? ">" : "<";
    return toBound("", /(?:Equal|least|most)$/u.test(name) ? `${sign}=` : sign, expected);
  }
  const guard = /^if (?<sign>[<>]=?)$/u.exec(name)?.groups?.["sign"];
  if (guard !== undefined) return toBound("", OPPOSITE[guard] ?? "", expected);
  const match = COMPARED.exec(`${subject}${signed(name, expected)}`)?.groups;
  return match === undefined ? undefined : toBound(match["subject"] ?? "", match["sign"] ?? "", match["value"] ?? "");
}

/** What a test in Go says is wrong: the opposite has to hold. */
const OPPOSITE: Readonly<Record<string, string>> = { "<": ">=", "<=": ">", ">": "<=", ">=": "<" };

/** `assert >` with its value, as it was written after the subject. */
function signed(name: string, expected: string): string {
  const sign = / (?<sign>[<>]=?)$/u.exec(name)?.groups?.["sign"];
  return sign === undefined ? "" : `${sign}${expected}`;
}

/** Whether a bound lets more through than before. */
export function isWiderBound(before: Claim, after: Claim): boolean {
  const [from, to] = [boundOf(before), boundOf(after)];
  if (from === undefined || to === undefined) return false;
  if (from.side !== to.side || from.subject !== to.subject) return false;
  if (Number.isNaN(from.value) || Number.isNaN(to.value)) return false;
  if (from.value === to.value) return from.open && !to.open;
  return from.side === "lower" ? to.value < from.value : to.value > from.value;
}
