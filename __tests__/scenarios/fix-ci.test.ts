import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, jest, test } from "@jest/globals";
import { runAction, type StepEnd } from "../../scripts/run-action.ts";
import { PROJECT, runGit } from "../../scripts/sample.ts";
import { GitStore } from "../adapters/github/server/git-store.ts";
import { startLogStore, type LogStore } from "../adapters/github/server/log-store.ts";
import { startServer, type GitHubServer } from "../adapters/github/server/server.ts";
import { GitHubState } from "../adapters/github/server/state.ts";
import { recordedOutput, renderJobLog, timeAt, type LoggedStep } from "../check/job-log/runner-log.ts";
import { describeBuilt } from "../dist/support/place.ts";
import { DEV, REPOSITORY } from "./support/hosted.ts";

// Each runs the whole action.
jest.setTimeout(300_000);

const TOKEN = "ghs_canary0123456789abcdefghijklmnopqrstuv";
const FILES = {
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

interface Scene {
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
async function withScene(steps: readonly LoggedStep[], work: (scene: Scene) => Promise<void>): Promise<void> {
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

function workflowRun({ head }: Scene, more: object = {}): object {
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

function run(scene: Scene, eventName: string, event: object, inputs: Record<string, string> = {}): Promise<StepEnd> {
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
    },
  });
}

const JEST: readonly LoggedStep[] = [
  { run: "npm ci", output: "added 300 packages" },
  { run: "npm test", output: recordedOutput("jest"), code: 1 },
];

/** `check.js` stands for what CI does by a command that no tool is known by. */
const NODE: readonly LoggedStep[] = [
  { run: "make check", output: "node check.js\nmake: *** [check] Error 1", code: 2 },
];

describeBuilt("the action where CI has failed, its bundle started as the runner does it", () => {
  test("workflow_run: the log of Jest comes to a commit on the branch; its own failure starts nothing", () =>
    withScene(JEST, async (scene) => {
      const { server, store, head } = scene;
      const end = await run(scene, "workflow_run", workflowRun(scene), { publish: "commit" });
      const [repair = ""] = server.state.store.log(head, "refs/heads/feature");
      expect({ code: end.code, outputs: Object.fromEntries(end.outputs) }).toMatchObject({
        code: 0,
        outputs: { conclusion: "success", accepted: "1", publication: "commit", commit: repair },
      });
      expect(end.stdout).toContain(
        "job test failed at `npm test` with exit code 1: jest test/total.test.js; jest test/total.test.js:4",
      );
      expect(await runGit(path.join(scene.directory, "remote.git"), ["show", `${repair}:src/total.js`])).toBe(
        FILES["src/total.js"],
      );
      expect(server.state.notes).toEqual([]);
      expect(JSON.stringify(store.seen)).not.toContain(TOKEN);
      expect(end.stdout + end.summary).not.toContain(TOKEN);

      await runGit(scene.root, ["fetch", "--quiet", path.join(scene.directory, "remote.git"), "feature"]);
      const asked = store.seen.length;
      const own = await run(scene, "workflow_run", workflowRun({ ...scene, head: repair }), { publish: "commit" });
      expect([own.code, own.outputs.get("conclusion"), store.seen.length]).toEqual([0, "neutral", asked]);
      expect(own.stdout).toContain("The commit was made by Assay itself");
      expect(server.violations).toEqual([]);
    }));

  test("fix-ci in the failing workflow: the command of the policy's own list, a pull request against the branch", () =>
    withScene(NODE, async (scene) => {
      const { server, head } = scene;
      const event = {
        ref: "refs/heads/feature",
        before: "0".repeat(40),
        after: head,
        sender: DEV,
        repository: REPOSITORY,
      };
      const end = await run(scene, "push", event, { phase: "fix-ci", publish: "pull-request" });
      expect(end.code).toBe(0);
      const [pull] = server.state.pulls;
      expect(pull).toMatchObject({ base: "feature", state: "open" });
      expect(server.state.notes).toEqual([]);
      expect(server.violations).toEqual([]);
    }));

  test("a command that the policy does not have: one comment with what to add, neutral, and nothing of the log is run", () =>
    withScene(
      [{ run: "make verify TOUCH=$(touch /tmp/assay-must-not-exist)", output: "make: *** [verify] Error 1", code: 2 }],
      async (scene) => {
        const { server, head } = scene;
        const ends = [
          await run(scene, "workflow_run", workflowRun(scene), { publish: "commit" }),
          await run(scene, "workflow_run", workflowRun(scene), { publish: "commit" }),
        ];
        expect(ends.map(({ code, outputs }) => [code, outputs.get("conclusion")])).toEqual([
          [0, "neutral"],
          [0, "neutral"],
        ]);
        expect(server.state.notes).toEqual([
          expect.objectContaining({ thread: `commits/${head}`, body: expect.stringContaining("ci: { commands: [") }),
        ]);
        expect(server.state.notes[0]?.body).toContain("make verify");
        await expect(readFile("/tmp/assay-must-not-exist")).rejects.toThrow("ENOENT");
        expect(server.state.store.log(head, "refs/heads/feature")).toEqual([]);
        expect(server.violations).toEqual([]);
      },
    ));

  test("a fork's run is refused before anything is asked or read, in either way", () =>
    withScene(JEST, async (scene) => {
      const repo = { id: 2, full_name: "eve/shop" };
      const pull = {
        number: 7,
        state: "open",
        user: DEV,
        base: { ref: "main", sha: scene.head, repo: REPOSITORY },
        head: { ref: "feature", sha: scene.head, repo },
      };
      const events: readonly (readonly [string, object])[] = [
        ["workflow_run", workflowRun(scene, { head_repository: repo })],
        ["workflow_run", workflowRun(scene, { event: "pull_request_target" })],
        ["pull_request_target", { sender: DEV, repository: REPOSITORY, pull_request: pull }],
        ["pull_request", { sender: DEV, repository: REPOSITORY, pull_request: pull }],
      ];
      for (const [name, event] of events) {
        const end = await run(scene, name, event, { phase: "fix-ci" });
        expect({ name, code: end.code }).toEqual({ name, code: 2 });
        expect(end.stdout).toMatch(/^::error.* a fork/mu);
      }
      expect(scene.server.calls).toEqual([]);
      expect(scene.store.seen).toEqual([]);
    }));
});
