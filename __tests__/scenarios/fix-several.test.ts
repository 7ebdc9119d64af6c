import { expect, jest, test } from "@jest/globals";
import type { FailedJob } from "../../src/domain/ci-failure.ts";
import { renderJobLog } from "../check/job-log/runner-log.ts";
import { runScenario, writes } from "./support/fixture-run.ts";

jest.setTimeout(300_000);

/** Red until a file is mended; or, where both are, red again. */
const check = (name: string, other = ""): string => `import { readFileSync } from "node:fs";
const isMended = (name) => readFileSync("src/" + name + ".js", "utf8").includes("mended");
if (isMended("${name}")${other === "" ? "" : ` && !isMended("${other}")`}) process.exit(0);
console.error("src/${name}.js:1:1: wrong");
process.exit(1);
`;
const BROKEN = "export const total = (x) => x - 1;\n";
const BASE = {
  "package.json": '{ "type": "module" }\n',
  "src/a.js": "export const total = (x) => x + 1;\n",
  "src/b.js": "export const total = (x) => x + 1;\n",
};
const POLICY = `version: 1
publish: commit
rules:
  - { paths: ["src/**"], tasks: [fix] }
ci: { commands: [node check-a.mjs, node check-b.mjs, node green.mjs] }
`;

function job(name: string, run: string): FailedJob {
  return { name, url: "", log: renderJobLog([{ run, code: 1, output: "" }]) };
}

const JOBS = [
  job("a (20)", "node check-a.mjs"),
  job("a (22)", "node check-a.mjs"),
  job("c", "node green.mjs"),
  job("b", "node check-b.mjs"),
];
const engine: NonNullable<Parameters<typeof runScenario>[0]["engine"]> = {
  propose: ({ task }) =>
    Promise.resolve({
      type: "proposed",
      edits: writes({ [task.target]: "export const total = (x) => x + 1; // mended\n" }),
      rationale: "",
    }),
};
const scenarioOf = (a: string, b: string): Parameters<typeof runScenario>[0] => ({
  policy: POLICY,
  base: { ...BASE, "check-a.mjs": a, "check-b.mjs": b, "green.mjs": "" },
  head: { "src/a.js": BROKEN, "src/b.js": BROKEN },
  settings: { phase: "fix-ci", tasks: ["fix"], ci: true },
  failedJobs: JOBS,
  engine,
});

test("every command that is red is repaired, and all of it is published once", async () => {
  const report = await runScenario(scenarioOf(check("a"), check("b")));
  expect(report.outcomes.map(({ type, task }) => [type, task.target])).toEqual([
    ["accepted", "src/a.js"],
    ["accepted", "src/b.js"],
  ]);
  expect(report.plan.tasks).toHaveLength(2);
  expect(report.sum.filter(({ status }) => status !== "passed" && status !== "skipped")).toEqual([]);
  expect(report.publication).toMatchObject({
    type: "commit",
    commits: [{ task: /^fix-/u }, { task: /^fix-/u }].map(() => expect.anything()),
  });
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
