import { expect, test } from "@jest/globals";
import type { GateContext } from "../../../src/check/gate.ts";
import type { HarnessPlan } from "../../../src/check/new-tests/harness-head.ts";
import type { Launch } from "../../../src/check/tool-runner.ts";
import { runMutants } from "../../../src/check/new-tests/run-mutants.ts";
import { EMPTIED, emptiedBodies } from "../../../src/code/mutate/emptied.ts";
import { findMutants } from "../../../src/code/mutate/find-mutants.ts";
import type { FileChange } from "../../../src/domain/change.ts";
import type { CommandEnd } from "../../../src/domain/command.ts";
import { fileChange, policy, task } from "../subjects.ts";

const TARGET = "module.exports = { add: (a, b) => a + b, unseen: (a, b) => a * b };\n";
const TESTS = Array.from({ length: 200 }, (_, index) => `test("adds ${index}", () => {});\n`).join("");
const mutants = findMutants("a.js", TARGET);
const [first = 0, second = 0, ...others] = mutants.map(({ id }) => id);

/** A start of the runner as it is answered: how it ended, its record, and by mutant and title what is in its report. */
interface Answer {
  readonly end?: CommandEnd;
  readonly record: readonly object[];
  readonly report?: readonly (readonly [number, string, "passed" | "failed"])[];
}

function toLaunch(line: string, { end, record, report }: Answer): Launch {
  const tests = report?.map(([id, title, status]) => ({
    ...{ ancestorTitles: [`mutant ${id}:`], title, fullName: `mutant ${id}: ${title}`, status },
    failureMessages: [],
  }));
  const failed = (tests ?? []).filter(({ status }) => status === "failed").length;
  const json = {
    ...{ numTotalTests: tests?.length, numFailedTests: failed, numPassedTests: (tests?.length ?? 0) - failed },
    ...{ numPendingTests: 0, numTodoTests: 0, numRuntimeErrorTestSuites: 0, success: failed === 0 },
    testResults: [{ name: "/place/a.test.js", status: "failed", message: "", assertionResults: tests }],
  };
  const name = /\{scratch\}\/(mutants-\d+)/u.exec(line)?.[1] ?? "";
  const scratch = new Map([[name, record.map((entry) => `${JSON.stringify(entry)}\n`).join("")]]);
  if (tests !== undefined) scratch.set("report", JSON.stringify(json));
  const result = { end: end ?? { type: "exited", code: failed > 0 ? 1 : 0 }, stdout: "", stderr: "", durationMs: 1 };
  return { line, result: { ...result, isolation: "L0", scratch } };
}

/** Runs the mutants with a runner that answers so, in a workspace that refuses what was made on another text. */
async function run(answers: readonly Answer[], before?: string) {
  const texts = new Map<string, string>([
    ["a.js", TARGET],
    ["a.test.js", TESTS],
  ]);
  const harnesses: string[] = [];
  const known = new Map<string, Launch>();
  const of = task("tests", "a.js", "a.test.js");
  const test = { run: "npx jest --json --outputFile={report} {tests}", format: "jest-json" } as const;
  const own = fileChange("a.test.js", undefined, TESTS);
  const context = {
    subject: { scope: "candidate", tasks: [of], files: [] },
    policy: policy({ commands: { test } }),
    setting: { level: "required" },
    protectedBy: () => undefined,
    baseline: { records: [], strays: new Set() },
    signal: new AbortController().signal,
    workspace: {
      read: (path: string) => Promise.resolve(texts.get(path)),
      apply: (files: readonly FileChange[]) => {
        const wrong = files.find(({ path, before }) => texts.get(path) !== before);
        for (const { path, after } of files) texts.set(path, after ?? "");
        return Promise.resolve(wrong === undefined ? [] : [{ path: wrong.path, message: "is not what it was" }]);
      },
      reset: () => Promise.resolve(),
    },
    tools: {
      root: "/place",
      read: () => Promise.resolve(undefined),
      launched: () => known.size,
      launch: (line: string) => {
        const launch = known.get(line) ?? toLaunch(line, answers[known.size] ?? { record: [] });
        if (!known.has(line)) harnesses.push(texts.get("a.assay-mutants.test.js") ?? "");
        known.set(line, launch);
        return Promise.resolve(launch);
      },
    },
  } as unknown as GateContext;
  const result = await runMutants({
    ...{ context, runner: "jest", line: test.run, text: TARGET, mutants, budgetMs: 1_000 },
    file: { path: own.path, target: of.target, text: TESTS, ...(before === undefined ? {} : { before }) },
    emptied: emptiedBodies(mutants),
  });
  const ids = harnesses.map((text) => JSON.parse(/const ids = (.*);/u.exec(text)?.[1] ?? "[]") as readonly number[]);
  const tests = result.type === "run" ? result.results.tests.map(({ name, status }) => `${name} ${status}`) : [];
  const plan = JSON.parse(/const plan = (.*);/u.exec(harnesses[0] ?? "")?.[1] ?? "{}") as HarnessPlan;
  return { result, ids, tests, plan };
}

