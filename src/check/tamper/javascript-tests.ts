import type { Assertion } from "../../code/assertions.ts";
import { matcherTolerance } from "./bounds.ts";
import { tableRows } from "./table-rows.ts";
import { HELD, plainSource } from "./test-case.ts";
import type { Claim, Strength, TestCase } from "./test-case.ts";

/** Demand the whole value. */
const EXACT =
  /\.?(?:toBe|toEqual|toStrictEqual|strictEqual|deepStrictEqual|deepEqual|equal|equals|eql|eq|toBeNull|toBeUndefined|toBeNaN|isNull|isUndefined|null|undefined|false|isFalse|toHaveLength|lengthOf|toHaveBeenCalledWith|toHaveBeenLastCalledWith|toHaveBeenNthCalledWith|toHaveBeenCalledTimes|toHaveReturnedWith|calledWith|callCount|toHaveProperty|throws|rejects|toThrow|toThrowError|toBeFalsy|ifError|toHaveTextContent|\.is|same|strictSame|falsy|isEqual)$/u;
/** Say less when they are given nothing to compare with. */
const WITHOUT_VALUE = /(?:toThrow|toThrowError|throws|throwsAsync|throw|rejects|toHaveProperty|property)$/u;
/** Ask for a type only. */
const TYPE_ONLY =
  /(?:toBeInstanceOf|instanceOf|toBeTypeOf|typeOf|isInstanceOf|isObject|isString|isNumber|isArray|isFunction|\.type|\.isA)$/u;
/** Accept every text: a pattern that matches the empty text, or the empty text itself. */
const MATCHES_ALL = /^(?:\/(?:\^|\$|\.|\.[*+]|\^\.[*+]\$?|\[\^\]\*|\[\\s\\S\][*+]?|\\[wWsSdD]?\*)?\/[a-z]*|''|"")$/u;
const SEARCHES = /(?:toMatch|match|regex|toContain|include|contain|contains|includes|toThrow|toThrowError|throws)$/u;
const TRUE = /(?:toBe|toEqual|toStrictEqual|equal|strictEqual)$/u;

function isTautology(assertion: Assertion): boolean {
  if (assertion.subject.literal && assertion.subject.text !== "" && assertion.library !== "custom") return true;
  return assertion.expected !== "" && plainSource(assertion.expected) === plainSource(assertion.subject.text);
}

/** With nothing to compare with: the matcher's name says all that is asked. */
function strengthOfBare(name: string): Strength {
  if (TYPE_ONLY.test(name)) return 2;
  if (WITHOUT_VALUE.test(name)) return name.includes(".not.") ? 1 : 2;
  if (/toHaveBeenCalled|toHaveReturned|called$/u.test(name)) return 2;
  return EXACT.test(name) ? 5 : 4;
}

function strengthOfCompared(name: string, { expected, subject, library }: Assertion): Strength {
  if (SEARCHES.test(name) && MATCHES_ALL.test(expected)) return 1;
  if (TYPE_ONLY.test(name) || /\.not\b|\bnot[A-Z]|isNot/u.test(name)) return 2;
  if (/objectContaining|arrayContaining|stringContaining|stringMatching/u.test(expected)) return 4;
  if (TRUE.test(name) && expected === "true") {
    if (/^!!|^Boolean\(/u.test(subject.text)) return 1;
    if (/^Array\.isArray\(|^Number\.is(?!NaN)\w+\(/u.test(subject.text)) return 2;
    if (/[^=<>]\s*[<>]=?\s*[^<>=\s]/u.test(subject.text.replace(/=>/gu, ""))) return 4;
  }
  if (TRUE.test(name) && /typeof|instanceof|!==|!=|\|\|/u.test(subject.text)) return 2;
  return EXACT.test(name) && library !== "custom" ? 5 : 4;
}

/**
 * How much an assertion demands. A negated exact one rules out one value only; a thrown error without its message
 * and a call without its arguments say less than with them.
 */
function strengthOf(assertion: Assertion): Strength {
  if (isTautology(assertion)) return 0;
  const name = assertion.callee.replace(/\(\)/gu, "");
  if (name === "assert.pass") return 0;
  switch (assertion.expectation) {
    case "truthy":
      // chai's `.true` and `isTrue` ask for the value true itself.
      return /(?:\.true|\.isTrue)$/u.test(name) ? 5 : 1;
    case "any":
      return 2;
    case "snapshot":
      return 3;
    case "none":
      return strengthOfBare(name);
    case "literal":
    case "expression":
      return strengthOfCompared(name, assertion);
  }
}

function toClaim(assertion: Assertion): Claim {
  const { callee, subject, expected, further, selfComputed, line, held } = assertion;
  const tolerance = matcherTolerance(callee, further);
  return {
    subject: plainSource(subject.text),
    name: callee,
    expected: plainSource(expected),
    strength: strengthOf(assertion),
    line,
    ...(tolerance === undefined ? {} : { tolerance }),
    ...(selfComputed === undefined ? {} : { selfComputed }),
    ...(held === undefined ? {} : { held: HELD[held] }),
  };
}

/** Whether a test's body calls a function by its name. */
function isCalled(name: string | undefined, body: string): boolean {
  return name !== undefined && new RegExp(`(?<![\\w.$])${name.replaceAll("$", "\\$")}\\s*\\(`, "u").test(body);
}

/** The tests of a JavaScript or TypeScript file from its syntax tree, and the assertions in helpers outside them. */
export async function readJavascriptTests(path: string, text: string): Promise<readonly TestCase[]> {
  const { readTestFile } = await import("../../code/tests.ts");
  const lines = text.split("\n");
  const { calls, assertions } = readTestFile(path, text);
  const tests = calls.filter(({ kind }) => kind === "test");
  const helpers = assertions.filter(({ line }) => !tests.some(({ start, end }) => start <= line && line < end));
  const outside = helpers.map(toClaim);
  const cases = calls.map((call): TestCase => {
    const body = lines.slice(call.start - 1, call.end - 1).join("\n");
    // A test that calls a helper such as expectValid() asserts what the helpers of its file assert.
    const named = call.assertions.some(({ library }) => library === "custom") && outside.length > 0;
    const own = call.assertions.filter(({ library }) => !named || library !== "custom").map(toClaim);
    const called = call.kind === "test" && !named ? helpers.filter(({ within }) => isCalled(within, body)) : [];
    const claims = [...own, ...(named ? outside : called.map(toClaim))];
    const rows = call.kind === "test" ? tableRows(body, text) : undefined;
    return {
      path,
      names: [...call.suites, call.title],
      kind: call.kind,
      modifiers: call.modifiers,
      claims,
      line: call.start,
      text: body,
      ...(rows === undefined ? {} : { rows }),
    };
  });
  if (outside.length === 0) return cases;
  return [...cases, { path, names: [], kind: "outside", modifiers: [], claims: outside, line: 1, text: "" }];
}
