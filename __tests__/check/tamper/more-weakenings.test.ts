import { describe, expect, test } from "@jest/globals";
import { tamperGate } from "../../../src/check/gates/tamper.ts";
import { staticContext } from "../static-context.ts";
import type { GivenFile } from "../static-context.ts";

async function codes(files: readonly GivenFile[]): Promise<readonly string[]> {
  const answer = await tamperGate.check(staticContext(files));
  return answer.status === "failed" ? answer.diagnostics.map(({ code }) => code ?? "") : [];
}

const one = (body: string): string => `test("a", async () => {\n${body}\n});\n`;
const edit = (path: string, before: string, after: string): readonly GivenFile[] => [{ path, before, after }];
const EXACT = "expect(f()).toBe(3);";
const TABLE = "it.each`a|b\n${1}|${2}\n${3}|${4}\n`('x', ({ a, b }) => { expect(f(a)).toBe(b); });\n";
const NAMED = "const rows = [[1, 2], [3, 4]];\ntest.each(rows)('a', (x, y) => {\n  expect(f(x)).toBe(y);\n});\n";

describe("JavaScript: an assertion that may not fail its test", () => {
  test.each([
    ["under a condition", EXACT, `if (f()) { ${EXACT} }`],
    ["behind an operator", EXACT, `f() && ${EXACT}`],
    ["in a loop over nothing", EXACT, `for (const x of []) ${EXACT}`],
    ["below a return", EXACT, `return f();\n${EXACT}`],
    ["in a try whose catch logs", EXACT, `try { ${EXACT} } catch (e) { console.log(e); }`],
    ["in a try whose catch returns", EXACT, `try { ${EXACT} } catch { return; }`],
    ["only the length", "expect(f()).toEqual([1, 2]);", "expect(f()).toHaveLength(2);"],
    ["only the length, by its name", "expect(f()).toEqual([1, 2]);", "expect(f().length).toBe(2);"],
    ["only that it is an array", "expect(f()).toEqual([3]);", "expect(Array.isArray(f())).toBe(true);"],
    ["only a bound", EXACT, "expect(f() > 0).toBe(true);"],
    ["only truthy, twice negated", EXACT, "expect(!!f()).toBe(true);"],
  ])("%s", async (_, before, after) => {
    expect(await codes(edit("src/a.test.js", one(before), one(after)))).toContain("assertion-weakened");
  });

  test.each([
    ["a catch that asserts", `try { ${EXACT} } catch (e) { expect(e).toBe(1); }`],
    ["a catch that throws", `try { ${EXACT} } catch (e) { throw e; }`],
    ["finally", `try { ${EXACT} } finally { close(); }`],
    ["a loop over something", `for (const x of [1]) { ${EXACT} }`],
    ["a block", `{\n${EXACT}\n}`],
  ])("%s is fine", async (_, after) => {
    expect(await codes(edit("src/a.test.js", one(EXACT), one(after)))).toEqual([]);
  });

  test("what stood under a condition before may stay there", async () => {
    const body = one(`if (f()) { ${EXACT} }`);
    expect(await codes(edit("src/a.test.js", body, `${body}${one("expect(g()).toBe(1);")}`))).toEqual([]);
  });

  test("all values of an array, one by one, are as much as the array", async () => {
    const after = one(
      "const all = f();\nexpect(all.length).toBe(2);\nexpect(all[0]).toBe(1);\nexpect(all[1]).toBe(2);",
    );
    expect(await codes(edit("src/a.test.js", one("expect(f()).toEqual([1, 2]);"), after))).toEqual([]);
  });
});

