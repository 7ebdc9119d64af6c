import { statSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, jest, test } from "@jest/globals";
import { STATE_FILE, STATE_REF } from "../../../src/domain/run-state.ts";
import { runGit } from "../../../scripts/sample.ts";
import { ALL_SORTS, makeSituation, type Situation } from "./scene.ts";
import { hasGitHttp, startGitHttp, type GitHttp } from "./server/git-http.ts";

// Each starts git's own HTTP server and a few clients of it.
jest.setTimeout(120_000);

const TOKEN = "t0ken";

const PATHS = ["a.ts", "größe/neu – 日本.ts", "run.sh"];

interface Scene {
  readonly situation: Situation;
  readonly remote: GitHttp;
  /** Somebody else's clone of the remote, made before anything is published. */
  readonly other: string;
}

/** Git with what lets a client in, and an identity. */
async function gitOver(remote: GitHttp, cwd: string, args: readonly string[]): Promise<string> {
  const settings = { "http.extraheader": `AUTHORIZATION: ${remote.authorization}`, "user.name": "Eve" };
  const config = Object.entries({ ...settings, "user.email": "eve@example.com", "core.quotePath": "false" });
  const given = config.flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return (await runGit(cwd, [...given, ...args], { GIT_TERMINAL_PROMPT: "0" })).trim();
}

/** What the bare repository behind the API holds, as whoever clones it now gets it. */
async function cloneFresh({ situation, remote }: Scene, name: string): Promise<string> {
  const place = join(situation.ground.path, `${name}-${situation.server.url.split(":").at(-1) ?? ""}`);
  await gitOver(remote, situation.ground.path, ["clone", "--quiet", "--branch", "feature", remote.url, place]);
  return place;
}

async function withScene(work: (scene: Scene) => Promise<void>): Promise<void> {
  await using situation = await makeSituation(ALL_SORTS);
  await using remote = await startGitHttp(situation.server.state.store.path, TOKEN);
  const other = await cloneFresh({ situation, remote, other: "" }, "other");
  const scene = { situation, remote, other };
  const before = remote.requests.length;
  await work(scene);
  expect(remote.requests.length).toBeGreaterThan(before);
  expect(situation.server.violations).toEqual([]);
  await rm(other, { recursive: true });
}

/** A commit of somebody else's, pushed with git. */
async function push({ remote, other }: Scene, ...args: readonly string[]): Promise<string> {
  await writeFile(join(other, "other.ts"), "other\n");
  await gitOver(remote, other, ["add", "--all"]);
  await gitOver(remote, other, ["commit", "--quiet", "--message", "somebody else's"]);
  await gitOver(remote, other, ["push", "--quiet", ...args, "origin", "feature"]);
  return gitOver(remote, other, ["rev-parse", "HEAD"]);
}

const describeServed = hasGitHttp ? describe : describe.skip;
const REFUSED = { type: "several", publications: [{ type: "refused", mode: "commit" }, { type: "patch" }] };

