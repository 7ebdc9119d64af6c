import { describe, expect, test } from "@jest/globals";
import { tableRows } from "../../../src/check/tamper/table-rows.ts";
import { readPatternTests } from "../../../src/check/tamper/pattern-tests.ts";
import { suppressionRemarks } from "../../../src/check/tamper/suppressions.ts";
import { isSnapshotPath, isTestPath, testLanguage } from "../../../src/check/tamper/test-paths.ts";
import { tokenize } from "../../../src/check/tokens.ts";
import { repoPath } from "../static-context.ts";

describe("tokens", () => {
  test.each([
    ["a + b // c", "slashes", ["a", "+", "b"]],
    ["a /* b */ c", "slashes", ["a", "c"]],
    ["a /* never closed", "slashes", ["a"]],
    ["x = 'it\\'s' + `a\nb`", "slashes", ["x", "=", "'it\\'s'", "+", "`a\nb`"]],
    ["'stray\nnext", "slashes", ["'stray", "next"]],
    ["return /a[/]b\\//gu.test(x)", "slashes", ["return", "/a[/]b\\//gu", ".", "test", "(", "x", ")"]],
    ["a / b / c", "slashes", ["a", "/", "b", "/", "c"]],
    ["= /unclosed\nx", "slashes", ["=", "/", "unclosed", "x"]],
    ["x = 1 # comment 'quote", "hash", ["x", "=", "1"]],
    ["größe2 $x", "slashes", ["größe2", "$x"]],
  ] as const)("%j", (text, style, tokens) => {
    expect(tokenize(text, style).map((token) => token.text)).toEqual(tokens);
  });
});

describe("paths", () => {
  test.each([
    ["src/__tests__/a.ts", true, "javascript"],
    ["src/a.spec.tsx", true, "javascript"],
    ["test/helper.mjs", true, "javascript"],
    ["src/testing.ts", false, "javascript"],
    ["tests/test_a.py", true, "python"],
    ["a_test.go", true, "go"],
    ["src/test/java/ATest.java", true, "java"],
    ["src/lib.rs", false, "rust"],
    ["tests/data.json", false, undefined],
  ])("%s", (path, isTest, language) => {
    expect([isTestPath(path), testLanguage(path)]).toEqual([isTest, language]);
  });
  test("recorded expectations", () => {
    expect(["a/__snapshots__/b.snap", "a.approved.txt", "a.ts"].map(isSnapshotPath)).toEqual([true, true, false]);
  });
});

describe("rows of a table", () => {
  test.each([
    ["test.each([[1, 2], [3, 4]])", 2],
    ["test.each([[1, 2], [3, 4],])", 2],
    ["test.each([1, 2, 3])", 3],
    ["test.each([])", 0],
    ["test.each([{ a: [1, 2] }, f(1, 2)])", 2],
    ["test.each(rows)", undefined],
    ['@pytest.mark.parametrize("a, b", [(1, 2), (3, 4)])', 2],
    ["test('a')", undefined],
    ["test.each([1", undefined],
  ])("%s", (text, rows) => {
    expect(tableRows(text)).toBe(rows);
  });
});

