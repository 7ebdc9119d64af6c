import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { WHOLE } from "../../src/check/expand-line.ts";
import type { Reading } from "../../src/check/reading.ts";
import { runDiagnostics } from "../../src/check/run-diagnostics.ts";
import { runCoverage, runTests } from "../../src/check/run-tests.ts";
import { createToolRunner, type ToolRunner } from "../../src/check/tool-runner.ts";
import type { ToolCommand } from "../../src/domain/command.ts";
import { COVERAGE_FORMATS, DIAGNOSTIC_FORMATS, TEST_FORMATS, type CommandName } from "../../src/domain/policy.ts";
import { policy } from "./subjects.ts";
import { createTempWorkspace } from "./temp-workspace.ts";

/** Recorded output, for a command that prints or copies it. */
function recorded(name: string): string {
  return readFileSync(new URL(`parse/fixtures/${name}`, import.meta.url), "utf8");
}

/** Runs one command of a policy in a directory with these files. */
async function read<Result>(
  files: Readonly<Record<string, string>>,
  commands: Readonly<Partial<Record<CommandName, ToolCommand>>>,
  run: (tools: ToolRunner, used: ReturnType<typeof policy>) => Promise<Result>,
): Promise<Result> {
  await using workspace = await createTempWorkspace(files);
  return await run(createToolRunner({ workspace, commandSeconds: 30 }), policy({ commands }));
}

describe("linters and type checkers", () => {
  test.each<readonly [string, ToolCommand, object]>([
    [
      "a pattern, on standard error",
      { run: "echo 'a.c:1:2: W: odd' >&2; echo; exit 1", format: "pattern", pattern: "%f:%l:%c: %t: %m" },
      { type: "read", value: { diagnostics: [{ path: "a.c", severity: "warning", lineText: "int x;" }] } },
    ],
    [
      "go vet, on standard error",
      { run: "echo 'a.go:1:1: odd' >&2; exit 1", format: "go-vet" },
      { type: "read", value: { detail: "places", diagnostics: [{ source: "go vet" }] } },
    ],
    [
      "a report in a file",
      { run: "cp out.xml {report}; exit 1", format: "checkstyle" },
      { type: "read", value: { diagnostics: [{ message: "Unexpected token" }, {}, {}] } },
    ],
    [
      "a report of an earlier run, left in the repository",
      { run: "test -f report && echo {report} > /dev/null", format: "checkstyle" },
      { type: "errored", reason: expect.stringContaining("without writing its report") },
    ],
    [
      "a linter that broke down",
      { run: "echo '[]'; exit 2", format: "ruff-json" },
      { type: "errored", reason: expect.stringContaining("could not lint") },
    ],
  ])("%s", async (_, lint, expected) => {
    const files = {
      "a.c": "int x;\n",
      report: recorded("oxlint-checkstyle.xml"),
      "out.xml": recorded("oxlint-checkstyle.xml").replace(
        /<file name="src\/a.js">(.*?)<\/file> (.*)<\/check/u,
        "$2<file name='a'>$1</file></check",
      ),
    };
    const reading = await read(files, { lint }, (tools, used) => runDiagnostics(tools, used, "lint", ["a.c"]));
    expect(reading).toMatchObject(expected);
  });

  test.each([...TEST_FORMATS.filter((name) => name !== "rustc-json"), ...COVERAGE_FORMATS])(
    "the format %s holds no diagnostics, and says so",
    async (format) => {
      const reading = await read({}, { lint: { run: "true", format } }, (tools, used) =>
        runDiagnostics(tools, used, "lint", []),
      );
      expect(reading).toMatchObject({ type: "errored", reason: expect.stringContaining("does not hold diagnostics") });
    },
  );
});

describe("tests", () => {
  const suite = (name: string): string =>
    `<testsuite name="${name}"><testcase classname="${name}" name="a"/></testsuite>`;

  test.each<readonly [string, Readonly<Record<string, string>>, ToolCommand, object]>([
    [
      "one report for each class",
      { "b/1.xml": suite("One"), "b/2.xml": suite("Two") },
      { run: "mkdir {report} && cp b/*.xml {report}/", format: "junit" },
      { value: { detail: "tests", report: { tests: [{ name: "One a" }, { name: "Two a" }] } } },
    ],
    [
      "a report of an earlier run, left in the repository",
      { report: suite("One") },
      { run: "echo {report}", format: "junit" },
      { type: "errored", reason: expect.stringContaining("without writing its report") },
    ],
    [
      "packages of the module in go.mod",
      { "go.mod": "module example.com/shop\n", out: recorded("go-test.jsonl"), err: recorded("go-test.stderr.txt") },
      { run: "cat out; cat err >&2; exit 2", format: "go-test-json" },
      { value: { report: { tests: expect.arrayContaining([expect.objectContaining({ path: "text/" })]) } } },
    ],
    [
      "cargo names its test binaries on standard error",
      { out: recorded("cargo-test.jsonl"), err: recorded("cargo-test.stderr.txt") },
      { run: "cat out; cat err >&2; exit 101", format: "rustc-json" },
      {
        value: {
          report: { tests: expect.arrayContaining([expect.objectContaining({ name: "it tests/it.rs: outside" })]) },
        },
      },
    ],
    [
      "pytest found no test",
      { out: '<testsuites><testsuite name="pytest" errors="0" failures="0"/></testsuites>' },
      { run: ": pytest; cat out; exit 5", format: "junit" },
      { value: { report: { tests: [] } } },
    ],
    [
      "no report of tests",
      {},
      { run: "true", format: "lcov" },
      { type: "errored", reason: expect.stringContaining("does not hold test results") },
    ],
  ])("%s", async (_, files, command, expected) => {
    const reading = await read(files, { test: command }, (tools, used) => runTests(tools, used, WHOLE));
    expect(reading).toMatchObject(expected);
    if (reading.type === "read") expect(reading.value).not.toHaveProperty("unexplained");
  });

  test("a run of the tests of one file is told to be no more than that", async () => {
    const files = { "a.js": "", "test/a.js": "", out: "1..1\nok 1 - a\n" };
    const reading = await read(files, { test: { run: ": mocha {tests}; cat out", format: "tap" } }, (tools, used) =>
      runTests(tools, used, { type: "related", files: ["a.js"] }),
    );
    expect(reading).toMatchObject({
      value: { related: ["a.js"] },
      commands: [{ command: ": mocha test/a.js; cat out" }],
    });
  });
});