describeServed("what git clients see of a bare repository that is published to by the API", () => {
  test("a fresh clone holds the tree that was gated, on top of what was there, with trailers", () =>
    withScene(async (scene) => {
      const { situation, remote } = scene;
      const { head, request, server } = situation;
      expect(await situation.publish("commit")).toMatchObject({ type: "commit" });
      const clone = await cloneFresh(scene, "fresh");
      const read = (...args: string[]): Promise<string> => gitOver(remote, clone, args);
      expect(await read("rev-parse", "HEAD^{tree}")).toBe(request.manifest.tree);
      expect((await read("ls-tree", "-r", "--name-only", "HEAD")).split("\n")).toEqual(PATHS);
      expect(await readFile(join(clone, PATHS[1] ?? ""), "utf8")).toBe("gone\n");
      expect(statSync(join(clone, "run.sh")).mode & 0o111).not.toBe(0);
      expect(statSync(join(clone, "a.ts")).mode & 0o111).toBe(0);
      expect(await read("diff-tree", "-r", "-M", "--name-status", "--diff-filter=R", head, "HEAD")).toBe(
        "R100\tgone.ts\tgröße/neu – 日本.ts",
      );
      // One commit each, straight on the head that was gated.
      expect((await read("rev-list", "--parents", `${head}~..HEAD`)).split("\n")).toHaveLength(ALL_SORTS.length + 1);
      await read("merge-base", "--is-ancestor", head, "HEAD");
      const trailers = await read("log", "--format=%(trailers:key=Assay-Task,valueonly,separator=)", `${head}..HEAD`);
      expect(trailers.split("\n")).toEqual([...request.messages.keys()].reverse());
      await read("fsck", "--strict");
      // Whoever was there before is brought up to date by a fast-forward.
      await gitOver(remote, scene.other, ["pull", "--quiet", "--ff-only"]);
      expect(await gitOver(remote, scene.other, ["rev-parse", "HEAD^{tree}"])).toBe(request.manifest.tree);
      expect(server.state.done).toContain("POST /graphql");
      await rm(clone, { recursive: true });
    }));

  test("a pull request's branch can be fetched, and the branch that it is for has not moved", () =>
    withScene(async (scene) => {
      const { situation, remote, other } = scene;
      expect(await situation.publish("pull-request")).toMatchObject({ type: "pull-request" });
      const listed = await gitOver(remote, other, ["ls-remote", "--heads", "origin"]);
      const tips = new Map(listed.split("\n").map((line) => line.split("\t").reverse() as [string, string]));
      const [pull] = situation.server.state.pulls;
      const ref = `refs/heads/${pull?.head ?? ""}`;
      expect([...tips.keys()].sort()).toEqual([ref, "refs/heads/feature", "refs/heads/main"]);
      expect(tips.get("refs/heads/feature")).toBe(situation.head);
      await gitOver(remote, other, ["fetch", "--quiet", "origin", ref]);
      expect(await gitOver(remote, other, ["rev-parse", "FETCH_HEAD^{tree}"])).toBe(situation.request.manifest.tree);
      await gitOver(remote, other, ["merge-base", "--is-ancestor", situation.head, "FETCH_HEAD"]);
    }));

  test("a push between gating and publication: nothing is written, and the patches are left", () =>
    withScene(async (scene) => {
      const { situation } = scene;
      const theirs = await push(scene);
      const publication = await situation.publish("commit");
      expect(publication).toMatchObject(REFUSED);
      expect(JSON.stringify(publication)).toContain("feature is no longer at");
      expect(situation.server.state.store.read("refs/heads/feature")).toBe(theirs);
      expect(situation.server.state.done).toEqual([]);
    }));

  const BOTH = { type: "commit", commits: [{ task: "fix-0000000000" }, { task: "fix-0000000001" }] };
  const OVER = { type: "refused", reason: expect.stringMatching(/pushed over .*\(fix\(a\.ts\).*\(fix\(run\.sh\)/u) };
  test.each([
    ["a push on top of it", ["pull", "--quiet", "--rebase"], [], [BOTH, { type: "refused" }]],
    ["a forced push over it", ["status"], ["--force"], [OVER]],
  ])("while commits are written, %s: theirs stays, and what is not there is told", (_, before, args, told) =>
    withScene(async (scene) => {
      const { situation, remote, other } = scene;
      const { store } = situation.server.state;
      let theirs = "";
      situation.server.fault = ({ route, before: count }) =>
        route === "POST /graphql" && count === 1
          ? {
              type: "before",
              act: async () => {
                await gitOver(remote, other, before);
                theirs = await push(scene, ...args);
              },
            }
          : undefined;
      expect(await situation.publish("commit")).toMatchObject({
        type: "several",
        publications: [...told, { type: "patch" }],
      });
      expect(theirs).toMatch(/^[0-9a-f]{40}$/u);
      expect(store.read("refs/heads/feature")).toBe(theirs);
    }),
  );

  test("a branch that is deleted is not made again", () =>
    withScene(async (scene) => {
      const { situation, remote, other } = scene;
      await gitOver(remote, other, ["push", "--quiet", "origin", ":feature"]);
      expect(await situation.publish("commit")).toMatchObject(REFUSED);
      expect(situation.server.state.store.read("refs/heads/feature")).toBeUndefined();
      expect(situation.server.state.done).toEqual([]);
    }));

  test("the state can be fetched, and is deleted as the docs say", () =>
    withScene(async (scene) => {
      const { situation, remote, other } = scene;
      const { state } = await situation.session();
      expect(await state.update(() => '{"one":1}\n')).toBeUndefined();
      expect(await state.update(() => '{"two":2}\n')).toBeUndefined();
      await gitOver(remote, other, ["fetch", "--quiet", "origin", `${STATE_REF}:${STATE_REF}`]);
      expect(await gitOver(remote, other, ["show", `${STATE_REF}:${STATE_FILE}`])).toBe('{"two":2}');
      expect(await gitOver(remote, other, ["rev-list", "--count", STATE_REF])).toBe("2");
      await gitOver(remote, other, ["push", "--quiet", "origin", `:${STATE_REF}`]);
      expect(await state.read()).toEqual({ ok: true });
      expect(await state.update((text) => text ?? "{}\n")).toBeUndefined();
      await gitOver(remote, other, ["fetch", "--quiet", "origin", `+${STATE_REF}:${STATE_REF}`]);
      expect(await gitOver(remote, other, ["show", `${STATE_REF}:${STATE_FILE}`])).toBe("{}");
    }));
});

describeServed("the server itself", () => {
  test("lets nobody in without the token", () =>
    withScene(async ({ situation, remote }) => {
      const listed = runGit(situation.ground.path, ["ls-remote", remote.url], { GIT_TERMINAL_PROMPT: "0" });
      await expect(listed).rejects.toThrow(/could not read Username/u);
      expect(remote.requests.at(-1)?.status).toBe(401);
    }));
});
