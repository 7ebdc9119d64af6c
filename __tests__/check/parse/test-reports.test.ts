import { describe, expect, test } from "@jest/globals";
import { parseCargoTest } from "../../../src/check/parse/cargo-test.ts";
import { parseGoModule } from "../../../src/check/parse/go-package.ts";
import { parseGoTestJson } from "../../../src/check/parse/go-test-json.ts";
import { parseJestJson } from "../../../src/check/parse/jest-json.ts";
import { parseJunit } from "../../../src/check/parse/junit.ts";
import { parseMochaJson } from "../../../src/check/parse/mocha-json.ts";
import { parseNodeTest } from "../../../src/check/parse/node-test.ts";
import { parseTap } from "../../../src/check/parse/tap.ts";
import type { TestReportResult } from "../../../src/check/parse/test-report.ts";
import { recorded, ROOT } from "./recorded.ts";

type Parse = (text: string, root: string) => TestReportResult | Promise<TestReportResult>;

const parseGo: Parse = (text, root) =>
  parseGoTestJson(text, { root, module: "example.com/shop", log: recorded("go-test.stderr.txt") });
const parseCargo: Parse = (text, root) => parseCargoTest(text, root, recorded("cargo-test.stderr.txt"));

/** `+ path: name`, with `-` and the place for a failure, `o` for what did not run, `!` for what broke; or the reason. */
async function told(parse: Parse, text: string): Promise<readonly string[]> {
  const result = await parse(text, ROOT);
  if (!result.ok) return [`not read: ${result.reason}`];
  const tests = result.report.tests.map(({ path, name, status, line, place }) => {
    const sign = { passed: "+", failed: "-", skipped: "o" }[status];
    const at =
      place === undefined ? (line === undefined ? "" : ` (${path}:${line})`) : ` (${place.path}:${place.line ?? ""})`;
    return `${sign} ${path}: ${name}${at}`;
  });
  return [
    ...tests,
    ...result.report.broken.map(({ path, line }) => `! ${path}${line === undefined ? "" : `:${line}`}`),
  ];
}

const VITEST = [
  "+ test/math.test.mjs: adds",
  "+ test/math.test.mjs: sign of a positive number",
  "- test/math.test.mjs: sign of a negative number (test/math.test.mjs:6)",
  "o test/math.test.mjs: sign later",
  "o test/math.test.mjs: sign some day",
];
const MOCHA = (file: string): readonly string[] => [
  `+ ${file}: adds`,
  `+ ${file}: sign of a positive number`,
  `- ${file}: sign of a negative number (test/math.test.js:6)`,
  `o ${file}: sign later`,
  `o ${file}: sign some day`,
  `- ${file}: sign with a hook "before all" hook for "never runs" (test/math.test.js:10)`,
];
const PYTEST = [
  "+ tests/test_math.py: tests.test_math test_adds",
  "+ tests/test_math.py: tests.test_math.TestSign test_sign[3-1]",
  "- tests/test_math.py: tests.test_math.TestSign test_sign[-3-1] (tests/test_math.py:12)",
  "o tests/test_math.py: tests.test_math.TestSign test_later",
  "o tests/test_math.py: tests.test_math.TestSign test_known",
  "- tests/test_math.py: tests.test_math test_needs_db (tests/test_math.py:25)",
  "! tests/test_broken.py:1",
];
const NODE = (file: string, deep: string): readonly string[] => [
  `+ ${file}: adds`,
  `+ ${file}: sign of a positive number`,
  `- ${file}: sign of a negative # number (test/math.test.mjs:7)`,
  `o ${file}: sign later`,
  `o ${file}: sign some day`,
  `+ ${file}: ${deep} inner`,
  `+ ${file}: ${deep} inner (2)`,
  `- ${file}: parent child (test/math.test.mjs:12)`,
  "! test/broken.test.mjs",
  "! test/crash.test.mjs",
];

