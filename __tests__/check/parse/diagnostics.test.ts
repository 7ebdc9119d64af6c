import { describe, expect, test } from "@jest/globals";
import { parseCheckstyle } from "../../../src/check/parse/checkstyle.ts";
import { parseFlake8 } from "../../../src/check/parse/flake8.ts";
import { parseGoVet } from "../../../src/check/parse/go-vet.ts";
import { parseGolangciJson } from "../../../src/check/parse/golangci-json.ts";
import { parseMypy } from "../../../src/check/parse/mypy.ts";
import { parseByPattern } from "../../../src/check/parse/pattern.ts";
import { parsePyrightJson } from "../../../src/check/parse/pyright-json.ts";
import { parseRuffJson } from "../../../src/check/parse/ruff-json.ts";
import { parseRustcJson } from "../../../src/check/parse/rustc-json.ts";
import { parseSarif } from "../../../src/check/parse/sarif.ts";
import { recorded, ROOT, said, type Parse } from "./recorded.ts";

/** golangci-lint could not be installed where these were recorded: written after its documented output. */
const GOLANGCI = `{"Issues":[{"FromLinter":"errcheck","Text":"Error return value is not checked","Severity":"","SourceLines":["\\tf()"],"Pos":{"Filename":"text/text.go","Offset":30,"Line":4,"Column":3}},{"FromLinter":"gofmt","Text":"File is not properly formatted","Severity":"warning","Pos":{"Filename":"math.go","Offset":0,"Line":11,"Column":0}}],"Report":{"Linters":[{"Name":"errcheck","Enabled":true}]}}`;

describe("recorded runs", () => {
  test.each<readonly [string, Parse, string, readonly string[]]>([
    [
      "ESLint as SARIF",
      parseSarif,
      recorded("eslint.sarif"),
      [
        "error src/a.js:1:1-1:11 no-var Unexpected var, use let or const instead.",
        "warning src/a.js:2:7-2:9 eqeqeq Expected '===' and instead saw '=='.",
      ],
    ],
    [
      "oxlint as SARIF",
      parseSarif,
      recorded("oxlint.sarif"),
      [
        "error src/b.js:1:7-1:8 OXL0001 Unexpected token",
        "warning src/a.js:3:5-3:11 eslint(no-unused-vars) Variable 'unused' is declared but never used. Unused variables should start with a '_'.",
        "warning src/a.js:2:15-2:24 eslint(no-debugger) `debugger` statement is not allowed",
      ],
    ],
    [
      "oxlint as Checkstyle",
      parseCheckstyle,
      recorded("oxlint-checkstyle.xml"),
      [
        "warning src/a.js:3:5 eslint(no-unused-vars) Variable 'unused' is declared but never used. Unused variables should start with a '_'.",
        "warning src/a.js:2:15 eslint(no-debugger) `debugger` statement is not allowed",
        "error src/b.js:1:7 - Unexpected token",
      ],
    ],
    [
      "flake8",
      parseFlake8,
      recorded("flake8.txt"),
      [
        "error pkg/math.py:1:1 F401 'os' imported but unused",
        "error pkg/syntax.py:1:13 E999 SyntaxError: invalid syntax",
        "error pkg/bad.py:1:1 F401 'os' imported but unused",
        "error pkg/bad.py:2:1 F401 'typing.List' imported but unused",
        "error pkg/bad.py:6:5 F841 local variable 'y' is assigned to but never used",
      ],
    ],
    ...[
      ["mypy.txt", "7:"],
      ["mypy-columns.txt", "7:12-7:13"],
      ["mypy.jsonl", "7:12-7:13"],
    ].map(
      ([name = "", place = ""]) =>
        [
          `mypy: ${name}`,
          parseMypy,
          recorded(name),
          [`error pkg/bad.py:${place} return-value Incompatible return value type (got "int", expected "str")`],
        ] as const,
    ),
    [
      "mypy, stopped by a syntax error",
      parseMypy,
      recorded("mypy-syntax.txt"),
      ["error pkg/syntax.py:1: syntax invalid syntax"],
    ],
    [
      "go vet",
      parseGoVet,
      recorded("go-vet.txt"),
      [`error bad/bad.go:5:12 - fmt.Printf format %d has arg "x" of wrong type string`],
    ],
    [
      "go vet, stopped by a type error",
      parseGoVet,
      recorded("go-vet-types.txt"),
      ["error bad/g.go:2:19 - too many return values\n\thave (number)\n\twant ()"],
    ],
    [
      "clippy",
      parseRustcJson,
      recorded("clippy.jsonl"),
      [
        "warning src/lib.rs:7:9-7:15 unused_variables unused variable: `unused`",
        "warning src/lib.rs:8:5-8:17 clippy::needless_return unneeded `return` statement",
      ],
    ],
    [
      "cargo check, not compiling",
      parseRustcJson,
      recorded("rustc-error.jsonl"),
      ["error src/lib.rs:8:16-8:17 E0425 cannot find value `c` in this scope"],
    ],
    [
      "cargo test: library and tests of it are compiled, each remark is told once",
      parseRustcJson,
      recorded("cargo-test.jsonl"),
      ["warning src/lib.rs:7:9-7:15 unused_variables unused variable: `unused`"],
    ],
    [
      "golangci-lint, with the sum of version 2 behind it",
      parseGolangciJson,
      `${GOLANGCI}\n2 issues:\n* errcheck: 1\n`,
      [
        "error text/text.go:4:3 errcheck Error return value is not checked",
        "warning math.go:11: gofmt File is not properly formatted",
      ],
    ],
  ])("%s", async (_, parse, text, expected) => {
    expect(await said(parse, text)).toEqual(expected);
  });

  test.each<readonly [string, Parse, string, number, string]>([
    ["Biome as SARIF", parseSarif, "biome.sarif", 7, "error src/a.js:2:7-2:9 lint/suspicious/noDoubleEquals "],
    ["Ruff as SARIF", parseSarif, "ruff.sarif", 7, "error pkg/bad.py:1:8-1:10 F401 `os` imported but unused"],
    [
      "Biome as Checkstyle",
      parseCheckstyle,
      "biome-checkstyle.xml",
      7,
      "error src/b.js:1:9 parse expected `,` but instead found `;`",
    ],
    [
      "Checkstyle",
      parseCheckstyle,
      "checkstyle.xml",
      10,
      "warning src/main/java/com/example/Maths.java:6:5 javadoc.MissingJavadocMethodCheck Missing a Javadoc comment.",
    ],
    [
      "Ruff",
      parseRuffJson,
      "ruff.json",
      7,
      "error pkg/bad.py:6:5-6:6 F841 Local variable `y` is assigned to but never used",
    ],
    ["Pyright", parsePyrightJson, "pyright.json", 8, 'error pkg/syntax.py:1:11-1:12 - "(" was not closed'],
  ])("%s", async (_, parse, name, count, one) => {
    const lines = await said(parse, recorded(name));
    expect(lines.filter((line) => line.startsWith(one))).toHaveLength(1);
    expect(lines).toHaveLength(count);
  });
});

