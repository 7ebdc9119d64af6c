import { chmodSync, readFileSync, statSync } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import { describe, expect, jest, test } from "@jest/globals";
import { runAction, type StepEnd } from "../../scripts/run-action.ts";
import { runGit } from "../../scripts/sample.ts";
import { commitAll, git, makeGround, makeRepository, write } from "../adapters/git/fixture.ts";
import { hasGitHttp, startGitHttp, type GitHttp } from "../adapters/github/server/git-http.ts";
import { GitStore } from "../adapters/github/server/git-store.ts";
import { startServer, type GitHubServer } from "../adapters/github/server/server.ts";
import { GitHubState } from "../adapters/github/server/state.ts";
import { describeBuilt } from "../dist/support/place.ts";
import { checkOut, type CheckoutRequest } from "./support/checkout.ts";
import { DEV, pullRequest, stepEnvironment } from "./support/hosted.ts";

// Each runs the whole action a few times.
jest.setTimeout(300_000);

const TOKEN = "ghs_canary0123456789abcdefghijklmnopqrstuv";
const NAME = "bin/zähle es.mjs";
const FILES = {
  ".github/assay.yml": 'version: 1\ntasks: [docs]\nrules:\n  - paths: ["bin/**"]\nlimits: { attempts: 1 }\n',
  "package.json": '{ "name": "shop", "type": "module", "license": "MIT", "scripts": { "test": "node --test" } }\n',
  "tests/plain.test.js": 'import test from "node:test";\ntest("plain", () => {});\n',
};
const SCRIPT = "#!/usr/bin/env node\nexport function double(value) {\n  return value * 2;\n}\n";

interface Scene {
  readonly directory: string;
  readonly server: GitHubServer;
  readonly remote: GitHttp;
  readonly base: string;
  readonly head: string;
  /** The commit that GitHub makes to try a pull request: both sides together. */
  readonly merge: string;
}

/** A clone of somebody who works on the repository with git. */
async function clone({ directory, remote }: Scene, name: string): Promise<string> {
  const config = ["--config", `http.extraheader=AUTHORIZATION: ${remote.authorization}`];
  await runGit(directory, ["clone", "--quiet", ...config, "--branch", "feature", remote.url, name]);
  return path.join(directory, name);
}

function commit(root: string, files: Readonly<Record<string, string>>): string {
  write(root, files);
  for (const name of Object.keys(files)) if (name.startsWith("bin/")) chmodSync(path.join(root, name), 0o755);
  return commitAll(root, "work");
}

/** A branch with an executable script, and `main`, which has gone on since, in a bare repository behind git's server. */
async function withScene(work: (scene: Scene) => Promise<void>): Promise<void> {
  using ground = makeGround();
  const directory = ground.path;
  const root = makeRepository(ground, FILES, "origin");
  git(root, ["checkout", "--quiet", "-b", "feature"]);
  const head = commit(root, { [NAME]: SCRIPT });
  git(root, ["checkout", "--quiet", "main"]);
  const base = commit(root, { "later.txt": "later\n" });
  const bare = path.join(directory, "shop.git");
  git(directory, ["clone", "--quiet", "--bare", root, bare]);
  const store = new GitStore(bare);
  const both = store.tree(store.show(head)?.tree, [
    { path: "later.txt", mode: "100644", sha: store.blob(Buffer.from("later\n")) },
  ]);
  const merge = store.commit(both, [base, head], "Merge");
  store.move("refs/pull/7/merge", merge, undefined);
  await using server = await startServer(new GitHubState(store));
  await using remote = await startGitHttp(bare, TOKEN);
  await work({ directory, server, remote, base, head, merge });
  expect(server.violations).toEqual([]);
}

/** Checks out and says where. */
async function start(scene: Scene, name: string, more: Partial<CheckoutRequest> = {}): Promise<string> {
  const directory = path.join(scene.directory, name);
  const whole = { commit: scene.merge, ref: "pull/7/merge", depth: 0, credentials: "removed" } as const;
  await checkOut(scene.remote, { directory, ...whole, ...more });
  return directory;
}

interface StepInputs {
  readonly workspace: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** Head of the branch, where it is no longer that of the beginning. */
  readonly head?: string;
  readonly eventName?: "pull_request" | "workflow_dispatch";
}

/** One step. It asks nothing of the server that git clients ask: what Assay has of the repository is in the clone. */
async function run(scene: Scene, step: StepInputs): Promise<StepEnd> {
  const { server, remote, directory, base } = scene;
  const { workspace, inputs, head = scene.head, eventName = "pull_request" } = step;
  const temporary = path.join(directory, "tmp");
  await mkdir(temporary, { recursive: true });
  const before = remote.requests.length;
  const end = await runAction({
    workspace,
    temporary: path.join(directory, "runner"),
    inputs: { token: TOKEN, ...inputs },
    eventName,
    event: eventName === "pull_request" ? pullRequest({ base, head }) : { sender: DEV },
    env: stepEnvironment(server, temporary, head),
  });
  expect(remote.requests.slice(before)).toEqual([]);
  const said = end.stdout + end.stderr + end.summary + JSON.stringify(server.calls.map(({ body }) => body));
  expect(said).not.toContain(TOKEN);
  expect(said).not.toContain(remote.authorization);
  return end;
}

/** Visibly skipped where git's own server is missing, too. */
const describeServed = hasGitHttp ? describeBuilt : describe.skip;

