/** What a hostile test can make a gate say, or do in its name (SECURITY.md, table C). */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import type { GateName } from "../../../src/domain/gate.ts";
import { renderReport } from "../../../src/report/render-text.ts";
import { createStyle } from "../../../src/report/style.ts";
import { renderJson, toReportJson } from "../../../src/report/to-report-json.ts";
import { makeGround } from "../../adapters/git/fixture.ts";
import { fencesHere } from "../../adapters/sandbox/support.ts";
import { commandsIn } from "../../domain/runner-commands.ts";
import { runScenario, writes } from "../support/fixture-run.ts";
import type { Scenario } from "../support/fixture-run.ts";
import { bareFence, fenceOf, hostileText, judgeBehind, makePlace } from "./gate-place.ts";
import type { HostileCandidate } from "./gate-place.ts";

const NODE_MODULES = fileURLToPath(new URL("../../../node_modules", import.meta.url));
const [fence] = await fencesHere();

const FINE = "export const total = (x) => x + 1;\n";

/** A fix of `src/a.js` that comes with other files, or with another text of it. */
function fixWith(files: Readonly<Record<string, string>>, more: Partial<Scenario> = {}): Scenario {
  return {
    base: { "package.json": '{ "type": "module" }\n', "src/a.js": FINE },
    head: { "src/a.js": "export const total = (x) => x + 1; // UGLY\n" },
    edits: writes({ "src/a.js": FINE, ...files }),
    policy: [
      "version: 1",
      "rules:",
      '  - { paths: ["src/**"], tasks: [fix] }',
      "commands:",
      '  lint: { run: "node tools/lint.mjs {files}", format: eslint-json }',
      '  test: { run: "node tools/test.mjs", format: exit-code }',
      "",
    ].join("\n"),
    ...more,
  };
}

test("nothing that it prints acts as a command of the runner, wherever it is shown (C4)", async () => {
  const text = hostileText("commands");
  const report = await runScenario(fixWith({ "src/a.js": `${FINE}${text}` }));
  const [outcome] = report.outcomes;
  expect(outcome).toMatchObject({ type: "rejected", reason: expect.stringContaining("gate tests failed") });
  // All that a run prints into the log of its job; the summary is a file of its own, which the runner reads no commands from.
  const json = renderJson(toReportJson(report));
  for (const page of [renderReport(report, createStyle("plain")), json]) {
    expect(page).toContain("add-mask");
    expect(commandsIn(page)).toEqual([]);
  }
  expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(toReportJson(report))));

  const { stdout, stderr } = spawnSync(process.execPath, ["-e", text], { encoding: "utf8" });
  expect(commandsIn(stdout).length).toBeGreaterThanOrEqual(40);
  expect(commandsIn(stderr).length).toBeGreaterThanOrEqual(40);
}, 180_000);

/** Shims of package managers that write down how they were called. */
function plantShims(folder: string): { readonly path: string; readonly calls: () => string } {
  const log = join(folder, "calls");
  mkdirSync(join(folder, "bin"));
  for (const name of ["npm", "npx", "pnpm", "yarn", "bun", "pip", "pip3", "uv", "poetry", "go", "cargo"]) {
    writeFileSync(join(folder, "bin", name), `#!/bin/sh\necho "${name} $*" >> '${log}'\n`, { mode: 0o755 });
  }
  return {
    path: `${folder}/bin:${process.env["PATH"] ?? ""}`,
    calls: () => (existsSync(log) ? readFileSync(log, "utf8") : ""),
  };
}

test("a manifest with an install script is refused, and nothing is ever installed (C14)", async () => {
  using ground = makeGround();
  const marker = join(ground.path, "installed");
  const manifest = `{ "name": "x", "version": "1.0.0", "scripts": { "postinstall": "echo > ${marker}" } }\n`;
  const shims = plantShims(ground.path);
  const env = { PATH: shims.path, HOME: join(ground.path, "home") };
  // With nothing around the commands: a package manager that anything starts is heard of.
  const scenario = fixWith({ "package.json": manifest }, { env, sandbox: bareFence(env) });
  const report = await runScenario(scenario);
  expect(report.outcomes).toMatchObject([{ type: "rejected", reason: expect.stringContaining("gate scope failed") }]);
  expect(JSON.stringify(report.outcomes)).toContain("is protected by **/package.json");
  expect(shims.calls()).toBe("");

  // The shims hear, and the manifest bites where somebody installs by it.
  spawnSync("npm", ["install"], { env, cwd: ground.path });
  expect(shims.calls()).toBe("npm install\n");
  const folder = join(ground.path, "victim");
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), manifest);
  const real = { PATH: process.env["PATH"], HOME: join(ground.path, "home") };
  execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund"], { cwd: folder, env: real });
  expect(existsSync(marker)).toBe(true);
}, 180_000);

