import { expect, test } from "@jest/globals";
import { GATES } from "../../src/check/gates/index.ts";
import type { GateName } from "../../src/domain/gate.ts";
import type { Report } from "../../src/domain/report.ts";
import { normalise, runScenario, writes, type Files, type Scenario } from "./support/fixture-run.ts";

type Status = "passed" | "failed" | "errored" | "skipped";

const COMMANDS = {
  lint: '{ run: "node tools/lint.mjs {files}", format: eslint-json }',
  types: '{ run: "node tools/types.mjs", format: tsc }',
  test: '{ run: "node tools/test.mjs", format: exit-code }',
  coverage: '{ run: "node tools/coverage.mjs {coverage}", format: lcov }',
} as const;

/** The commands, some of them replaced or (empty) left out, and what the policy says besides. */
function policy(commands: Partial<Record<keyof typeof COMMANDS, string>> = {}, more = ""): string {
  const lines = Object.entries({ ...COMMANDS, ...commands }).filter(([, line]) => line !== "");
  return [
    "version: 1",
    "tasks: [fix]",
    "rules:",
    '  - { paths: ["src/**"], tasks: [fix], write: ["{dir}/{name}.extra.js"] }',
    ...(lines.length === 0 ? [] : ["commands:", ...lines.map(([name, line]) => `  ${name}: ${line}`)]),
    more,
    "",
  ].join("\n");
}

const BASE: Files = {
  "package.json": '{ "type": "module", "dependencies": {} }\n',
  "src/a.js": "export const total = (x) => x + 1;\n",
};
/** What the branch did, and what a good candidate makes of it. */
const UGLY = "export const total = (x) => x + 1; // UGLY\n";
const FINE = "export const total = (x) => x + 1;\n";
const head: Files = { "src/a.js": UGLY };
const fix = (text: string, more: Readonly<Record<string, string>> = {}) => writes({ "src/a.js": text, ...more });

/** A run in which a command does not work. */
function broken(name: keyof typeof COMMANDS, run: string): Scenario {
  return { head, edits: fix(FINE), policy: policy({ [name]: run }) };
}

type Answer = `${GateName} ${Status}`;

/** Gates that judge one kind of task have nothing to say of a fix; they stand in tests of their own. */
const OF_OTHER_KINDS: readonly GateName[] = ["stability", "mutation", "docs-only", "equivalence"];
const JUDGING_FIXES = GATES.filter(({ name }) => !OF_OTHER_KINDS.includes(name));

/** What a run has to show, and the run. */
const SCENARIOS: readonly (readonly [readonly Answer[], Scenario])[] = [
  [
    JUDGING_FIXES.map(({ name }): Answer => `${name} passed`),
    { head, edits: fix(FINE), settings: { publish: "commit" } },
  ],
  [["scope failed"], { head, edits: fix(FINE, { "other.js": "x\n" }) }],
  [["size failed"], { head, edits: fix(FINE + "// x\n".repeat(30)), policy: policy({}, "limits: { lines: 10 }") }],
  [["secrets failed"], { head, edits: fix(`${FINE}export const key = "${["AKIA", "QYLPMN5HNM4ZKQ7T"].join("")}";\n`) }],
  [["license failed"], { head, edits: fix(`// Copyright (c) 2019 Somebody Else, GPL-3.0-only\n${FINE}`) }],
  [
    ["dependency failed"],
    {
      head,
      edits: fix(FINE, {
        "package.json": '{ "type": "module", "dependencies": { "a": "git+https://x.example/a" } }\n',
      }),
      policy: policy({}, "gates: { scope: { level: advisory }, license: { level: advisory } }"),
    },
  ],
  [["tamper failed"], { head, edits: fix(`/* eslint-disable */\n${FINE}`) }],
  [["syntax failed"], { head, edits: fix("export const total = (x => x + 1;\n") }],
  [["syntax skipped"], { head: { "src/a.txt": "UGLY\n" }, edits: writes({ "src/a.txt": "fine\n" }) }],
  [["lint failed"], { head, edits: fix(`${UGLY}// UGLY too\n`) }],
  [["types failed"], { head, edits: fix(`${FINE}// UNTYPED\n`) }],
  [["tests failed"], { head, edits: fix("export const total = (x) => x - 1;\n") }],
  [
    ["coverage failed"],
    {
      head,
      edits: fix(`${FINE}// NEVER-RUN\n`),
      policy: policy({}, "gates: { coverage: { level: required, min-changed-lines: 80 } }"),
    },
  ],
  [["failing failed"], { head, edits: fix(UGLY.replace("x + 1", "1 + x")) }],
  [["lint errored"], broken("lint", '{ run: "node tools/crash.mjs {files}", format: eslint-json }')],
  [["types errored"], broken("types", '{ run: "node tools/crash.mjs", format: tsc }')],
  [["tests errored"], broken("test", '{ run: "node tools/crash.mjs {report}", format: jest-json }')],
  [["coverage errored"], broken("coverage", '{ run: "node tools/crash.mjs {coverage}", format: lcov }')],
  [
    ["lint skipped", "types skipped", "tests skipped", "coverage skipped"],
    { head, edits: fix(FINE), policy: policy({ lint: "", types: "", test: "", coverage: "" }) },
  ],
  [
    ["failing skipped"],
    {
      // One of two places is mended: by itself that leaves the check red, and others could mend the rest.
      head: { "src/a.js": FINE.replace("x + 1", "1 + x"), "src/b.js": FINE.replace("x + 1", "1 + x") },
      edits: fix(FINE),
      settings: { failing: "! grep -q '1 + x' src/a.js src/b.js" },
    },
  ],
];

/** Every answer of a gate in a report: of candidates and of the sum. */
function answersOf(report: Report): readonly string[] {
  const results = [...report.outcomes.flatMap(({ attempts }) => attempts.flatMap(({ gates }) => gates)), ...report.sum];
  return results.map(({ gate, status }) => `${gate} ${status}`);
}

test.each(SCENARIOS)("%j", async (answers, scenario) => {
  const report = await runScenario({ base: BASE, policy: policy(), ...scenario });
  expect(answersOf(report)).toEqual(expect.arrayContaining([...answers]));
  expect(normalise(report)).toMatchSnapshot();
});

test("a secret that a candidate was rejected for is nowhere in the report", async () => {
  const [, scenario] = SCENARIOS.find(([[answer]]) => answer === "secrets failed") ?? [[], { head }];
  const report = await runScenario({ base: BASE, policy: policy(), ...scenario });
  expect(report.outcomes.map(({ type }) => type)).toEqual(["rejected"]);
  expect(normalise(report)).not.toContain("QYLPMN5HNM4ZKQ7T");
});

test("every outcome of every gate has its scenario", () => {
  /** Static gates read texts: nothing of the world can keep them from an answer, and all but one have one for any text. */
  const statuses = (gate: GateName, cost: "static" | "executes"): readonly Status[] => {
    if (cost === "executes") return ["passed", "failed", "errored", "skipped"];
    return gate === "syntax" ? ["passed", "failed", "skipped"] : ["passed", "failed"];
  };
  const wanted = JUDGING_FIXES.flatMap(({ name, cost }) =>
    statuses(name, cost).map((status): Answer => `${name} ${status}`),
  );
  // A check that cannot run ends the run before there is a candidate: reproduction says so.
  const reachable = wanted.filter((answer) => answer !== "failing errored");
  expect(SCENARIOS.flatMap(([answers]) => answers).sort()).toEqual(reachable.sort());
});