describeServed("the built action in clones of a repository behind git's HTTP server", () => {
  test("a shallow checkout, deepened as the message says; the commit in a fresh clone; and it is taken back", () =>
    withScene(async (scene) => {
      const { head, remote } = scene;
      const git = async (root: string, ...args: string[]): Promise<string> =>
        (await runGit(root, ["-c", "core.quotePath=false", ...args])).trim();
      const workspace = await start(scene, "shallow", { depth: 1, credentials: "kept" });
      const inputs = { publish: "commit" };
      const cut = await run(scene, { workspace, inputs });
      expect(cut.code).toBe(2);
      expect(cut.stdout).toContain("with: { fetch-depth: 0 }");
      expect(scene.server.state.store.read("refs/heads/feature")).toBe(head);
      expect(cut.stdout).toContain("git fetch --unshallow");
      await runGit(workspace, ["fetch", "--quiet", "--unshallow"]);

      const end = await run(scene, { workspace, inputs });
      expect({ code: end.code, outputs: Object.fromEntries(end.outputs) }).toMatchObject({
        code: 0,
        outputs: { conclusion: "success", accepted: "1", publication: "commit" },
      });
      const fresh = await clone(scene, "fresh");
      expect(await git(fresh, "rev-parse", "HEAD", "HEAD^")).toBe(`${end.outputs.get("commit") ?? ""}\n${head}`);
      expect(await git(fresh, "diff", "--name-only", "HEAD^", "HEAD")).toBe(NAME);
      const file = path.join(fresh, NAME);
      expect(readFileSync(file, "utf8")).toMatch(/^#!.*\n\/\*\*[^]*\*\/\nexport function double/u);
      expect(statSync(file).mode & 0o111).not.toBe(0);
      const trailers = await git(fresh, "log", "-1", "--format=%(trailers:only,unfold)");
      expect(trailers.split("\n").map((line) => line.split(":")[0])).toEqual([
        "Assay-Task",
        "Assay-Engine",
        "Assay-Policy",
        "Assay-Evidence",
        "Assay-Run",
      ]);
      await git(fresh, "fsck", "--strict");

      const commit = end.outputs.get("commit") ?? "";
      const undo = { inputs: { phase: "undo", undo: "1" }, head: commit, eventName: "workflow_dispatch" } as const;
      const shallow = await start(scene, "undo-shallow", { commit, ref: "feature", depth: 1 });
      const early = await run(scene, { workspace: shallow, ...undo });
      expect(early.code).toBe(2);
      expect(early.stdout).toContain("fetch-depth: 0 of the checkout");
      const whole = await start(scene, "undo-whole", { commit, ref: "feature" });
      const back = await run(scene, { workspace: whole, ...undo });
      expect({ code: back.code, publication: back.outputs.get("publication") }).toEqual({
        code: 0,
        publication: "commit",
      });
      await runGit(fresh, ["pull", "--quiet", "--ff-only"]);
      expect(await git(fresh, "rev-parse", "HEAD^{tree}")).toBe(await git(fresh, "rev-parse", `${head}^{tree}`));
      expect(await git(fresh, "log", "-1", "--format=%(trailers:key=Assay-Undo,valueonly)")).toBe(commit);
      expect(await git(fresh, "rev-list", "--count", `${head}..HEAD`)).toBe("2");
      expect(remote.requests.every(({ status }) => status < 300 || status === 401)).toBe(true);
    }));

  test("somebody pushes between the job that proposes and the one that publishes; the next run stands on theirs", () =>
    withScene(async (scene) => {
      const { server, directory } = scene;
      const { store } = server.state;
      const workspace = await start(scene, "first");
      const proposed = await run(scene, { workspace, inputs: { phase: "propose", publish: "commit" } });
      const [bundle = "", sum = ""] = [proposed.outputs.get("bundle"), proposed.outputs.get("manifest-sha256")];
      expect({ code: proposed.code, accepted: proposed.outputs.get("accepted") }).toEqual({ code: 0, accepted: "1" });
      const other = await clone(scene, "other");
      const theirs = commit(other, { "theirs.txt": "theirs\n" });
      await runGit(other, ["push", "--quiet"]);
      const inputs = { phase: "publish", publish: "commit", bundle, "manifest-sha256": sum };
      const late = await run(scene, { workspace, inputs });
      expect({ code: late.code, publication: late.outputs.get("publication") }).toEqual({
        code: 0,
        publication: "refused,patch",
      });
      expect(late.stdout).toContain("feature is no longer at");
      expect(store.read("refs/heads/feature")).toBe(theirs);
      // What was left as a patch applies to what they have.
      const patches = path.join(directory, "runner", "assay-patches");
      const [name = ""] = (await readdir(patches)).filter((file) => file.endsWith(".patch"));
      await runGit(other, ["apply", "--check", path.join(patches, name)]);

      const merge = store.commit(store.show(theirs)?.tree ?? "", [scene.base, theirs], "Merge");
      store.move("refs/pull/7/merge", merge, scene.merge);
      const newer = await start(scene, "second", { commit: merge });
      const again = await run(scene, { workspace: newer, head: theirs, inputs: { publish: "commit" } });
      expect(again.outputs.get("publication")).toBe("commit");
      await runGit(other, ["pull", "--quiet", "--ff-only"]);
      expect(await runGit(other, ["rev-parse", "HEAD^"])).toBe(`${theirs}\n`);
    }));
});