/** A repository whose tests run by Jest, with the dependencies of this one. */
function makeJestPlace() {
  const place = makePlace({
    "package.json": '{ "name": "sample", "version": "1.0.0", "jest": { "transform": {} } }\n',
    ".gitignore": "node_modules\n",
    "src/a.cjs": "exports.total = (x) => (x > 0 ? x + 1 : 0);\n",
    "test/a.test.cjs":
      'const { total } = require("../src/a.cjs");\ntest("adds", () => { expect(total(1)).toBe(2); });\n',
  });
  symlinkSync(NODE_MODULES, join(place.repository, "node_modules"));
  return place;
}

const JEST = {
  run: "jest --ci -i --json --outputFile={report} --testMatch='**/*.test.cjs' {tests}",
  format: "jest-json",
} as const;
const JUDGES: readonly GateName[] = ["tests", "stability", "mutation"];
const asTest = (body: string) => `const { total } = require("../src/a.cjs");\n${body}\n`;

/** A test that proves nothing; what alone lets it through; the gate that does not. */
const VACUOUS: readonly (readonly [string, string, string, string])[] = [
  ["ends the runner while it is loaded", "process.exit(0);", "exit code", "tests failed"],
  ["is skipped", 'test.skip("x", () => { expect(total(1)).toBe(2); });', "tests", "mutation failed"],
  ["is always true", 'test("x", () => { expect(true).toBe(true); });', "tests", "stability failed"],
  ["asserts nothing", 'test("x", () => { total(1); });', "tests", "stability failed"],
  ["forges the runner's report", hostileText("forge"), "tests", "mutation errored"],
];

if (fence === undefined) {
  test.skip("no bubblewrap and no namespaces on this machine: nothing to test a fence with", () => undefined);
} else {
  const { mechanism } = fence;
  describe(`executed by the gate, behind ${fence.name}`, () => {
    test("a test that changes the code, the configuration and other tests fails its candidate (C7)", async () => {
      using place = makePlace();
      const broken = { "src/a.cjs": "exports.total = (x) => x - 1;\n" };
      const behind = await fenceOf(mechanism, place);
      const honest = await judgeBehind(behind, place, { text: "", files: broken });
      expect(honest.last).toMatchObject({ status: "failed", diagnostics: [{ source: "test" }] });

      const rewriting = { text: "", files: { ...broken, "test/0.cjs": hostileText("rewrite") } };
      const { last } = await judgeBehind(behind, place, { ...rewriting, level: "advisory" });
      expect(last).toMatchObject({
        status: "failed",
        level: "required",
        diagnostics: [
          {
            code: "stray-change",
            message: "work tree changed by the tests: package.json, src/a.cjs, test/a.cjs, vitest.config.mjs",
          },
        ],
        // To its command all was well.
        commands: [{ end: { type: "exited", code: 0 } }],
      });

      const folder = join(place.ground.path, "control");
      cpSync(place.repository, folder, { recursive: true });
      for (const [name, text] of Object.entries(rewriting.files)) writeFileSync(join(folder, name), text);
      const line = "for file in test/*.cjs; do node $file || exit 1; done";
      expect(spawnSync("/bin/sh", ["-c", line], { cwd: folder }).status).toBe(0);
      expect(readFileSync(join(folder, "src/a.cjs"), "utf8")).not.toBe(broken["src/a.cjs"]);
    }, 180_000);

    test.each(VACUOUS)(
      "a test that %s is no proof (C8)",
      async (_, body, passesAlone, verdict) => {
        using place = makeJestPlace();
        const behind = await fenceOf(mechanism, place);
        const candidate: HostileCandidate = { name: "test/hostile.test.cjs", text: asTest(body), command: JEST };
        const { last } = await judgeBehind(behind, place, { ...candidate, on: JUDGES });
        expect(`${last.gate} ${last.status}`).toBe(verdict);

        const trusting: HostileCandidate =
          passesAlone === "tests"
            ? { ...candidate, on: ["tests"] }
            : {
                ...candidate,
                on: ["tests"],
                command: { run: JEST.run.replace("{report}", "/dev/null"), format: "exit-code" },
              };
        expect((await judgeBehind(behind, place, trusting)).last.status).toBe("passed");
      },
      180_000,
    );
  });
}
