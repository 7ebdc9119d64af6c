import type { Strength } from "./test-case.ts";
import type { TestLanguage } from "./test-paths.ts";

export type PatternLanguage = Exclude<TestLanguage, "javascript">;

/** How a language writes tests. Patterns see one statement at a time, its lines joined. */
export interface Dialect {
  /** Start of a test; the group `name` is its name. */
  readonly test: RegExp;
  /** Lines directly above a test (attributes, annotations, decorators) that make it one, where the language needs it. */
  readonly mark?: RegExp;
  /** What holds tests: classes and modules; the group `name` is its name. */
  readonly suite?: RegExp;
  /** Modifiers of all tests of a suite: what says so above it or in its head. */
  readonly suiteModifiers?: readonly (readonly [string, RegExp])[];
  /** Modifiers of all tests of a file. */
  readonly fileModifiers?: readonly (readonly [string, RegExp])[];
  /** Name of a modifier and what says it, above the test or inside it. */
  readonly modifiers: readonly (readonly [string, RegExp])[];
  readonly claims: readonly (readonly [RegExp, Strength])[];
  /** Blocks end by indentation or by braces. */
  readonly blocks: "indentation" | "braces";
}

/** First match wins; the groups `subject` and `expected` say what is compared where the pattern can tell. */
const PYTHON_CLAIMS: Dialect["claims"] = [
  [/\bassert\s+.*\bor\s+(?:True|1|not\s+False)\s*$/u, 0],
  [/\bassert\s+(?<subject>[^=]+?)\s*==\s*\k<subject>\s*(?:,.*)?$/u, 0],
  [/\bassert\s*\(.+,\s*f?(?:"[^"]*"|'[^']*')\s*\)\s*$/u, 0],
  [/\bassert\s+(?<subject>True|1|"[^"]*"|'[^']*'|not\s+False|not\s+None)\s*(?:$|,|#)/u, 0],
  [/\bself\.assert(?:True\((?<subject>True|1)|False\(False|IsNone\(None)/u, 0],
  [/\bassert\s+(?<subject>[^=<>!#]+?)\s*==\s*(?<expected>(?:.*\W)?ANY\b)/u, 2],
  [/\bassert\s+bool\((?<subject>.+)\)\s*(?:==|is)\s*True\b/u, 1],
  [/\bassert\s+(?<subject>.+?)\s*==\s*(?<expected>(?:pytest\.)?approx\(.+\))/u, 4],
  [/\bassert\s+(?<subject>.+?)\s+==\s+(?<expected>.+?)(?:,\s*f?["'][^"']*["'])?$/u, 5],
  [/\bassert\s+(?<subject>.+?)\s+is\s+(?<expected>None|True|False)\b/u, 5],
  [/\bassert\s+(?<subject>.+?)\s+is\s+not\s+None\b/u, 1],
  [/\bassert\s+isinstance\((?<subject>[^,]+),\s*(?<expected>.+)\)/u, 2],
  [/\bassert\s+(?<subject>.+?)\s+(?:!=|not\s+in)\s+(?<expected>.+)$/u, 2],
  [/\bassert\s+(?<subject>.+?)\s+(?<sign>in|>=|<=|>|<)\s+(?<expected>.+)$/u, 4],
  [/\bassert\s+(?<subject>.+)$/u, 1],
  [/\bself\.assert(?:True|IsNotNone)\((?<subject>.+)\)/u, 1],
  [/\bself\.assert(?:IsInstance|NotEqual|NotIn|IsNot)\((?<subject>[^,]+)/u, 2],
  [/\bself\.assert(?:In|Greater|Less|GreaterEqual|LessEqual|AlmostEqual|Regex|RaisesRegex)\((?<subject>[^,]+)/u, 4],
  [/\bself\.assert\w+\((?<subject>[^,]+)(?:,\s*(?<expected>.+))?\)/u, 5],
  [/\bpytest\.raises\((?<subject>(?:Base)?Exception)\)/u, 1],
  [/\bpytest\.raises\(\s*\((?<subject>[^)]+,[^)]+)\)/u, 2],
  [/\bpytest\.raises\((?<subject>[\w.]+),\s*match=(?<expected>.+)\)/u, 5],
  [/\bpytest\.raises\((?<subject>[^)]+)\)/u, 4],
  [/\.assert_(?:called_once_with|called_with|has_calls|any_call)\((?<expected>.*)\)/u, 5],
  [/\.assert_\w+\(/u, 2],
];

export const DIALECTS: Readonly<Record<PatternLanguage, Dialect>> = {
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
    suite: /^(?<indent>\s*)class\s+(?<name>\w+)/u,
    suiteModifiers: [
      ["skip", /@(?:pytest\.mark\.skip\b(?!if)|unittest\.skip\b|skip\()/u],
      ["conditional", /@(?:pytest\.mark\.skipif|unittest\.skip(?:If|Unless))/u],
      ["failing", /@(?:pytest\.mark\.xfail|unittest\.expectedFailure)/u],
      ["uncollected", /^\s+__test__\s*=\s*False\b/mu],
    ],
    fileModifiers: [
      ["skip", /^pytestmark\s*=.*\bmark\.skip\b(?!if)|^pytest\.skip\(|^raise\s+(?:unittest\.)?SkipTest/mu],
      ["conditional", /^pytestmark\s*=.*\bmark\.skipif\b|^(?:\w+\s*=\s*)?pytest\.importorskip\(/mu],
      ["failing", /^pytestmark\s*=.*\bmark\.xfail\b/mu],
      ["uncollected", /^__test__\s*=\s*False\b/mu],
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
    fileModifiers: [["conditional", /^\/\/(?:go:build|\s*\+build)\b/mu]],
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
      [/^\s*\/\/\s*(?:Unordered )?Output:\s*(?<expected>.*)$/u, 5],
    ],
    blocks: "braces",
  },
  rust: {
    test: /^(?<indent>\s*)(?:pub\s+)?(?:async\s+)?fn\s+(?<name>\w+)\s*[(<]/u,
    mark: /#\[(?:[\w:]+::)?(?:test|rstest|test_case|quickcheck)\b/u,
    modifiers: [
      ["skip", /#\[(?:cfg_attr\([^\]]*\b)?ignore\b/u],
      ["conditional", /#\[cfg\((?!test\))/u],
      ["failing", /#\[should_panic\b/u],
      ["any-panic", /#\[should_panic\s*\]/u],
      ["each", /#\[(?:case|test_case)\b/u],
    ],
    suite: /^(?<indent>\s*)(?:pub\s+)?mod\s+(?<name>\w+)\s*\{/u,
    suiteModifiers: [["conditional", /#\[cfg\((?!test\))/u]],
    fileModifiers: [["conditional", /^#!\[cfg\((?!test\))/mu]],
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
      [/\b(?:debug_)?assert\w*!\(\s*(?<subject>[^,]+)(?:,\s*(?<expected>.+))?\)/u, 4],
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
    suite: /^(?<indent>\s*)(?:(?:public|abstract|final|open|internal)\s+)*class\s+(?<name>\w+)/u,
    suiteModifiers: [
      ["skip", /@(?:Disabled|Ignore)\b/u],
      ["conditional", /@(?:EnabledIf|DisabledIf|EnabledOn|DisabledOn)\w*/u],
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
