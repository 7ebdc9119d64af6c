import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { parseEslintJson } from "../../../src/check/parse/eslint-json.ts";
import { parseJestJson } from "../../../src/check/parse/jest-json.ts";
import { jsonSyntaxErrors } from "../../../src/check/parse/json-syntax.ts";
import { parseLcov } from "../../../src/check/parse/lcov.ts";
import { parseTsc } from "../../../src/check/parse/tsc.ts";
import { toWorkspacePath } from "../../../src/check/parse/workspace-path.ts";

const ROOT = "/workspace";

/** Output that the real tool wrote, with the workspace's place replaced. */
function recorded(name: string): string {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");
}

describe("ESLint JSON", () => {
  test("a recorded run: errors, warnings, a parse error; remarks on ignored files left out", () => {
    expect(parseEslintJson(recorded("eslint.json"), ROOT)).toEqual({
      ok: true,
      diagnostics: [
        {
          source: "eslint",
          severity: "error",
          message: "Parsing error: Expression expected.",
          path: "src/broken.ts",
          range: { line: 1, column: 30 },
        },
        {
          source: "eslint",
          code: "no-console",
          severity: "warning",
          message: "Unexpected console statement.",
          path: "src/noisy.ts",
          range: { line: 2, column: 3, endLine: 2, endColumn: 14 },
        },
      ],
    });
  });

  test("lines of a script runner before it do no harm", () => {
    expect(parseEslintJson("\n> lint\n> eslint --format json\n\n[]\n", ROOT)).toEqual({ ok: true, diagnostics: [] });
  });

  test.each([
    ["nothing", "", /not JSON/u],
    ["a stylish report", "src/a.ts\n  1:1  error", /not JSON/u],
    ["cut output", '[{"filePath":"/workspace/a.ts","mess', /not JSON/u],
    ["an object", "{}", /not a list/u],
    ["an entry without messages", '[{"filePath":"/workspace/a.ts"}]', /no messages/u],
    ["a message without severity", '[{"filePath":"/workspace/a.ts","messages":[{"message":"x"}]}]', /a\.ts/u],
    ["a file elsewhere", '[{"filePath":"/etc/a.ts","messages":[]}]', /outside the workspace/u],
  ])("%s is a reason, not an empty answer", (_, text, reason) => {
    expect(parseEslintJson(text, ROOT)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  });

  test("a hostile message is disarmed", () => {
    const text = JSON.stringify([
      { filePath: "/workspace/a.ts", messages: [{ message: "##[error]x\n::debug::y", severity: 2, line: 0 }] },
    ]);
    expect(parseEslintJson(text, ROOT)).toMatchObject({
      diagnostics: [{ message: "##\\[error]x\n| ::debug::y" }],
    });
  });
});

describe("tsc", () => {
  test("a recorded run: places, codes and continuation lines", () => {
    const result = parseTsc(recorded("tsc.txt"), ROOT);
    expect(result).toMatchObject({
      ok: true,
      diagnostics: [
        { code: "TS2322", path: "src/noisy.ts", range: { line: 4, column: 14 }, severity: "error", source: "tsc" },
        { code: "TS2322", path: "src/noisy.ts", range: { line: 5, column: 14 } },
        { code: "TS2304", path: "src/noisy.ts", message: "Cannot find name 'gone'." },
      ],
    });
    const [, second] = result.ok ? result.diagnostics : [];
    expect(second?.message).toMatch(/^Type '.*\n {2}Types of parameters/u);
  });

  test("a recorded global error has no file", () => {
    const message = "The specified path does not exist: 'nowhere.json'.";
    expect(parseTsc(recorded("tsc-global.txt"), ROOT)).toEqual({
      ok: true,
      diagnostics: [{ source: "tsc", code: "TS5058", severity: "error", message }],
      stopped: `tsc checks no types before this is mended: TS5058 ${message}`,
    });
  });

  test.each([
    ["nothing", "", []],
    ["banners", "\n> types\n> tsc --noEmit\n\n", []],
    ["absolute path", "/workspace/a b(1).ts(2,3): error TS1: x", ["a b(1).ts"]],
    ["a library elsewhere", "../lib/x.d.ts(2,3): error TS1: x", ["../lib/x.d.ts"]],
    ["Windows line ends", "a.ts(2,3): error TS1: x\r\n  y\r\n", ["a.ts"]],
  ])("%s", (_, text, paths) => {
    const result = parseTsc(text, ROOT);
    expect(result.ok ? result.diagnostics.map(({ path }) => path) : result.reason).toEqual(paths);
  });

  test.each([
    ["the recorded pretty format", recorded("tsc-pretty.txt")],
    ["a crash", "RangeError: Maximum call stack size exceeded"],
    ["a continuation of nothing", "  at x"],
  ])("%s is a reason, not an empty answer", (_, text) => {
    expect(parseTsc(text, ROOT)).toMatchObject({ ok: false, reason: expect.stringContaining("--pretty false") });
  });
});

describe("Jest JSON", () => {
  test("a recorded run: tests by name, a broken suite, places from the stack", () => {
    const result = parseJestJson(recorded("jest.json"), ROOT);
    expect(result.ok).toBe(true);
    if (!result.ok) return;
    const { tests, broken, paths } = result.report;
    expect(tests.map(({ path, name, status }) => `${path} ${name}: ${status}`).sort()).toEqual([
      "test/math.test.ts adds: passed",
      "test/math.test.ts sign of a positive number: passed",
      "test/red.test.ts sign of NaN: skipped",
      "test/red.test.ts sign of a negative number: failed",
      "test/red.test.ts sign of zero: skipped",
      "test/red.test.ts sign twice (2): passed",
      "test/red.test.ts sign twice: passed",
      "test/text.test.ts shouts: passed",
    ]);
    const failed = tests.find(({ status }) => status === "failed");
    expect(failed).toMatchObject({ line: 5 });
    expect(failed?.message).toContain("Expected: 2\nReceived: -1");
    expect(broken).toEqual([
      {
        path: "test/bad.test.ts",
        line: expect.any(Number),
        message: expect.stringContaining("Cannot find module '../src/gone'"),
      },
    ]);
    expect(paths.size).toBe(4);
  });

  const suite = (tests: unknown[], more = {}) => ({
    numTotalTests: tests.length,
    numPassedTests: tests.length,
    numFailedTests: 0,
    testResults: [{ name: "/workspace/a.test.js", status: "passed", message: "", assertionResults: tests }],
    ...more,
  });
  const passed = { fullName: "a", status: "passed", failureMessages: [] };

  test.each([
    ["nothing", "", /not JSON/u],
    ["no results", "{}", /testResults/u],
    ["a suite without name", JSON.stringify({ testResults: [{}] }), /no name/u],
    ["a suite elsewhere", JSON.stringify({ testResults: [{ name: "/x", assertionResults: [] }] }), /outside/u],
    ["an unknown status", JSON.stringify(suite([{ ...passed, status: "great" }])), /"great"/u],
    ["a test without name", JSON.stringify(suite([{ status: "passed" }])), /no name/u],
    ["a test that is none", JSON.stringify(suite([3])), /no object/u],
    ["counts that disagree", JSON.stringify(suite([passed], { numPassedTests: 2 })), /numPassedTests 2 and lists 1/u],
    ["no counts", JSON.stringify({ testResults: [] }), /no numTotalTests/u],
  ])("%s is a reason, not an empty answer", (_, text, reason) => {
    expect(parseJestJson(text, ROOT)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  });
});

describe("lcov", () => {
  test("a recorded run", () => {
    const result = parseLcov(recorded("lcov.info"), ROOT);
    expect(result.ok).toBe(true);
    if (!result.ok) return;
    expect([...result.coverage.keys()]).toEqual(["src/math.ts", "src/text.ts"]);
    const math = result.coverage.get("src/math.ts");
    expect(math?.branches).toEqual({ covered: 3, total: 4 });
    expect(math?.functions).toEqual({ covered: 2, total: 2 });
    expect(math?.lines.get(8)).toBe(2);
  });

  test("absolute and relative paths are one file, its records add up; others are left out", () => {
    const record = (path: string) => `TN:x\nSF:${path}\nDA:1,0\nDA:2,1,abc\nBRDA:1,0,0,-\nFNDA:0,f\nend_of_record\n`;
    const result = parseLcov(`${record("/workspace/a.ts")}${record("./a.ts")}${record("/usr/b.ts")}`, ROOT);
    expect(result.ok ? [...result.coverage] : result.reason).toEqual([
      [
        "a.ts",
        {
          lines: new Map([
            [1, 0],
            [2, 2],
          ]),
          branches: { covered: 0, total: 1 },
          branchLines: new Map([[1, { covered: 0, total: 1 }]]),
          functions: { covered: 0, total: 1 },
        },
      ],
    ]);
  });

  test.each([
    ["HTML", "<html>", /line 1/u],
    ["a cut file", "SF:a.ts\nDA:1,1\n", /middle of a record/u],
    ["a line outside of a record", "DA:1,1", /line 1/u],
    ["an end too many", "end_of_record", /not begun/u],
    ["no number", "SF:a\nDA:1,many\nend_of_record", /line 2/u],
    ["a negative count", "SF:a\nBRDA:1,0,0,-3\nend_of_record", /line 2/u],
  ])("%s is a reason, not an empty answer", (_, text, reason) => {
    expect(parseLcov(text, ROOT)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  });

  test("an empty file covers nothing", () => {
    expect(parseLcov("", ROOT)).toEqual({ ok: true, coverage: new Map() });
  });
});

test.each([
  ["/workspace/src/a.ts", "src/a.ts"],
  ["src/../lib/./a.ts", "lib/a.ts"],
  ["file:///workspace/a.ts", "a.ts"],
  ["src\\a.ts", "src/a.ts"],
  ["/workspace2/a.ts", undefined],
  ["../a.ts", undefined],
  ["/workspace/", undefined],
])("the path %s in the workspace is %s", (raw, expected) => {
  expect(toWorkspacePath(raw, ROOT)).toBe(expected);
});

test.each([
  ["JSON", '{"a": [1, 2]}', "json", undefined],
  ["JSON with a byte order mark", "\ufeff{}", "json", undefined],
  ["a comment in JSON", "{ // a\n}", "json", 1],
  ["a comment and trailing commas in JSONC", '{ // a, }\n "a": "// \\" /*", /* , */ "b": [1,], }', "jsonc", undefined],
  ["an unclosed object", '{\n"a": 1', "json", 2],
  ["a missing comma", '{\n"a": 1\n"b": 2 }', "jsonc", 3],
  ["an empty JSONC file", " \n", "jsonc", undefined],
  ["an empty JSON file", "", "json", 1],
] as const)("syntax of %s", (_, text, dialect, line) => {
  expect(jsonSyntaxErrors(text, dialect)[0]?.line).toBe(line);
});
