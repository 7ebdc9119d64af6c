import { expect, jest, test } from "@jest/globals";
import { runScenario, type Scenario } from "./support/fixture-run.ts";
import { BASE, BROKEN, check, job, mending } from "./support/red-commands.ts";

jest.setTimeout(300_000);

const POLICY = `version: 1
publish: commit
rules:
  - { paths: ["src/**"], tasks: [fix] }
ci: { commands: [node check-a.mjs, node check-b.mjs, node green.mjs] }
`;

const JOBS = [
  job("a (20)", "node check-a.mjs"),
  job("a (22)", "node check-a.mjs"),
  job("c", "node green.mjs"),
  job("b", "node check-b.mjs"),
];
const scenarioOf = (a: string, b: string): Scenario => ({
  policy: POLICY,
  base: { ...BASE, "check-a.mjs": a, "check-b.mjs": b, "green.mjs": "" },
  head: { "src/a.js": BROKEN, "src/b.js": BROKEN },
  settings: { phase: "fix-ci", tasks: ["fix"], ci: true },
  failedJobs: JOBS,
  engine: mending,
});

test("every command that is red is repaired, and all of it is published once", async () => {
  const report = await runScenario(scenarioOf(check("a"), check("b")));
  expect(report.outcomes.map(({ type, task }) => [type, task.target])).toEqual([
    ["accepted", "src/a.js"],
    ["accepted", "src/b.js"],
  ]);
  expect(report.plan.tasks).toHaveLength(2);
  expect(report.sum.filter(({ status }) => status !== "passed" && status !== "skipped")).toEqual([]);
  const fix = { task: expect.stringMatching(/^fix-/u) as unknown };
  expect(report.publication).toMatchObject({ type: "commit", commits: [fix, fix] });
  expect(report.conclusion).toBe("success");
});

test("what is left once a repair was taken out is run under the other commands, too", async () => {
  const two = scenarioOf(check("a", "b"), check("b"));
  // Together with b's repair a is red, and together with a's repair c is: each sees it only under its own command.
  const report = await runScenario({
    ...two,
    policy: POLICY.replace("node green.mjs", "node check-c.mjs"),
    base: { ...two.base, "src/c.js": BASE["src/a.js"], "check-c.mjs": check("c", "a") },
    head: { ...two.head, "src/c.js": BROKEN },
    failedJobs: [job("a", "node check-a.mjs"), job("b", "node check-b.mjs"), job("c", "node check-c.mjs")],
  });
  const ends = report.outcomes.map(({ type, task }) => `${type} ${task.target}`).toSorted();
  expect(ends).toEqual(["accepted src/c.js", "rejected src/a.js", "rejected src/b.js"]);
  expect(report.outcomes.find(({ type }) => type === "rejected")).toMatchObject({
    reason: expect.stringContaining("together with the other accepted changes gate failing"),
  });
  expect(report.publication).toMatchObject({ type: "commit", commits: [expect.anything()] });
  expect(report.conclusion).toBe("neutral");
});