describe("JavaScript: other ways", () => {
  test.each([
    ["a row of a template", TABLE, TABLE.replace("${3}|${4}\n", ""), "test-rows-removed"],
    ["a row of a table with a name", NAMED, NAMED.replace(", [3, 4]", ""), "test-rows-removed"],
    ["registered under a condition", one(EXACT), `if (process.env.ALL) {\n${one(EXACT)}}\n`, "test-conditional"],
    ["exit taken out of process", one(EXACT), one(`const { exit } = process;\nexit(0);\n${EXACT}`), "process-ended"],
    ["process by another name", one(EXACT), one(`const p = process;\np.exit(0);\n${EXACT}`), "process-ended"],
    [
      "report by a name",
      one(EXACT),
      one(`const out = "coverage/coverage-final.json";\nfs.writeFileSync(out, "{}");\n${EXACT}`),
      "report-edited",
    ],
    ["catch with a comment", one(EXACT), one(`try { g(); } catch { /* later */ }\n${EXACT}`), "failure-swallowed"],
    ["rules in a comment", one(EXACT), `/* eslint eqeqeq: 1, no-var: off */\n${one(EXACT)}`, "suppression-added"],
  ])("%s", async (_, before, after, code) => {
    expect(await codes(edit("src/a.test.js", before, after))).toContain(code);
  });

  test("a test file whose name says test no more", async () => {
    const files = [
      { path: "src/a.test.js", before: one(EXACT) },
      { path: "src/a.old.js", after: one(EXACT) },
    ];
    expect(await codes(files)).toEqual(["test-uncollected"]);
  });

  test.each(["setupTests.ts", "jest-setup.js", "test/mocha.opts", "oxlint.json", "rust-toolchain.toml"])(
    "configuration in %s",
    async (path) => {
      expect(await codes(edit(path, "a\n", "b\n"))).toContain("configuration-changed");
    },
  );
});

const python = (body: string, head = ""): string => `${head}def test_a():\n${body.replace(/^/gmu, "    ")}\n`;
const LONG = "assert f(\n    1,\n) == 3";
const CLASS = "class TestA:\n    def test_a(self):\n        assert f() == 1\n";

describe("Python", () => {
  test.each([
    ["over several lines", python(LONG), python("assert f(\n    1,\n)"), "assertion-weakened"],
    ["always true by or", python("assert f() == 1"), python("assert f() == 1 or True"), "assertion-weakened"],
    ["compared with itself", python("assert f() == 1"), python("assert f() == f()"), "assertion-weakened"],
    ["a tuple is true", python("assert f() == 1"), python('assert (f() == 1, "x")'), "assertion-weakened"],
    ["any inside", python('assert f() == {"a": 1}'), python('assert f() == {"a": ANY}'), "assertion-weakened"],
    [
      "near instead of equal",
      python("assert f() == 1.5"),
      python("assert f() == pytest.approx(1.5)"),
      "assertion-weakened",
    ],
    ["only the length", python("assert f() == [1, 2]"), python("assert len(f()) == 2"), "assertion-weakened"],
    [
      "several errors",
      python("with pytest.raises(ValueError):\n    f()"),
      python("with pytest.raises((ValueError, TypeError)):\n    f()"),
      "assertion-weakened",
    ],
    ["below a return", python("assert f() == 1"), python("return\nassert f() == 1"), "test-emptied"],
    ["the process ends", python("assert f() == 1"), python("raise SystemExit(0)\nassert f() == 1"), "process-ended"],
    [
      "caught and printed",
      python("assert f() == 1"),
      python("try:\n    assert f() == 1\nexcept Exception:\n    print('x')"),
      "failure-swallowed",
    ],
    [
      "all of a file skipped",
      python("assert f() == 1"),
      python("assert f() == 1", "pytestmark = pytest.mark.skip\n\n"),
      "test-skip",
    ],
    ["a class skipped", CLASS, `@pytest.mark.skip\n${CLASS}`, "test-skip"],
    ["a class that is none of tests", CLASS, CLASS.replace("TestA", "HelperA"), "test-uncollected"],
    ["a class switched off", CLASS, CLASS.replace(":\n", ":\n    __test__ = False\n"), "test-uncollected"],
    [
      "another of the same name",
      python("assert f() == 1"),
      `${python("assert f() == 1")}\n${python("pass")}`,
      "test-uncollected",
    ],
  ])("%s", async (_, before, after, code) => {
    expect(await codes(edit("tests/test_a.py", before, after))).toContain(code);
  });

  test.each(["collect_ignore = ['test_a.py']", "def pytest_collection_modifyitems(items):\n    items.clear()"])(
    "%j in conftest.py",
    async (hook) => {
      expect(await codes(edit("tests/conftest.py", "import pytest\n", `import pytest\n${hook}\n`))).toEqual([
        "collection-changed",
      ]);
    },
  );

  test.each([
    ["written over several lines", python("assert f(1) == 3"), python(LONG)],
    ["the same name in two classes", CLASS, `${CLASS}\n\n${CLASS.replace("TestA", "TestB")}`],
    ["a return at the end", python("assert f() == 1"), python("assert f() == 1\nreturn")],
    ["a case of unittest by any name", CLASS.replace("TestA", "A(TestCase)"), CLASS.replace("TestA", "B(TestCase)")],
  ])("%s is fine", async (_, before, after) => {
    expect(await codes(edit("tests/test_a.py", before, after))).toEqual([]);
  });
});

