import { statementTolerance } from "./bounds.ts";
import { DIALECTS } from "./pattern-dialects.ts";
import type { Dialect, PatternLanguage } from "./pattern-dialects.ts";
import { heldInBody } from "./pattern-holds.ts";
import { isSelfComparedIn } from "./pattern-self.ts";
import { plainSource } from "./test-case.ts";
import type { Claim } from "./test-case.ts";

/** The claim that a statement makes; undefined where it makes none. */
export function toClaim(line: string, number: number, dialect: Dialect): Claim | undefined {
  for (const [pattern, strength] of dialect.claims) {
    const match = pattern.exec(line);
    if (match === null) continue;
    const name =
      /(?:assert|expect|require|verify|raises|[tb]\.(?:Error|Fatal|Fail)|panic)[\w.]*!?/u.exec(match[0])?.[0] ??
      "assert";
    const sign = match.groups?.["sign"];
    const tolerance = statementTolerance(line);
    return {
      subject: plainSource(match.groups?.["subject"] ?? ""),
      name: sign === undefined ? name : `${name} ${sign}`,
      expected: plainSource(match.groups?.["expected"] ?? ""),
      strength,
      line: number,
      ...(tolerance === undefined ? {} : { tolerance }),
    };
  }
  return undefined;
}

/** Whether a line is nothing but a comment. */
export const isComment = (line: string): boolean => /^\s*(?:#(?!\[)|\/\/|\*|\/\*)/u.test(line);

/** Longest statement that is read as one, in lines. */
const MAX_STATEMENT = 40;

/** Brackets that a line leaves open; those in texts and comments do not count. */
function openBrackets(line: string, comment: RegExp): number {
  const code = line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/gu, "''").replace(comment, "");
  return (code.match(/[([{]/gu)?.length ?? 0) - (code.match(/[)\]}]/gu)?.length ?? 0);
}

/** A statement and the index of its last line: an assertion that goes over several lines is one. */
export function statementAt(lines: readonly string[], at: number, dialect: Dialect): readonly [string, number] {
  const first = lines[at] ?? "";
  if (!/\b(?:assert|expect|require|raises|verify|fail)|\bpanic!/iu.test(first)) return [first, at];
  const comment = dialect.blocks === "indentation" ? /#.*$/u : /\/\/.*$/u;
  let open = openBrackets(first, comment);
  let text = first;
  let last = at;
  while (open > 0 && last + 1 < Math.min(lines.length, at + MAX_STATEMENT) && !/[{:]\s*$/u.test(text)) {
    last += 1;
    const line = lines[last] ?? "";
    open += openBrackets(line, comment);
    text += ` ${line.replace(comment, "").trim()}`;
  }
  return [text.replace(/([([])\s+/gu, "$1").replace(/,?\s+([)\]])/gu, "$1"), last];
}

/** What a test in Go asks for: the condition under which it calls `t.Error`, on the lines above. */
function guardOf(
  lines: readonly string[],
  at: number,
): Pick<Claim, "subject" | "name" | "expected" | "strength"> | undefined {
  const above = lines.slice(Math.max(0, at - 3), at).findLast((line) => /^\s*(?:\} else )?if\s/u.test(line));
  const condition = /\bif\s+(?:[^;]*;\s*)?(?<condition>.+?)\s*\{\s*$/u.exec(above ?? "")?.groups?.["condition"];
  if (condition === undefined) return undefined;
  const compared = /^(?<subject>.+?)\s*(?<sign>!=|==|<=|>=|<|>)\s*(?<expected>.+)$/u.exec(condition)?.groups;
  const plain = { subject: plainSource(condition), name: "if", expected: "" };
  if (/&&\s*false\b|^false\b/u.test(condition)) return { ...plain, strength: 0 };
  if (compared === undefined || /&&|\|\|/u.test(condition))
    return { ...plain, strength: condition.includes("&&") ? 4 : 5 };
  const { subject = "", sign = "", expected = "" } = compared;
  const strength = sign === "!=" ? 5 : sign === "==" ? 2 : 4;
  return { subject: plainSource(subject), name: `if ${sign}`, expected: plainSource(expected), strength };
}

/** Where the lines of a body stand: the number of the first, and the whole text. */
interface BodyPlace {
  readonly first: number;
  readonly file: string;
  readonly language: PatternLanguage;
}

/** The claim of a statement in a body, with what holds it back and what it is computed by. */
function claimAt(
  statement: string,
  { first, file, language, body, at }: BodyPlace & { readonly body: readonly string[]; readonly at: number },
): Claim | undefined {
  const claim = toClaim(statement, first + at, DIALECTS[language]);
  if (claim === undefined) return undefined;
  const guard = language === "go" && /\bt\.(?:Error|Fatal|Fail)/u.test(statement) ? guardOf(body, at) : undefined;
  const held = heldInBody(body, at, language, guard === undefined ? "plain" : "guarded");
  const selfComputed = isSelfComparedIn(statement, body, file);
  return {
    ...claim,
    ...guard,
    ...(held === undefined ? {} : { held }),
    ...(selfComputed ? { selfComputed } : {}),
  };
}

/** What ends a block before what stands below it. */
const ENDING = /^\s*(?:return\b|raise\b|runtime\.Goexit\(|throw\b)/u;

/**
 * The claims of a test's body; those below a `return` at the body's own depth are never reached and count as none.
 * @param place `first` is the number of the body's first line, `file` the whole text.
 */
export function claimsOf(body: readonly string[], place: BodyPlace): readonly Claim[] {
  const { language } = place;
  const dialect = DIALECTS[language];
  const claims: Claim[] = [];
  const depth = body
    .slice(1)
    .find((line) => line.trim() !== "" && !isComment(line))
    ?.search(/\S/u);
  for (let at = 0; at < body.length; at += 1) {
    const line = body[at] ?? "";
    if (isComment(line) && !(language === "go" && line.includes("Output:"))) continue;
    if (at > 0 && line.search(/\S/u) === depth && ENDING.test(line)) break;
    const [statement, last] = statementAt(body, at, dialect);
    const claim = claimAt(statement, { ...place, body, at });
    if (claim !== undefined) claims.push(claim);
    at = last;
  }
  return claims;
}