describe("coverage", () => {
  test.each<readonly [string, Readonly<Record<string, string>>, ToolCommand, readonly string[] | RegExp]>([
    [
      "JaCoCo: below the source root where the file is",
      { x: recorded("jacoco.xml"), "app/A": "", "src/main/java/com/example/Maths.java": "class Maths {}" },
      { run: "mkdir {coverage} && cp x {coverage}/jacoco.xml", format: "jacoco" },
      ["src/main/java/com/example/Maths.java"],
    ],
    [
      "JaCoCo: nothing of it is here",
      { x: recorded("jacoco.xml") },
      { run: "cp x {coverage}", format: "jacoco" },
      /none of its files is in the repository, for example src\/main\/java\/com/u,
    ],
    [
      "Cobertura on standard output",
      { x: recorded("istanbul-cobertura.xml"), "src/math.mjs": "" },
      { run: "cat x", format: "cobertura" },
      ["src/math.mjs"],
    ],
    [
      "Go",
      { "go.mod": "module example.com/shop\n", x: recorded("go.cover") },
      { run: "cp x {coverage}", format: "go-cover" },
      ["math.go"],
    ],
    ["Go without go.mod", { x: recorded("go.cover") }, { run: "cat x", format: "go-cover" }, /no go\.mod/u],
    [
      "coverage.py",
      { x: recorded("coverage-py.json") },
      { run: "mkdir {coverage} && cp x {coverage}/coverage.json", format: "coverage-py-json" },
      ["pkg/__init__.py", "pkg/bad.py", "pkg/math.py"],
    ],
    [
      "a report of an earlier run, left in the repository",
      { "coverage/lcov.info": "SF:a.js\nDA:1,1\nend_of_record\n" },
      { run: "echo {coverage}", format: "lcov" },
      /left no lcov\.info in \{coverage\}/u,
    ],
    ["no coverage", {}, { run: "true", format: "junit" }, /does not hold coverage/u],
  ])("%s", async (_, files, coverage, expected) => {
    const reading = await read(files, { coverage }, (tools, used) => runCoverage(tools, used, WHOLE));
    if (reading.type === "read") expect([...reading.value.keys()]).toEqual(expected);
    else
      expect(reading).toMatchObject({
        type: "errored",
        reason: expect.stringMatching(expected instanceof RegExp ? expected : /^$/u),
      });
  });
});

describe("what the launch did not write itself, or not whole", () => {
  const report = "SF:a.js\nDA:1,1\nend_of_record\n";
  const flawed = (places: readonly string[]): ToolRunner => ({
    root: "/workspace",
    read: () => Promise.resolve(undefined),
    launched: () => 1,
    launch: (line) =>
      Promise.resolve({
        line,
        result: {
          end: { type: "exited", code: 0 },
          stdout: report,
          stderr: "",
          durationMs: 1,
          isolation: "L3",
          scratch: new Map([
            ["coverage/lcov.info", report],
            ["report/a.xml", "<testsuite/>"],
          ]),
          flaws: new Map(places.map((place) => [place, "is no good"])),
        },
      }),
  });

  test.each<readonly [string, string, CommandName, ToolCommand]>([
    ["a coverage report", "coverage/lcov.info", "coverage", { run: "x {coverage}", format: "lcov" }],
    ["coverage on standard output", "stdout", "coverage", { run: "x", format: "lcov" }],
    ["coverage that is too large to be there", "coverage", "coverage", { run: "x {coverage}", format: "clover" }],
    ["one of several test reports", "report/a.xml", "test", { run: "x {report}", format: "junit" }],
    ["a test report that is too large to be there", "report/b.xml", "test", { run: "x {report}", format: "junit" }],
    ["tests on standard output", "stdout", "test", { run: "x", format: "tap" }],
    ["what a linter printed", "stdout", "lint", { run: "x", format: "flake8" }],
    ["the other stream", "stderr", "lint", { run: "x", format: "pattern", pattern: "%m" }],
    ["a linter's report", "report", "lint", { run: "x {report}", format: "checkstyle" }],
  ])("%s is errored, and read where nothing is wrong with it", async (_, place, name, command) => {
    const used = policy({ commands: { [name]: command } });
    const run = (tools: ToolRunner): Promise<Reading<unknown>> => {
      if (name === "coverage") return runCoverage(tools, used, WHOLE);
      return name === "test" ? runTests(tools, used, WHOLE) : runDiagnostics(tools, used, "lint", []);
    };
    const where = place === "stdout" || place === "stderr" ? place : `report ${place}`;
    const reason = expect.stringContaining(`its ${where} is no good`);
    expect(await run(flawed([place]))).toMatchObject({ type: "errored", reason, cause: "no-answer" });
    expect(await run(flawed(["elsewhere"]))).not.toMatchObject({ reason });
  });
});

test("every format is of one kind, but for Rust's", () => {
  const all = [...DIAGNOSTIC_FORMATS, ...TEST_FORMATS, ...COVERAGE_FORMATS];
  expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual(["rustc-json"]);
});