const go = (body: string): string => `package a\n\nfunc TestA(t *testing.T) {\n${body}\n}\n`;
const CHECK = '\tif f() != 1 {\n\t\tt.Errorf("got %d", f())\n\t}';
const ROWS =
  "\tfor _, c := range []struct{ in, want int }{\n\t\t{1, 2},\n\t\t{2, 3},\n\t} {\n\t\tif f(c.in) != c.want {\n\t\t\tt.Error(c.in)\n\t\t}\n\t}";
const EXAMPLE = "package a\n\nfunc ExampleF() {\n\tfmt.Println(f())\n\t// Output: 1\n}\n";

describe("Go", () => {
  test.each([
    ["another condition", go(CHECK), go(CHECK.replace("!= 1", "== 0")), "assertion-weakened"],
    ["a condition that is never met", go(CHECK), go(CHECK.replace("!= 1", "!= 1 && false")), "assertion-weakened"],
    ["below a return", go(CHECK), go(`\treturn\n${CHECK}`), "test-emptied"],
    ["the routine ends", go(CHECK), go(`\truntime.Goexit()\n${CHECK}`), "test-emptied"],
    ["a row", go(ROWS), go(ROWS.replace("\t\t{2, 3},\n", "")), "test-rows-removed"],
    ["built under a condition", go(CHECK), `//go:build never\n\n${go(CHECK)}`, "test-conditional"],
    ["output of an example", EXAMPLE, EXAMPLE.replace("\t// Output: 1\n", ""), "test-emptied"],
  ])("%s", async (_, before, after, code) => {
    expect(await codes(edit("a/a_test.go", before, after))).toContain(code);
  });

  test("a message and a row more are fine", async () => {
    expect(await codes(edit("a/a_test.go", go(CHECK), go(CHECK.replace("got", "got instead"))))).toEqual([]);
    expect(await codes(edit("a/a_test.go", go(ROWS), go(ROWS.replace("{2, 3},", "{2, 3},\n\t\t{3, 4},"))))).toEqual([]);
  });
});

const rust = (body: string, head = "#[test]"): string => `${head}\nfn a() {\n${body}\n}\n`;
const EQUAL = "    assert_eq!(\n        f(),\n        1\n    );";
const MODULE = `#[cfg(test)]\nmod tests {\n    #[test]\n    fn a() {\n        assert_eq!(f(), 1);\n    }\n}\n`;

describe("Rust", () => {
  test.each([
    ["over several lines", rust(EQUAL), rust("    assert!(\n        f() > 0\n    );"), "assertion-weakened"],
    ["over several lines, gone", rust(EQUAL), rust("    f();"), "test-emptied"],
    ["built under a condition", rust(EQUAL), rust(EQUAL, '#[cfg(feature = "x")]\n#[test]'), "test-conditional"],
    [
      "ignored by an attribute's attribute",
      rust(EQUAL),
      rust(EQUAL, "#[test]\n#[cfg_attr(all(), ignore)]"),
      "test-skip",
    ],
    ["module under a condition", MODULE, MODULE.replace("(test)", '(all(test, feature = "x"))'), "test-conditional"],
    [
      "any panic",
      rust("    f();", '#[test]\n#[should_panic(expected = "x")]'),
      rust("    f();", "#[test]\n#[should_panic]"),
      "test-any-panic",
    ],
    [
      "a case",
      rust(EQUAL, "#[rstest]\n#[case(1)]\n#[case(2)]"),
      rust(EQUAL, "#[rstest]\n#[case(1)]"),
      "test-rows-removed",
    ],
  ])("%s", async (_, before, after, code) => {
    expect(await codes(edit("src/a.rs", before, after))).toContain(code);
  });
});

test("Java: a class that is disabled", async () => {
  const before = "class ATest {\n    @Test\n    void a() {\n        assertEquals(1, f());\n    }\n}\n";
  expect(await codes(edit("src/test/java/ATest.java", before, `@Disabled("later")\n${before}`))).toEqual(["test-skip"]);
});