describe("what is not the format is a reason, not an empty answer", () => {
  test.each<readonly [string, Parse, string, RegExp]>([
    ["Checkstyle that is none", parseCheckstyle, "oops", /well-formed/u],
    ["Checkstyle, another root", parseCheckstyle, "<testsuites/>", /not <checkstyle>/u],
    ["Checkstyle, a file without a name", parseCheckstyle, "<checkstyle><file/></checkstyle>", /no name/u],
    [
      "Checkstyle, an exception",
      parseCheckstyle,
      '<checkstyle><file name="a"><exception>x</exception></file></checkstyle>',
      /could not check a/u,
    ],
    [
      "Checkstyle, an unknown severity",
      parseCheckstyle,
      '<checkstyle><file name="a"><error severity="odd" message="m"/></file></checkstyle>',
      /severity/u,
    ],
    ["Ruff that is none", parseRuffJson, "error: no config", /not JSON/u],
    ["Ruff, an object", parseRuffJson, "{}", /not a list/u],
    ["Ruff, no filename", parseRuffJson, '[{"message":"m"}]', /no filename/u],
    ["flake8, a traceback", parseFlake8, "Traceback (most recent call last):", /no remark/u],
    ["mypy, a wrong flag", parseMypy, "usage: mypy [-h]", /no remark/u],
    ["mypy, lines lost", parseMypy, "Found 2 errors in 1 file (checked 1 source file)", /says 2 errors and lists 0/u],
    ["mypy, cut JSON", parseMypy, '{"file": "a.py", "line"', /no remark/u],
    ["mypy, odd JSON", parseMypy, '{"file": "a.py"}', /no remark/u],
    ["Pyright that is none", parsePyrightJson, "No configuration file found.", /not JSON/u],
    ["Pyright, no summary", parsePyrightJson, '{"generalDiagnostics":[]}', /no summary/u],
    [
      "Pyright, an odd severity",
      parsePyrightJson,
      '{"generalDiagnostics":[{"message":"m"}],"summary":{}}',
      /severity/u,
    ],
    ["Pyright, lines lost", parsePyrightJson, '{"generalDiagnostics":[],"summary":{"errorCount":3}}', /says 3 errors/u],
    ["golangci-lint that is none", parseGolangciJson, "level=error msg=x", /not JSON/u],
    ["golangci-lint, no issues key", parseGolangciJson, "{}", /no Issues/u],
    ["golangci-lint, odd issues", parseGolangciJson, '{"Issues":{}}', /no list/u],
    ["golangci-lint, an issue of nothing", parseGolangciJson, '{"Issues":[{}]}', /no Text/u],
    ["golangci-lint, no file", parseGolangciJson, '{"Issues":[{"Text":"t","Pos":{}}]}', /no Filename/u],
    [
      "golangci-lint, a broken linter",
      parseGolangciJson,
      '{"Issues":null,"Report":{"Error":"typecheck"}}',
      /could not lint: typecheck/u,
    ],
    ["go vet, no module", parseGoVet, "go: cannot find main module", /no remark/u],
    ["cargo, cut", parseRustcJson, recorded("clippy.jsonl").split("\n").slice(0, 2).join("\n"), /no build-finished/u],
    ["cargo, text", parseRustcJson, "error: could not compile", /no JSON/u],
    ["cargo, broken JSON", parseRustcJson, "{oops", /not JSON/u],
    ["cargo, an odd message", parseRustcJson, '{"reason":"compiler-message","message":{}}', /no text/u],
  ])("%s", async (_, parse, text, reason) => {
    expect(await parse(text, ROOT)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  });

  test.each<readonly [string, Parse, string]>([
    ["nothing to report: flake8", parseFlake8, ""],
    ["nothing to report: mypy", parseMypy, "Success: no issues found in 2 source files\n"],
    ["nothing to report: golangci-lint", parseGolangciJson, '{"Issues":null,"Report":{}}\n0 issues.\n'],
    ["nothing to report: go vet", parseGoVet, "go: downloading golang.org/x/text v0.3.0\n# example.com/shop\n"],
    [
      "ignored",
      parseCheckstyle,
      '<checkstyle><file name="a"><error severity="ignore" message="m"/></file></checkstyle>',
    ],
  ])("%s", async (_, parse, text) => {
    expect(await parse(text, ROOT)).toEqual({ ok: true, diagnostics: [] });
  });
});

describe("a pattern of the policy", () => {
  const by =
    (pattern: string): Parse =>
    (text, root) =>
      parseByPattern(text, root, pattern);
  test.each<readonly [string, string, readonly string[]]>([
    ["%f:%l:%c: %m", "src/a.c:3:9: odd\nin file src/a.c\n", ["error src/a.c:3:9 - odd"]],
    ["%f:%l:%c: %t%*[^:]: %m", "/workspace/a.c:3:9: warning: odd: x", ["warning a.c:3:9 - odd: x"]],
    ["%f(%l,%c)-(%e,%k): %t%n %m", "a b.cs(1,2)-(3,4): E17 text", ["error a b.cs:1:2-3:4 17 text"]],
    ["%*[ ]%m at 100%%", "   slow at 100%\nslow at 100%", ["error - - slow"]],
    ["%.%#<%f> %m", "yesterday <a.x> text\n<b.x> text", ["error a.x:: - text", "error b.x:: - text"]],
    ["%t: %m", "I: a\nn: b\nQ: c", ["info - - a", "info - - b", "error - - c"]],
    ["[%*[a-z0-9]] %m", "[ab12] x\n[AB] y", ["error - - x"]],
    ["%*[]]%m", "]]x", ["error - - x"]],
  ])("%s", async (pattern, text, expected) => {
    expect(await said(by(pattern), text)).toEqual(expected);
  });

  test("a broken pattern is a reason", () => {
    expect(parseByPattern("", ROOT, "%q")).toMatchObject({ ok: false, reason: expect.stringContaining("`%q`") });
  });
});