describe("recorded runs", () => {
  test.each<readonly [string, Parse, string, readonly string[]]>([
    ["Vitest as JSON", parseJestJson, "vitest.json", [...VITEST, "! test/broken.test.mjs"]],
    [
      "Vitest as JUnit",
      parseJunit,
      "vitest-junit.xml",
      [...VITEST.map((line) => line.replace("sign ", "sign > ")), "! test/broken.test.mjs:1"],
    ],
    ["Vitest as TAP", parseTap, "vitest.tap", [...VITEST, "! test/broken.test.mjs"]],
    ["Mocha as JSON", parseMochaJson, "mocha.json", MOCHA("test/math.test.js")],
    ["Mocha as xUnit", parseJunit, "mocha-xunit.xml", MOCHA("test/math.test.js")],
    ["Mocha as TAP", parseTap, "mocha.tap", MOCHA("").map((line) => line.replace(/ \(test.*$/u, ""))],
    ["pytest", parseJunit, "pytest-xunit2.xml", PYTEST],
    ["pytest, family xunit1", parseJunit, "pytest-xunit1.xml", PYTEST],
    [
      "pytest, stopped by a file that it could not import",
      parseJunit,
      "pytest-broken.xml",
      ["! tests/test_broken.py:1"],
    ],
    [
      "node --test as JUnit",
      parseNodeTest,
      "node-junit.xml",
      ["+ test/crash.test.mjs: one", ...NODE("test/math.test.mjs", "sign.deep")],
    ],
    ["node --test as TAP: only failures have a file", parseNodeTest, "node.tap", ["+ : one", ...NODE("", "sign deep")]],
    [
      "go test",
      parseGo,
      "go-test.jsonl",
      [
        "- text/: TestShout (text/text_test.go:5)",
        "+ ./: TestAdd",
        "+ ./: TestSign/positive_number",
        "- ./: TestSign/negative (math_test.go:14)",
        "o ./: TestSign/later",
        "! bad/",
      ],
    ],
    [
      "cargo test",
      parseCargo,
      "cargo-test.jsonl",
      [
        "o : shop unittests src/lib.rs: tests::later",
        "+ : shop unittests src/lib.rs: tests::adds",
        "+ : shop unittests src/lib.rs: tests::panics",
        "- : shop unittests src/lib.rs: tests::wrong (src/lib.rs:17)",
        "+ : it tests/it.rs: outside",
        "+ : doc-tests shop: src/lib.rs - add",
      ],
    ],
    ["cargo test, not compiling", parseCargo, "cargo-test-error.jsonl", ["! src/lib.rs:8"]],
  ])("%s", async (_, parse, name, expected) => {
    const lines = await told(parse, recorded(name));
    expect([...lines].sort()).toEqual([...expected].sort());
  });

  test.each<readonly [string, Parse, string, string, string]>([
    ["Vitest", parseJestJson, "vitest.json", "sign of a negative number", "expected -1 to be 1"],
    [
      "Mocha",
      parseMochaJson,
      "mocha.json",
      "sign of a negative number",
      "-1 == 1\n    at Context.<anonymous> (test/math",
    ],
    ["pytest", parseJunit, "pytest-xunit2.xml", "tests.test_math test_needs_db", "RuntimeError: no database"],
    ["node --test", parseNodeTest, "node-junit.xml", "parent child", "boom\nsecond line"],
    ["go test", parseGo, "go-test.jsonl", "TestSign/negative", "math_test.go:14: got -1, want 1"],
    ["cargo test", parseCargo, "cargo-test.jsonl", "shop unittests src/lib.rs: tests::wrong", "left: 3\n right: 4"],
  ])("%s: a failure is told in its own words, without the workspace's path", async (_, parse, name, failed, words) => {
    const result = await parse(recorded(name), ROOT);
    const found = result.ok ? result.report.tests.find((one) => one.name === failed) : undefined;
    expect(found).toMatchObject({ status: "failed", message: expect.stringContaining(words) });
    expect(found?.message).not.toContain(ROOT);
  });

  test("a Go package that could not be built says why", async () => {
    const result = await parseGo(recorded("go-test.jsonl"), ROOT);
    const message = result.ok ? result.report.broken[0]?.message : result.reason;
    expect(message).toBe("bad/bad_test.go:5:28: undefined: undefined");
  });
});

const event = (parts: object): string => JSON.stringify({ Package: "m/p", ...parts });
const CARGO = '{"reason":"build-finished","success":true}\n';

describe("forms that the recorded runs do not have", () => {
  test.each<readonly [string, Parse, string, readonly string[]]>([
    [
      "a JUnit file of Surefire: classes, no files",
      parseJunit,
      '<testsuite name="com.x.MathTest" tests="2" failures="0"><testcase classname="com.x.MathTest" name="adds"/><testcase classname="com.x.MathTest" name="off"><skipped/></testcase></testsuite>',
      ["+ : com.x.MathTest adds", "o : com.x.MathTest off"],
    ],
    [
      "a JUnit file of GoogleTest: notrun",
      parseJunit,
      '<testsuites><testsuite name="A"><testcase name="b" status="notrun" classname="A"/></testsuite></testsuites>',
      ["o : A b"],
    ],
    [
      "PHPUnit: the suite has the file",
      parseJunit,
      '<testsuites><testsuite name="T" file="/workspace/tests/T.php"><testcase name="a" class="T"/></testsuite></testsuites>',
      ["+ tests/T.php: a"],
    ],
    ["TAP 12", parseTap, "1..3\nok 1 first\nnot ok 2 # TODO later\nok\n", ["+ : first", "o : ", "+ :  (2)"]],
    [
      "JUnit of Node 20: tests of one name in several groups",
      parseJunit,
      '<testsuites><testsuite name="a"><testcase name="x" classname="test"/><testsuite name="b"><testcase name="x" classname="test"/></testsuite></testsuite><testcase name="x" classname="test"/></testsuites>',
      ["+ : a x", "+ : a b x", "+ : x"],
    ],
    ["TAP, nothing to do", parseTap, "TAP version 13\n1..0 # skip no tests\n", []],
    ["TAP, a program prints beside it", parseTap, "hello\n}\nok 1 - a\n# note\n1..1\n", ["+ : a"]],
    [
      "TAP, a group that failed by itself",
      parseTap,
      "# Subtest: g\n    ok 1 - a\n    1..1\nnot ok 1 - g\n  ---\n  location: 'a.js:3:1'\n  ...\n1..1\n",
      ["+ : g a", "- : g (a.js:3)"],
    ],
    [
      "go test since 1.24: the build has events",
      parseGo,
      `{"ImportPath":"m/p [m/p.test]","Action":"build-output","Output":"p/a.go:1:1: odd\\n"}\n${event({ Action: "fail" })}`,
      ["! m/p/"],
    ],
    [
      "a Go test that took the package down",
      parseGo,
      [event({ Action: "run", Test: "TestA" }), event({ Action: "fail" })].join("\n"),
      ["- m/p/: TestA"],
    ],
    [
      "a Go test whose subtests all pass",
      parseGo,
      [event({ Action: "pass", Test: "T/a" }), event({ Action: "fail", Test: "T" }), event({ Action: "fail" })].join(
        "\n",
      ),
      ["+ m/p/: T/a", "- m/p/: T"],
    ],
    [
      "cargo without a test",
      parseCargo,
      `${CARGO}\nrunning 0 tests\n\ntest result: ok. 0 passed; 0 failed; 0 ignored; 0 measured\n`,
      [],
    ],
  ])("%s", async (_, parse, text, expected) => {
    expect(await told(parse, text)).toEqual(expected);
  });
});

describe("what is not the format is a reason, not an empty answer", () => {
  test.each<readonly [string, Parse, string, RegExp]>([
    ["JUnit that is none", parseJunit, "oops", /well-formed/u],
    ["JUnit, cut", parseJunit, recorded("pytest-xunit2.xml").slice(0, 900), /well-formed/u],
    ["JUnit, another root", parseJunit, "<checkstyle/>", /not <testsuites>/u],
    ["JUnit, a test without a name", parseJunit, "<testsuite><testcase/></testsuite>", /no name/u],
    [
      "JUnit, failures lost",
      parseJunit,
      '<testsuite name="s" failures="1"><testcase name="a"/></testsuite>',
      /counts 1 failures and lists none/u,
    ],
    [
      "JUnit, failures lost further in",
      parseJunit,
      '<testsuites><testsuite name="s" errors="2"/></testsuites>',
      /counts 2/u,
    ],
    [
      "JUnit, a file elsewhere",
      parseJunit,
      '<testsuite><testcase name="a" file="/etc/a.js"/></testsuite>',
      /outside the workspace/u,
    ],
    ["TAP without a plan", parseTap, "ok 1 - a\n", /no plan/u],
    ["TAP, tests lost", parseTap, "1..2\nok 1 - a\n", /plans 2 tests and has 1/u],
    ["TAP, subtests lost", parseTap, "    ok 1 - a\n    1..2\nok 1 - g\n1..1\n", /plans 2 tests and has 1/u],
    [
      "TAP, braces, subtests lost",
      parseTap,
      "1..1\nok 1 - g {\n    1..2\n    ok 1 - a\n}\n",
      /plans 2 tests and has 1/u,
    ],
    ["TAP, cut in a subtest", parseTap, "1..1\n    ok 1 - a\n", /ends inside a subtest/u],
    ["TAP, bailed out", parseTap, "1..1\nBail out! no database\n", /bailed out: no database/u],
    ["node --test for people", parseNodeTest, "✔ adds (1ms)\nℹ tests 1\n", /--test-reporter=junit/u],
    ["Mocha that is none", parseMochaJson, "Error: Cannot find module", /not JSON/u],
    ["Mocha, no stats", parseMochaJson, "{}", /no stats/u],
    ["Mocha, no lists", parseMochaJson, '{"stats":{}}', /no list of passes/u],
    ["Mocha, tests lost", parseMochaJson, '{"stats":{"passes":2},"passes":[]}', /says passes 2 and lists 0/u],
    ["Mocha, no title", parseMochaJson, '{"stats":{"passes":1},"passes":[{}]}', /no fullTitle/u],
    [
      "Mocha, a file elsewhere",
      parseMochaJson,
      '{"stats":{"passes":1},"passes":[{"fullTitle":"a","file":"/etc/a.js"}]}',
      /outside the workspace/u,
    ],
    ["go test, text", parseGo, "--- FAIL: TestA", /no event/u],
    ["go test, cut", parseGo, event({ Action: "pass", Test: "TestA" }), /ends before the package m\/p did/u],
    ["cargo, the build was not seen", parseCargo, "running 1 test\n", /no build-finished/u],
    ["cargo, cut", parseCargo, `${CARGO}running 1 test\ntest a ... ok\n`, /ends inside the tests/u],
    [
      "cargo, tests lost",
      parseCargo,
      `${CARGO}running 1 test\ntest result: ok. 1 passed; 0 failed; 0 ignored; 0\n`,
      /says 1 passed and lists 0/u,
    ],
  ])("%s", async (_, parse, text, reason) => {
    expect(await parse(text, ROOT)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  });
});

test.each([
  ["module example.com/shop\n\ngo 1.19\n", "example.com/shop"],
  ['// shop\nmodule "shop" // the shop\n', "shop"],
  ["go 1.19\n", undefined],
])("the module of %j", (text, expected) => {
  expect(parseGoModule(text)).toBe(expected);
});
