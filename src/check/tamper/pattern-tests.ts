import { DIALECTS } from "./pattern-dialects.ts";
import type { Dialect, PatternLanguage } from "./pattern-dialects.ts";
import { claimsOf, isComment, statementAt, toClaim } from "./pattern-claims.ts";
import { withoutShadowed } from "./pattern-suites.ts";
import { tableRows } from "./table-rows.ts";
import type { Claim, TestCase } from "./test-case.ts";

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
    claims: claimsOf(lines.slice(at, end), { first: at + 1, file: text, language }),
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
