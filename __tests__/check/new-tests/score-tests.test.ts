import { expect, test } from "@jest/globals";
import { LEFT_OVER, NOT_RUN } from "../../../src/check/new-tests/harness-head.ts";
import { scoreTests } from "../../../src/check/new-tests/score-tests.ts";
import type { TestCase } from "../../../src/check/parse/test-report.ts";
import { EMPTIED } from "../../../src/code/mutate/emptied.ts";
import { findMutants } from "../../../src/code/mutate/find-mutants.ts";
import { repoPath } from "../../probe/plans.ts";

const file = {
  path: repoPath("a.test.js"),
  target: repoPath("a.js"),
  text: 'test("adds", () => {});\ntest("is", () => {});\n',
};
const mutants = findMutants("a.js", "export function f(a, b) { return a + b * 2 < 7; }\n");
const [first = 0, second = 0, third = 0] = mutants.map(({ id }) => id);

const MESSAGES: Readonly<Record<string, string>> = { late: `Error: ${NOT_RUN}`, disturbed: `Error: ${LEFT_OVER}` };

/** Outcomes by mutant and title; `late` stands for a test that no time was left for, `disturbed` for one hit by another mutant's. */
function score(
  outcomes: readonly (readonly [number, string, "passed" | "failed" | "late" | "disturbed"])[],
  minScore = 0,
  unreached: readonly number[] = [],
) {
  const cases = outcomes.map(([id, title, end]): TestCase => ({
    path: "a.test.js",
    name: `mutant ${id}: > ${title}`,
    status: end === "passed" ? "passed" : "failed",
    message: MESSAGES[end] ?? "",
  }));
  return scoreTests(
    { file, mutants, whole: 40 },
    { level: "required", minScore },
    { tests: cases, broken: [], unreached: new Set(unreached) },
  );
}

const START = [
  [0, "adds", "passed"],
  [0, "is", "passed"],
  [EMPTIED, "adds", "failed"],
  [EMPTIED, "is", "failed"],
] as const;

test("only mutants that were run count, and the evidence says how many those are", () => {
  const answer = score([
    ...START,
    [first, "adds", "failed"],
    [first, "is", "late"],
    [second, "adds", "passed"],
    [second, "is", "passed"],
    [third, "adds", "passed"],
    [third, "is", "late"],
  ]);
  expect(answer).toEqual({
    status: "passed",
    figures: {
      mutants: 2,
      killed: 1,
      timed_out: 0,
      survived: 1,
      score: 50,
      sample: "2 of 40 mutants run, seeded sample",
      survivors: "a.js: 1:34 ConditionalExpression",
    },
  });
});

test("the least score is asked of those that were run", () => {
  const run = [...START, [first, "adds", "failed"], [second, "adds", "passed"], [third, "adds", "late"]] as const;
  expect(score(run, 50).status).toBe("passed");
  expect(score(run, 51)).toMatchObject({
    status: "failed",
    diagnostics: [
      { code: "min-score", message: expect.stringContaining("50 % of small changes to a.js, at least 51 %") },
      { code: "survived" },
    ],
  });
});

test("a test that was hit by what another mutant left behind says nothing of its own", () => {
  const run = [...START, [first, "adds", "disturbed"], [second, "adds", "failed"]] as const;
  expect(score(run)).toMatchObject({ status: "passed", figures: { mutants: 1, killed: 1, score: 100 } });
});

test("no mutant run at all is no verdict", () => {
  expect(score([...START, [first, "adds", "late"], [first, "is", "late"]])).toEqual({
    status: "errored",
    reason: "no small change to a.js could be tried in the time there is",
    remedy: "Raise gates.mutation.seconds",
  });
});

test("a test that passes on the emptied target and notices nothing is named, whatever the others do", () => {
  const answer = score([
    [0, "adds", "passed"],
    [0, "is", "passed"],
    [EMPTIED, "adds", "failed"],
    [EMPTIED, "is", "passed"],
    [first, "adds", "failed"],
    [first, "is", "late"],
  ]);
  expect(answer).toMatchObject({
    status: "failed",
    diagnostics: [{ code: "passes-without-body", message: expect.stringContaining("the test is passes") }],
  });
});

test("a test that passes on the emptied target is named, also where another one came to no end there", () => {
  const run = [...START.slice(0, 2), [EMPTIED, "is", "passed"], [first, "adds", "failed"]] as const;
  expect(score(run)).toMatchObject({ status: "failed", diagnostics: [{ code: "passes-without-body" }] });
  // A process that came to no end names no suites: this may be any test of the name.
  const unknown = [[0, "suite > adds", "passed"], [0, "suite > is", "passed"], ...run.slice(2)] as const;
  expect(score(unknown)).toMatchObject({ status: "passed" });
});

test("tests that notice no small change fail, whatever score is asked for", () => {
  const run = [...START, [first, "adds", "passed"], [first, "is", "passed"]] as const;
  expect(score(run, 0)).toMatchObject({
    status: "failed",
    diagnostics: [
      { code: "min-score", message: expect.stringContaining("none of 1 small changes") },
      { code: "survived" },
    ],
  });
});
