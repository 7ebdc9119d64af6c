import { expect, test } from "@jest/globals";
import { createSandbox, type Sandbox } from "../../src/adapters/sandbox/sandbox.ts";
import { runScenario, writes } from "./support/fixture-run.ts";

const FINE = "export const total = (x) => x + 1;\n";
const UGLY = "export const total = (x) => x + 1; // UGLY\n";
const POLICY = `version: 1
tasks: [fix]
rules:
  - { paths: ["src/**"], tasks: [fix] }
commands:
  lint: { run: "node tools/lint.mjs {files}", format: eslint-json }
  types: { run: "node tools/types.mjs", format: tsc }
`;

/** The real sandbox, with the lines that it was given. */
async function watched(): Promise<{ readonly sandbox: Pick<Sandbox, "level" | "run">; readonly lines: string[] }> {
  const real = await createSandbox({ env: { PATH: process.env["PATH"] ?? "" }, minimum: "L0" });
  const lines: string[] = [];
  const run: Sandbox["run"] = (spec, place, signal) => {
    lines.push(spec.command.type === "shell" ? spec.command.line : spec.command.file);
    return real.run(spec, place, signal);
  };
  return { sandbox: { level: real.level, run }, lines };
}

test("where one change is all that was accepted, no command is started on the same tree twice", async () => {
  const { sandbox, lines } = await watched();
  const base = { "package.json": '{ "type": "module" }\n', "src/a.js": FINE };
  const head = { "src/a.js": UGLY };
  const report = await runScenario({ policy: POLICY, base, head, edits: writes({ "src/a.js": FINE }), sandbox });
  expect(report.outcomes.map(({ type }) => type)).toEqual(["accepted"]);
  expect(report.sum.filter(({ gate }) => gate === "lint" || gate === "types")).toMatchObject([
    { status: "passed", commands: [{ command: "node tools/lint.mjs src/a.js", end: { code: 0 } }] },
    { status: "passed", commands: [{ command: "node tools/types.mjs", end: { code: 0 } }] },
  ]);
  const once = ["node tools/lint.mjs src/a.js", "node tools/types.mjs"];
  expect(lines).toEqual([...once, ...once]);
});
