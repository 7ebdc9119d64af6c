import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { runAction, type StepEnd } from "../../../scripts/run-action.ts";
import { PROJECT, runGit } from "../../../scripts/sample.ts";
import { GitStore } from "../../adapters/github/server/git-store.ts";
import { startLogStore, type LogStore } from "../../adapters/github/server/log-store.ts";
import { startServer, type GitHubServer } from "../../adapters/github/server/server.ts";
import { GitHubState } from "../../adapters/github/server/state.ts";
import { recordedOutput, renderJobLog, timeAt, type LoggedStep } from "../../check/job-log/runner-log.ts";
import { DEV, REPOSITORY } from "./hosted.ts";

export const TOKEN = "ghs_canary0123456789abcdefghijklmnopqrstuv";
export const FILES = {
  ".gitignore": "node_modules\n",
  ".github/assay.yml":
    "version: 1\nrules:\n  - paths: ['src/**']\nrepair: { ambiguous: publish }\nci: { commands: [make check] }\n",
  Makefile: "check:\n\t@node check.js\n",
  "check.js":
    'const assert = require("node:assert");\nconst { total } = require("./src/total");\nassert.strictEqual(total([]), 0);\nassert.strictEqual(total([1, 2]), 3);\n',
  "package.json":
    '{ "name": "shop", "version": "1.0.0", "license": "MIT", "scripts": { "test": "jest --ci" }, "devDependencies": { "jest": "*" } }\n',
  "src/total.js":
    "function total(prices) {\n  let sum = 0;\n  for (const price of prices) sum += price;\n  return sum;\n}\n\nmodule.exports = { total };\n",
  "test/total.test.js":
    'const { total } = require("../src/total");\n\ntest("adds up", () => {\n  expect(total([])).toBe(0);\n  expect(total([1, 2, 3])).toBe(6);\n});\n',
};

export interface Scene {
  readonly directory: string;
  readonly root: string;
  readonly head: string;
  readonly server: GitHubServer;
  readonly store: LogStore;
}

async function commit(root: string, files: Readonly<Record<string, string>>): Promise<string> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  }
  const identity = ["-c", "user.name=Dev", "-c", "user.email=dev@example.com", "-c", "commit.gpgSign=false"];
  await runGit(root, ["add", "--all"]);
  await runGit(root, [...identity, "commit", "--quiet", "--message", "work"]);
  return (await runGit(root, ["rev-parse", "HEAD"])).trim();
}

/** A repository whose branch `feature` broke what main does, and a run of CI that failed there. */
export async function withScene(steps: readonly LoggedStep[], work: (scene: Scene) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), "assay-fix-ci-test-"));
  try {
    const root = path.join(directory, "shop");
    await mkdir(root);
    await runGit(root, ["init", "--quiet", "--initial-branch=main"]);
    await symlink(path.join(PROJECT, "node_modules"), path.join(root, "node_modules"), "dir");
    await commit(root, FILES);
    await runGit(root, ["checkout", "--quiet", "-b", "feature"]);
    const head = await commit(root, { "src/total.js": FILES["src/total.js"].replace("sum = 0", "sum = 1") });
    const bare = path.join(directory, "remote.git");
    await runGit(directory, ["clone", "--quiet", "--bare", root, bare]);
    await runGit(root, ["checkout", "--quiet", "--detach"]);
    await mkdir(path.join(directory, "tmp"));
    await using store = await startLogStore();
    await using server = await startServer(new GitHubState(new GitStore(bare)));
    store.texts.set("/1", { text: renderJobLog(steps) });
    const failed = steps.findIndex(({ code = 0 }) => code !== 0);
    const at = timeAt(10 * (failed + 1));
    const step = {
      name: "Check",
      status: "completed",
      conclusion: "failure",
      number: 2,
      started_at: at,
      completed_at: at,
    };
    for (const run of ["5/1", "1/1"]) {
      server.state.jobs.push({ id: 1, run, name: "test", conclusion: "failure", steps: [step], log: `${store.url}/1` });
    }
    await work({ directory, root, head, server, store });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

export function workflowRun({ head }: Scene, more: object = {}): object {
  return {
    action: "completed",
    repository: REPOSITORY,
    sender: DEV,
    workflow_run: {
      id: 5,
      run_attempt: 1,
      name: "CI",
      event: "push",
      conclusion: "failure",
      head_branch: "feature",
      head_sha: head,
      head_repository: REPOSITORY,
      triggering_actor: DEV,
      ...more,
    },
  };
}

/** Runs the action as a step of a workflow; `env`: what the runner says otherwise than in the first job of run 1. */
export function runStep(
  scene: Scene,
  eventName: string,
  event: object,
  inputs: Record<string, string> = {},
  env: Record<string, string> = {},
): Promise<StepEnd> {
  return runAction({
    workspace: scene.root,
    temporary: path.join(scene.directory, "runner"),
    inputs: { token: TOKEN, phase: "all", base: "main", ...inputs },
    eventName,
    event,
    env: {
      PATH: `${path.join(PROJECT, "node_modules", ".bin")}:${process.env["PATH"] ?? ""}`,
      TMPDIR: path.join(scene.directory, "tmp"),
      GITHUB_API_URL: scene.server.url,
      GITHUB_GRAPHQL_URL: `${scene.server.url}/graphql`,
      GITHUB_WORKFLOW: "CI",
      ...env,
    },
  });
}

export const JEST: readonly LoggedStep[] = [
  { run: "npm ci", output: "added 300 packages" },
  { run: "npm test", output: recordedOutput("jest"), code: 1 },
];

/** `check.js` stands for what CI does by a command that no tool is known by. */
export const NODE: readonly LoggedStep[] = [
  { run: "make check", output: "node check.js\nmake: *** [check] Error 1", code: 2 },
];
