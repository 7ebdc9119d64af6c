import { DIALECTS } from "./pattern-dialects.ts";
import type { Dialect, PatternLanguage } from "./pattern-dialects.ts";
import { withoutShadowed } from "./pattern-suites.ts";
import { tableRows } from "./table-rows.ts";
import { plainSource } from "./test-case.ts";
import type { Claim, TestCase } from "./test-case.ts";

function toClaim(line: string, number: number, dialect: Dialect): Claim | undefined {
  for (const [pattern, strength] of dialect.claims) {
    const match = pattern.exec(line);
    if (match === null) continue;
    const name =
      /(?:assert|expect|require|verify|raises|[tb]\.(?:Error|Fatal|Fail)|panic)[\w.]*!?/u.exec(match[0])?.[0] ??
      "assert";
    return {
      subject: plainSource(match.groups?.["subject"] ?? ""),
      name,
      expected: plainSource(match.groups?.["expected"] ?? ""),
      strength,
      line: number,
    };
  }
  return undefined;
}

const isComment = (line: string): boolean => /^\s*(?:#(?!\[)|\/\/|\*|\/\*)/u.test(line);

/** Index after the last line of an indented block. */
function indentedEnd(lines: readonly string[], start: number, indent: string): number {
  for (let at = start + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (line.trim() === "" || isComment(line) || /^\s*[)\]}]/u.test(line)) continue;
    if ((/^\s*/u.exec(line)?.[0].length ?? 0) <= indent.length) return at;
  }
  return lines.length;
}

/** Index after the last line of a block in braces; those in texts and comments do not count. */
function bracedEnd(lines: readonly string[], start: number): number {
  let depth = 0;
  let opened = false;
  for (let at = start; at < lines.length; at += 1) {
    const code = (lines[at] ?? "").replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)'|\/\/.*$/gu, "");
    const opens = code.split("{").length - 1;
    opened ||= opens > 0;
    depth += opens - (code.split("}").length - 1);
    if (opened && depth <= 0) return at + 1;
  }
  return lines.length;
}

function blockEnd(lines: readonly string[], start: number, indent: string, blocks: Dialect["blocks"]): number {
  return blocks === "indentation" ? indentedEnd(lines, start, indent) : bracedEnd(lines, start);
}

/** Index of the first of the lines directly above a test that belong to it: attributes, annotations, decorators. */
function headStart(lines: readonly string[], test: number): number {
  let at = test;
  while (at > 0 && /^\s*(?:@|#\[|\/\/\/|\))/u.test(lines[at - 1] ?? "")) at -= 1;
  return at;
}

/** Longest statement that is read as one, in lines. */
const MAX_STATEMENT = 40;

/** Brackets that a line leaves open; those in texts and comments do not count. */
function openBrackets(line: string, comment: RegExp): number {
  const code = line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/gu, "''").replace(comment, "");
  return (code.match(/[([{]/gu)?.length ?? 0) - (code.match(/[)\]}]/gu)?.length ?? 0);
}

/** A statement and the index of its last line: an assertion that goes over several lines is one. */
function statementAt(lines: readonly string[], at: number, dialect: Dialect): readonly [string, number] {
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

/** What ends a block before what stands below it. */
const ENDING = /^\s*(?:return\b|raise\b|runtime\.Goexit\(|throw\b)/u;

/** The claims of a test's body; those below a `return` at the body's own depth are never reached and count as none. */
function claimsOf(
  body: readonly string[],
  first: number,
  dialect: Dialect,
  language: PatternLanguage,
): readonly Claim[] {
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
    const claim = toClaim(statement, first + at, dialect);
    const guard = language === "go" && /\bt\.(?:Error|Fatal|Fail)/u.test(statement) ? guardOf(body, at) : undefined;
    if (claim !== undefined) claims.push({ ...claim, ...guard });
    at = last;
  }
  return claims;
}

/** The test that begins at a line, and the index after its last line; undefined where none does. */
function testAt(
  source: { readonly path: string; readonly text: string; readonly lines: readonly string[] },
  at: number,
  language: PatternLanguage,
): { readonly test: TestCase; readonly end: number } | undefined {
  const dialect = DIALECTS[language];
  const { path, text, lines } = source;
  const line = lines[at] ?? "";
  const match = isComment(line) ? null : dialect.test.exec(line);
  const head = headStart(lines, at);
  const marked = dialect.mark === undefined || dialect.mark.test(lines.slice(head, at).join("\n"));
  if (match === null || !marked) return undefined;
  const end = blockEnd(lines, at, match.groups?.["indent"] ?? "", dialect.blocks);
  const code = lines
    .slice(head, end)
    .filter((one) => !isComment(one))
    .join("\n");
  const rows = tableRows(code, text);
  const test: TestCase = {
    path,
    names: [match.groups?.["name"] ?? ""],
    kind: "test",
    modifiers: dialect.modifiers.filter(([, pattern]) => pattern.test(code)).map(([name]) => name),
    claims: claimsOf(lines.slice(at, end), at + 1, dialect, language),
    line: at + 1,
    text: code,
    ...(rows === undefined ? {} : { rows }),
  };
  return { test, end };
}

/** The tests of a Python, Go, Rust, Java or Kotlin file by patterns; comments do not count. Never throws. */
export function readPatternTests(path: string, text: string, language: PatternLanguage): readonly TestCase[] {
  const lines = text.split(/\r?\n/u);
  const cases: TestCase[] = [];
  const outside: Claim[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const found = testAt({ path, text, lines }, at, language);
    if (found !== undefined) {
      cases.push(found.test);
      at = found.end - 1;
    } else if (!isComment(lines[at] ?? "")) {
      const [statement, last] = statementAt(lines, at, DIALECTS[language]);
      const claim = toClaim(statement, at + 1, DIALECTS[language]);
      if (claim !== undefined) outside.push(claim);
      at = last;
    }
  }
  const found = language === "python" ? withoutShadowed(cases, lines) : cases;
  if (outside.length === 0) return found;
  return [...found, { path, names: [], kind: "outside", modifiers: [], claims: outside, line: 1, text: "" }];
}