describe("tests of other languages", () => {
  const shape = (path: string, text: string, language: "python" | "go" | "rust" | "java"): unknown =>
    readPatternTests(path, text, language).map(({ kind, names, modifiers, claims }) => [
      kind,
      names.join(),
      modifiers.join(),
      claims.map(({ strength }) => strength).join(""),
    ]);

  test("Python", () => {
    const text = [
      "@pytest.mark.skipif(X, reason='')",
      "async def test_a():",
      "    assert f() == 1",
      "    # assert g() == 1",
      "    assert f()",
      "    assert True",
      "",
      "    m.assert_called_once()",
      "def helper(x):",
      "    assert x is not None",
      "class TestT:",
      "    def test_b(self):",
      "        self.assertIn(1, f())",
      "        assert isinstance(x, int)",
      "        assert x != 1",
    ].join("\n");
    expect(shape("t.py", text, "python")).toEqual([
      ["test", "test_a", "conditional", "5102"],
      ["test", "test_b", "", "422"],
      ["outside", "", "", "1"],
    ]);
  });

  test("Go", () => {
    const text =
      'func TestA(t *testing.T) {\n\tfor _, c := range cases {\n\t\tif f("}") != 1 {\n\t\t\tt.Errorf("no")\n\t\t}\n\t}\n\trequire.NotNil(t, x)\n\tassert.Equal(t, 1, x)\n}\n\nfunc helper() {}\n';
    expect(shape("a_test.go", text, "go")).toEqual([["test", "TestA", "each", "515"]]);
  });

  test("Rust", () => {
    const text =
      "#[tokio::test]\n#[ignore]\nasync fn a() {\n    assert!(x.is_ok());\n    assert_eq!(x, 1);\n    assert!(true);\n    assert_eq!(y, y);\n}\n\nfn plain() {\n}\n";
    expect(shape("a.rs", text, "rust")).toEqual([["test", "a", "skip", "1500"]]);
  });

  test("Java", () => {
    const text =
      "@Test\nvoid a() {\n    assertThat(x).isEqualTo(1);\n    assertThat(x).isNotNull();\n    assertThrows(Exception.class, () -> f());\n}\nvoid b() {\n}\n";
    expect(shape("ATest.java", text, "java")).toEqual([["test", "a", "", "512"]]);
  });
});

describe("suppressions of every tool", () => {
  test.each([
    "// eslint-disable-line no-var",
    "/* eslint no-var: 0 */",
    "// oxlint-disable-next-line no-var",
    "// tslint:disable-next-line",
    "// @ts-nocheck",
    "// $FlowFixMe[x]",
    "// biome-ignore lint/style: because",
    "// deno-lint-ignore no-explicit-any",
    "// prettier-ignore",
    "/* stylelint-disable */",
    "/* c8 ignore next */",
    "/* v8 ignore start */",
    "/* node:coverage disable */",
    "# pragma: no cover",
    "// LCOV_EXCL_LINE",
    "# :nocov:",
    "x = 1  # noqa",
    "# ruff: noqa",
    "# pylint: disable=C0103",
    "# pyright: ignore[reportGeneralTypeIssues]",
    "# mypy: ignore-errors",
    "# nosec",
    "//nolint:errcheck",
    "// #nosec G101",
    "//lint:ignore SA1000 reason",
    "#[allow(unused)]",
    "#![allow(warnings)]",
    '@SuppressWarnings("all")',
    '@Suppress("x")',
    "// NOPMD",
    "// NOSONAR",
    "//noinspection ConstantConditions",
    "#pragma warning disable CS0168",
    "int x; // NOLINT",
    '#pragma GCC diagnostic ignored "-Wall"',
    "# rubocop:disable Style/For",
    "// @phpstan-ignore-next-line",
    "# shellcheck disable=SC2086",
    "// swiftlint:disable force_cast",
    "# nosemgrep",
    "// codeql[js/xss]",
    "# yamllint disable",
    "<!-- markdownlint-disable -->",
    "{/* eslint-disable-next-line */}",
  ])("%s", (line) => {
    const change = { path: repoPath("src/a.ts"), before: "a\n", after: `a\n${line}\n` };
    expect(suppressionRemarks(change)).toMatchObject([{ code: "suppression-added", line: 2 }]);
    expect(suppressionRemarks({ ...change, before: change.after })).toEqual([]);
  });

  test.each([
    ["fewer rules", "// eslint-disable-next-line a, b", "// eslint-disable-next-line a -- b was mended", true],
    ["a line in place of the file", "/* eslint-disable a */", "// eslint-disable-next-line a", true],
    ["the file in place of a line", "// eslint-disable-next-line a", "/* eslint-disable a */", false],
    ["all rules in place of one", "// eslint-disable-next-line a", "// eslint-disable-next-line", false],
    ["another tool", "// eslint-disable-next-line a", "// @ts-ignore", false],
  ])("%s", (_, before, after, fine) => {
    expect(suppressionRemarks({ path: repoPath("a.ts"), before, after }).length === 0).toBe(fine);
  });

  test.each([
    "const a = 'use // eslint-disable-line here';",
    'print("# noqa")',
    "const any = 1; // as any",
    "# ignore the type: it is known",
  ])("%s is none", (line) => {
    expect(suppressionRemarks({ path: repoPath("a.ts"), before: "", after: line })).toEqual([]);
  });
});