const SURVEY = {
  record: [
    { type: "survey", costs: [{ ms: 1, ticks: 1 }], reached: [[first, second]], outside: [] },
    { type: "quiet", tests: [] },
  ],
  report: [
    [0, "adds", "passed"],
    [EMPTIED, "adds", "failed"],
  ],
} as const;

test("only mutants that a test reaches are run, behind the unchanged and the emptied target", async () => {
  const { result, ids, tests } = await run([
    SURVEY,
    {
      record: [],
      report: [
        [first, "adds", "failed"],
        [second, "adds", "passed"],
      ],
    },
  ]);
  expect(ids).toEqual([[0, EMPTIED], mutants.map(({ id }) => id).filter((id) => id === first || id === second)]);
  expect(result).toMatchObject({ type: "run", results: { unreached: new Set(others) } });
  expect(tests).toContain(`mutant ${first}: adds failed`);
});

test("behind a mutant that ended the process the others are run, and what was found before counts", async () => {
  const { ids, tests } = await run([
    SURVEY,
    {
      end: { type: "signalled", signal: "SIGKILL" },
      record: [{ type: "began", id: first }],
    },
    { record: [], report: [[second, "adds", "passed"]] },
  ]);
  expect(ids.at(-1)).toEqual([second]);
  expect(tests).toEqual(expect.arrayContaining([`mutant ${first}: > all failed`, `mutant ${second}: adds passed`]));
});

test("a run that was stopped: what it had found counts, and nothing else is started", async () => {
  const { ids, tests } = await run([
    SURVEY,
    {
      end: { type: "cancelled" },
      record: [
        { type: "noticed", id: first, title: "adds", isEndless: false },
        { type: "finished", id: first },
        { type: "began", id: second },
      ],
    },
  ]);
  expect(ids).toHaveLength(2);
  expect(tests).toContain(`mutant ${first}: > adds failed`);
  expect(tests.join()).not.toContain(`mutant ${second}:`);
});

test("a runner that says nothing of mutants has errored", async () => {
  const { result } = await run([SURVEY, { end: { type: "timed-out", limitMs: 60_000 }, record: [] }]);
  expect(result).toMatchObject({ type: "errored", reason: expect.stringContaining("was still running after 60 s") });
});

test("tests that the file had before are not registered, but for those whose title a new one has", async () => {
  const before = `test("adds 0", () => {});\ntest("adds 1", () => {});\ndescribe("other", () => { test("adds 2", () => {}); });\n`;
  const { plan } = await run([SURVEY], before);
  expect(plan.old).toEqual(["adds 0", "adds 1"]);
});

test("a test of before that is red keeps mutants from nothing", async () => {
  const report = [...SURVEY.report, [0, "adds 0", "failed"]] as const;
  const { ids } = await run([{ ...SURVEY, report }], 'test("adds 0", () => {});\n');
  expect(ids).toHaveLength(2);
});
