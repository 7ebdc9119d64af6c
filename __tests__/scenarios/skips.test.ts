import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { SKIP_REASONS, type SkipReason } from "../../src/domain/plan.ts";
import { DEFAULT_POLICY, normalise, runScenario, type Scenario } from "./support/fixture-run.ts";

const LFS = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n";
const TEXT = "export const a = 1;\n";

function policy(rule: string, more = ""): string {
  return `version: 1\ntasks: [fix, docs, tests]\nrules:\n  - ${rule}\n${more}`;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The state that a run leaves which rejected the fix of a file under the default policy. */
function triedBefore(target: string, text: string): string {
  const tried = {
    target,
    text: digest(text),
    terms: digest(JSON.stringify(["0.0.0", digest(DEFAULT_POLICY), ["embedded: fix"], null])),
    end: "rejected",
    at: "2026-01-01T03:00:00.000Z",
    reason: "gate lint: no",
  };
  const id = `fix-${digest(`fix\0${target}`).slice(0, 10)}`;
  return JSON.stringify({ schema: "assay/state@1", tried: { [id]: tried }, days: {} });
}

/** What is left out, and why: one repository for each reason. */
const SCENARIOS: Readonly<Record<Exclude<SkipReason, "unborn-branch">, Scenario>> = {
  deleted: { base: { "src/a.js": TEXT }, head: { "src/a.js": null } },
  submodule: { head: { "src/lib": { submodule: "1".repeat(40) } } },
  symlink: { head: { "src/a.js": { link: "/etc/passwd" } } },
  binary: { head: { "src/a.js": Buffer.from([0, 1, 2]) } },
  "lfs-pointer": { head: { "src/a.js": LFS } },
  "too-large": { head: { "src/a.js": "x".repeat(200) }, policy: `${DEFAULT_POLICY}limits: { file-bytes: 100 }\n` },
  "unsupported-name": { head: { "src/a\nb.js": TEXT } },
  "not-utf8": { head: { "src/a.js": Buffer.from([0x61, 0xe9, 0x0a]) } },
  protected: { head: { "package.json": "{}\n" } },
  "no-rule": { head: { "docs/a.md": "# A\n" } },
  "rule-has-no-task": { head: { "src/a.js": TEXT }, policy: policy('{ paths: ["src/**"], tasks: [] }') },
  "not-selected": { head: { "src/a.js": TEXT }, settings: { paths: ["lib/**"] } },
  "no-writable-path": {
    head: { "src/a.js": TEXT },
    policy: policy('{ paths: ["src/**"], tasks: [tests], write: ["gen/{name}.js"] }', 'protected: ["gen/**"]\n'),
    kinds: ["tests"],
  },
  "nothing-to-fill-in": {
    head: { "src/a.js": TEXT },
    policy: 'version: 1\ntasks: [scaffold]\nrules: [{ paths: ["src/**"], tasks: [scaffold] }]\n',
    kinds: ["scaffold"],
  },
  "writable-taken": {
    head: { "src/a.js": TEXT },
    policy: policy('{ paths: ["src/**"], tasks: [fix, docs] }'),
    kinds: ["fix", "docs"],
  },
  "task-limit": { head: { "src/a.js": TEXT, "src/b.js": TEXT }, policy: `${DEFAULT_POLICY}limits: { tasks: 1 }\n` },
  "daily-cap": { head: { "src/a.js": TEXT, "src/b.js": TEXT }, policy: `${DEFAULT_POLICY}caps: { tasks: 1 }\n` },
  "not-hot": {
    head: { "src/a.js": TEXT, "src/b.js": "export const b = (a) => (a ? 1 : 2);\n" },
    policy: `${DEFAULT_POLICY}schedule: { targets: 1 }\n`,
    settings: { hotspots: true },
  },
  tried: { head: { "src/a.js": TEXT }, settings: { hotspots: true }, state: triedBefore("src/a.js", TEXT) },
  "package-stays": {
    base: { "package.json": "{}\n", "src/a.js": "exports.a = 1;\n" },
    head: { "src/a.js": "exports.a = (name) => require(name);\n" },
    policy: `version: 1
tasks: [refactor]
rules: [{ paths: ["**/*.js"], tasks: [refactor] }]
refactor: { modules: import }
`,
    kinds: ["refactor"],
  },
  "no-engine": { head: { "src/a.js": TEXT }, policy: policy('{ paths: ["src/**"], tasks: [docs] }') },
  "no-changes": { head: {} },
};

test.each(Object.entries(SCENARIOS))("%s", async (reason, scenario) => {
  const report = await runScenario(scenario);
  expect(report.plan.skips.map((skip) => skip.reason)).toContain(reason);
  expect(normalise(report)).toMatchSnapshot();
});

test("every reason has its scenario; a branch without a commit ends the run before there is a plan", () => {
  expect([...Object.keys(SCENARIOS), "unborn-branch"].sort()).toEqual([...SKIP_REASONS].sort());
});
