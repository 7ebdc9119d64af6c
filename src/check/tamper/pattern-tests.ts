import { plainSource } from "./test-case.ts";
import type { Claim, Strength, TestCase } from "./test-case.ts";
import type { TestLanguage } from "./test-paths.ts";

type PatternLanguage = Exclude<TestLanguage, "javascript">;

/** How a language writes tests. Patterns see one line at a time. */
interface Dialect {
  /** Start of a test; the group `name` is its name. */
  readonly test: RegExp;
  /** Lines directly above a test (attributes, annotations, decorators) that make it one, where the language needs it. */
  readonly mark?: RegExp;
  /** Name of a modifier and what says it, above the test or inside it. */
  readonly modifiers: readonly (readonly [string, RegExp])[];
  readonly claims: readonly (readonly [RegExp, Strength])[];
  /** Blocks end by indentation or by braces. */
  readonly blocks: "indentation" | "braces";
}

/** First match wins; the groups `subject` and `expected` say what is compared where the pattern can tell. */
const PYTHON_CLAIMS: Dialect["claims"] = [
  [/\bassert\s+(?<subject>True|1|"[^"]*"|'[^']*'|not\s+False|not\s+None)\s*(?:$|,|#)/u, 0],
  [/\bself\.assert(?:True\((?<subject>True|1)|False\(False|IsNone\(None)/u, 0],
  [/\bassert\s+(?<subject>[^=<>!#]+?)\s*==\s*(?<expected>(?:mock\.)?ANY\b)/u, 2],
  [/\bassert\s+(?<subject>.+?)\s+==\s+(?<expected>.+?)(?:,\s*f?["'][^"']*["'])?$/u, 5],
  [/\bassert\s+(?<subject>.+?)\s+is\s+(?<expected>None|True|False)\b/u, 5],
  [/\bassert\s+(?<subject>.+?)\s+is\s+not\s+None\b/u, 1],
  [/\bassert\s+isinstance\((?<subject>[^,]+),\s*(?<expected>.+)\)/u, 2],
  [/\bassert\s+(?<subject>.+?)\s+(?:!=|not\s+in)\s+(?<expected>.+)$/u, 2],
  [/\bassert\s+(?<subject>.+?)\s+(?:in|>=|<=|>|<)\s+(?<expected>.+)$/u, 4],
  [/\bassert\s+(?<subject>.+)$/u, 1],
  [/\bself\.assert(?:True|IsNotNone)\((?<subject>.+)\)/u, 1],
  [/\bself\.assert(?:IsInstance|NotEqual|NotIn|IsNot)\((?<subject>[^,]+)/u, 2],
  [/\bself\.assert(?:In|Greater|Less|GreaterEqual|LessEqual|AlmostEqual|Regex|RaisesRegex)\((?<subject>[^,]+)/u, 4],
  [/\bself\.assert\w+\((?<subject>[^,]+)(?:,\s*(?<expected>.+))?\)/u, 5],
  [/\bpytest\.raises\((?<subject>(?:Base)?Exception)\)/u, 1],
  [/\bpytest\.raises\((?<subject>[\w.]+),\s*match=(?<expected>.+)\)/u, 5],
  [/\bpytest\.raises\((?<subject>[^)]+)\)/u, 4],
  [/\.assert_(?:called_once_with|called_with|has_calls|any_call)\((?<expected>.*)\)/u, 5],
  [/\.assert_\w+\(/u, 2],
];

const DIALECTS: Readonly<Record<PatternLanguage, Dialect>> = {
  python: {
    test: /^(?<indent>\s*)(?:async\s+)?def\s+(?<name>test\w*)\s*\(/u,
    modifiers: [
      [
        "skip",
        /@(?:pytest\.mark\.skip\b(?!if)|unittest\.skip\b|skip\()|\bpytest\.skip\(|self\.skipTest\(|raise\s+(?:unittest\.)?SkipTest/u,
      ],
      ["conditional", /@(?:pytest\.mark\.skipif|unittest\.skip(?:If|Unless))|\bpytest\.importorskip\(/u],
      ["failing", /@(?:pytest\.mark\.xfail|unittest\.expectedFailure)|\bpytest\.xfail\(/u],
      ["retry", /@(?:pytest\.mark\.flaky|flaky)\b/u],
      ["each", /@pytest\.mark\.parametrize|self\.subTest\(/u],
    ],
    claims: PYTHON_CLAIMS,
    blocks: "indentation",
  },
  go: {
    test: /^(?<indent>)func\s+(?:\([^)]*\)\s*)?(?<name>(?:Test|Fuzz|Example)\w*)\s*\(/u,
    modifiers: [
      ["skip", /\b[tb]\.(?:Skip|Skipf|SkipNow)\(/u],
      ["conditional", /\btesting\.Short\(\)/u],
      ["each", /\bfor\s+_,\s*\w+\s*:=\s*range\b/u],
    ],
    claims: [
      [/\b(?:assert|require)\.True\((?:t,\s*)?(?<subject>true)\b/u, 0],
      [/\b(?:assert|require)\.(?:NotNil|NotEmpty|True)\((?:t,\s*)?(?<subject>.+)\)/u, 1],
      [/\b(?:assert|require)\.(?:IsType|NotEqual|Error|NotZero)\((?:t,\s*)?(?<subject>.+)\)/u, 2],
      [
        /\b(?:assert|require)\.(?:Contains|Greater|Less|InDelta|ErrorContains|Regexp|Subset)\w*\((?:t,\s*)?(?<subject>.+)\)/u,
        4,
      ],
      [/\b(?:assert|require)\.\w+\((?:t,\s*)?(?<expected>.+)\)/u, 5],
      [/\bt\.(?:Error|Errorf|Fatal|Fatalf|Fail|FailNow)\((?<subject>.*)\)/u, 5],
    ],
    blocks: "braces",
  },
  rust: {
    test: /^(?<indent>\s*)(?:pub\s+)?(?:async\s+)?fn\s+(?<name>\w+)\s*[(<]/u,
    mark: /#\[(?:[\w:]+::)?(?:test|rstest|test_case|quickcheck)\b/u,
    modifiers: [
      ["skip", /#\[ignore\b/u],
      ["failing", /#\[should_panic\b/u],
      ["each", /#\[(?:case|test_case)\b/u],
    ],
    claims: [
      [/\bassert!\(\s*(?<subject>true)\s*[,)]/u, 0],
      [/\bassert_eq!\(\s*(?<subject>[^,]+),\s*\k<subject>\s*\)/u, 0],
      [/\bassert_ne!\(\s*(?<subject>[^,]+)/u, 2],
      [/\bassert!\(\s*(?<subject>[^;]*?\.is_(?:ok|some|err|none)\(\))/u, 1],
      [/\bassert!\(\s*matches!\((?<subject>[^,]+)/u, 4],
      [/\bassert!\(\s*(?<subject>.+?)\s*==\s*(?<expected>.+)\)/u, 5],
      [/\bassert!\(\s*(?<subject>.+)\)/u, 2],
      [/\bassert_eq!\(\s*(?<subject>[^,]+),\s*(?<expected>.+)\)/u, 5],
      [/\b(?:panic|unreachable)!\(/u, 4],
    ],
    blocks: "braces",
  },
  java: {
    test: /^(?<indent>\s*)(?:public\s+|private\s+|protected\s+|suspend\s+)*(?:void|fun|[\w<>]+)\s+(?<name>[\w`][\w `]*)\s*\(/u,
    mark: /@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate)\b/u,
    modifiers: [
      ["skip", /@(?:Disabled|Ignore)\b|\bassumeTrue\(\s*false/u],
      ["conditional", /@(?:EnabledIf|DisabledIf|EnabledOn|DisabledOn)\w*|\bassume(?:True|False|That)\(/u],
      ["retry", /@(?:RetryingTest|RepeatedIfExceptionsTest)/u],
      ["each", /@ParameterizedTest/u],
    ],
    claims: [
      [/\bassert(?:True\(\s*(?<subject>true)|False\(\s*false)\b/u, 0],
      [/\bassert(?:NotNull|True)\((?<subject>.+)\)/u, 1],
      [/\bassertThat\((?<subject>.+?)\)\.(?:isNotNull|isTrue|isNotEmpty|isPresent)\(\)/u, 1],
      [/\bassertThat\((?<subject>.+?)\)\.(?:isInstanceOf|isNotEqualTo)\(/u, 2],
      [/\bassert(?:NotEquals|InstanceOf|NotSame|DoesNotThrow)\((?<subject>.+)\)/u, 2],
      [
        /\bassertThat\((?<subject>.+?)\)\.(?:contains|startsWith|endsWith|isGreater|isLess|isCloseTo|matches|hasMessageContaining)\w*\((?<expected>.*)\)/u,
        4,
      ],
      [/\bassertThat\((?<subject>.+?)\)\.\w+\((?<expected>.*)\)/u, 5],
      [/\bassertThrows\(\s*(?<subject>(?:Exception|Throwable)\.class)/u, 2],
      [/\bassert\w+\((?<expected>[^,]+),\s*(?<subject>.+)\)/u, 5],
      [/\b(?:verify\(|fail\()(?<subject>[^)]*)/u, 4],
    ],
    blocks: "braces",
  },
};

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

/** The tests of a Python, Go, Rust, Java or Kotlin file by patterns, line by line; comments do not count. Never throws. */
export function readPatternTests(path: string, text: string, language: PatternLanguage): readonly TestCase[] {
  const dialect = DIALECTS[language];
  const lines = text.split(/\r?\n/u);
  const cases: TestCase[] = [];
  const outside: Claim[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const match = isComment(line) ? null : dialect.test.exec(line);
    const head = headStart(lines, at);
    const above = lines.slice(head, at).join("\n");
    if (match === null || (dialect.mark !== undefined && !dialect.mark.test(above))) {
      const claim = isComment(line) ? undefined : toClaim(line, at + 1, dialect);
      if (claim !== undefined) outside.push(claim);
      continue;
    }
    const end = blockEnd(lines, at, match.groups?.["indent"] ?? "", dialect.blocks);
    const code = lines
      .slice(head, end)
      .filter((one) => !isComment(one))
      .join("\n");
    const body = lines.slice(at, end);
    cases.push({
      path,
      names: [match.groups?.["name"] ?? ""],
      kind: "test",
      modifiers: dialect.modifiers.filter(([, pattern]) => pattern.test(code)).map(([name]) => name),
      claims: body.flatMap((one, index) => (isComment(one) ? [] : (toClaim(one, at + index + 1, dialect) ?? []))),
      line: at + 1,
      text: code,
    });
    at = end - 1;
  }
  if (outside.length === 0) return cases;
  return [...cases, { path, names: [], kind: "outside", modifiers: [], claims: outside, line: 1, text: "" }];
}
