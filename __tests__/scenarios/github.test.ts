import { cp, rm } from "node:fs/promises";
import path from "node:path";
import { expect, jest, test } from "@jest/globals";
import { runAction, type StepEnd } from "../../scripts/run-action.ts";
import { runGit } from "../../scripts/sample.ts";
import type { GitHubServer } from "../adapters/github/server/server.ts";
import { describeBuilt, withPlace, type Place, type PlaceTools } from "../dist/support/place.ts";
import { DEV, host, pullRequest as toPullRequest, stepEnvironment, type Payload } from "./support/hosted.ts";

// Each runs the whole action, some of them twice or three times.
jest.setTimeout(300_000);

const TOKEN = "ghs_canary0123456789abcdefghijklmnopqrstuv";

interface Scene {
  readonly place: Place;
  readonly server: GitHubServer;
}

/** The sample repository on a GitHub of our own, checked out as a runner does it: the commit, on no branch. */
async function withScene(work: (scene: Scene) => Promise<void>, tools: PlaceTools = "quick"): Promise<void> {
  await withPlace(async (place) => {
    await using server = await host(place.sample.root, place.directory);
    await work({ place, server });
  }, tools);
}

function pullRequest({ place }: Scene, more?: Parameters<typeof toPullRequest>[1]): Payload {
  return toPullRequest(place.sample, more);
}

function run(scene: Scene, eventName: string, event: Payload, inputs: Record<string, string>): Promise<StepEnd> {
  const { place, server } = scene;
  return runAction({
    workspace: place.sample.root,
    temporary: path.join(place.directory, "runner"),
    inputs: { token: TOKEN, paths: "src/cart.ts", ...inputs },
    eventName,
    event,
    env: stepEnvironment(server, place.temporary, place.sample.head),
  });
}

function log({ server, place }: Scene, branch = "feature"): readonly string[] {
  return server.state.store.log(place.sample.head, `refs/heads/${branch}`);
}

/** Whatever happens, the token is in nothing that anybody reads. */
function expectDiscreet(scene: Scene, end: StepEnd): void {
  expect(end.stdout + end.stderr + end.summary).not.toContain(TOKEN);
  expect(JSON.stringify(scene.server.calls.map(({ body }) => body))).not.toContain(TOKEN);
  // The input's, whoever's it is: an App's starts CI on what is pushed, the job's own does not.
  expect(scene.server.calls.every(({ authorization }) => authorization === `token ${TOKEN}`)).toBe(true);
  expect(scene.server.violations).toEqual([]);
}

describeBuilt("the action on GitHub, its bundle started as the runner does it", () => {
  test("commit: on the branch of the pull request, with check runs before and after", () =>
    withScene(async (scene) => {
      const end = await run(scene, "pull_request", pullRequest(scene), { publish: "commit" });
      const { state } = scene.server;
      const [commit = ""] = log(scene);
      expect({ code: end.code, outputs: Object.fromEntries(end.outputs) }).toMatchObject({
        code: 0,
        outputs: { conclusion: "success", accepted: "1", publication: "commit", commit },
      });
      expect(log(scene)).toHaveLength(1);
      expect(state.store.show(commit)?.message).toMatch(
        /\n\nAssay-Task: fix-[0-9a-f]{10}\n(?:Assay-\w+: .*\n)*Assay-Run: https:\/\/github\.com\/corner\/shop\/actions\/runs\/1$/u,
      );
      // Progress is shown where the run takes long enough for it.
      const started = state.done.indexOf("POST /graphql");
      expect(
        state.done.slice(1, started).every((route) => route.startsWith("PATCH /repos/{owner}/{repo}/check-runs")),
      ).toBe(true);
      expect([state.done[0], ...state.done.slice(started)]).toEqual([
        "POST /repos/{owner}/{repo}/check-runs",
        "POST /graphql",
        "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}",
        "POST /repos/{owner}/{repo}/check-runs",
        "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}",
      ]);
      expect(state.checkRuns.map(({ headSha, conclusion }) => [headSha, conclusion])).toEqual([
        [scene.place.sample.head, "success"],
        [commit, "success"],
      ]);
      expect(state.checkRuns[0]?.annotations).toMatchObject([{ path: "src/cart.ts", annotation_level: "notice" }]);
      // The annotations of the check run stand where those of the log would.
      expect(end.stdout).not.toMatch(/^::(?:notice|warning)/mu);
      expectDiscreet(scene, end);
      const again = await run(scene, "pull_request", pullRequest(scene), { publish: "commit" });
      expect({ code: again.code, commit: again.outputs.get("commit") }).toEqual({ code: 0, commit });
      expect(log(scene)).toHaveLength(1);
      expect(state.checkRuns).toHaveLength(2);
    }, "real"));

  test("pull-request, on a schedule", () =>
    withScene(async (scene) => {
      const inputs = { publish: "pull-request", base: "main" };
      const end = await run(scene, "schedule", { schedule: "0 3 * * *" }, inputs);
      const [pull] = scene.server.state.pulls;
      expect(Object.fromEntries(end.outputs)).toMatchObject({
        publication: "pull-request",
        "pull-request": String(pull?.number),
      });
      expect(pull).toMatchObject({
        base: "feature",
        head: expect.stringMatching(/^assay\/feature\/night-[0-9a-f]{10}$/u),
      });
      expect(pull?.body).toContain("src/cart.ts");
      expect(log(scene)).toEqual([]);
      expect(log(scene, pull?.head)).toHaveLength(1);
      await run(scene, "schedule", { schedule: "0 3 * * *" }, inputs);
      expect(scene.server.state.pulls).toHaveLength(1);
      expectDiscreet(scene, end);
    }));

  test("suggestions on the lines of a pull request", () =>
    withScene(async (scene) => {
      const end = await run(scene, "pull_request", pullRequest(scene), { publish: "suggestions" });
      const { comments, reviews } = scene.server.state;
      expect({ code: end.code, publication: end.outputs.get("publication") }).toEqual({
        code: 0,
        publication: "suggestions",
      });
      expect(reviews.length).toBe(comments.length > 0 ? 1 : 0);
      for (const comment of comments) expect(comment.body).toMatch(/^`{3,}suggestion\n/mu);
      const before = comments.length;
      await run(scene, "pull_request", pullRequest(scene), { publish: "suggestions" });
      expect(scene.server.state.comments).toHaveLength(before);
      expect(log(scene)).toEqual([]);
      expectDiscreet(scene, end);
    }));

  test.each<[string, (scene: Scene) => Payload]>([
    ["a fork", (scene) => pullRequest(scene, { headRepo: { id: 2 } })],
    ["a fork that is gone", (scene) => pullRequest(scene, { headRepo: null })],
    ["Dependabot", (scene) => pullRequest(scene, { user: { login: "dependabot[bot]", type: "Bot" } })],
    ["a bot", (scene) => pullRequest(scene, { user: { login: "helper[bot]", type: "Bot" } })],
  ])("%s: annotations in the log, summary and patch; GitHub is not called", (_, event) =>
    withScene(async (scene) => {
      const end = await run(scene, "pull_request", event(scene), { publish: "commit" });
      expect({ code: end.code, publication: end.outputs.get("publication") }).toEqual({
        code: 0,
        publication: "refused,patch",
      });
      expect(scene.server.calls).toEqual([]);
      expect(end.stdout).toMatch(/^::notice/mu);
      expect(end.stdout).toMatch(/Nothing is written to GitHub: /u);
      expect(end.summary).toContain("Refused");
    }),
  );

  test("somebody who may not write: read, and nothing written", () =>
    withScene(async (scene) => {
      const user = { login: "stranger", type: "User" };
      const end = await run(scene, "pull_request", pullRequest(scene, { user }), { publish: "commit" });
      expect({ code: end.code, publication: end.outputs.get("publication") }).toEqual({
        code: 0,
        publication: "refused,patch",
      });
      expect(scene.server.state.done).toEqual([]);
    }));

  test("a token that may do nothing: the permission is named, exit code 0", () =>
    withScene(async (scene) => {
      scene.server.state.permissions.clear();
      const end = await run(scene, "pull_request", pullRequest(scene), { publish: "commit" });
      expect(end.code).toBe(0);
      expect(end.stdout).toContain("checks: write");
      expect(end.summary).toContain("contents: write");
      expect(scene.server.state.done).toEqual([]);
      expect(log(scene)).toEqual([]);
    }));

  test("pull_request_target with a fork's code is refused before anything is called", () =>
    withScene(async (scene) => {
      const end = await run(scene, "pull_request_target", pullRequest(scene, { headRepo: { id: 2 } }), {
        publish: "commit",
      });
      expect(end.code).toBe(2);
      expect(scene.server.calls).toEqual([]);
    }));

  test("the branch moves while the run is going on: stale, nothing is written over", () =>
    withScene(async (scene) => {
      const { server } = scene;
      server.fault = ({ route }) =>
        route.includes("/git/ref/")
          ? {
              type: "before",
              act: ({ store }) => {
                const tip = store.read("refs/heads/feature") ?? "";
                if (tip !== scene.place.sample.head) return;
                store.move("refs/heads/feature", store.commit(store.show(tip)?.tree ?? "", [tip], "another"), tip);
              },
            }
          : undefined;
      const end = await run(scene, "pull_request", pullRequest(scene), { publish: "commit" });
      expect(end.outputs.get("publication")).toBe("refused,patch");
      expect(log(scene)).toHaveLength(1);
    }));

  test("propose and publish as two jobs: the first calls nobody, the second checks the digest", () =>
    withScene(async (scene) => {
      const event = pullRequest(scene);
      const proposed = await run(scene, "pull_request", event, { phase: "propose", publish: "commit" });
      const bundle = proposed.outputs.get("bundle") ?? "";
      const digest = proposed.outputs.get("manifest-sha256") ?? "";
      expect(scene.server.calls).toEqual([]);
      const copy = path.join(scene.place.directory, "bundle");
      await cp(bundle, copy, { recursive: true });
      const inputs = { phase: "publish", bundle: copy, publish: "commit", paths: "" };
      const swapped = await run(scene, "pull_request", event, { ...inputs, "manifest-sha256": "0".repeat(64) });
      expect({ code: swapped.code, commits: log(scene).length }).toEqual({ code: 2, commits: 0 });
      const { state, calls } = scene.server;
      state.runs.push({ id: 1, attempt: 1, head: scene.place.sample.base, repository: 1 });
      const [known] = state.runs.splice(0, 1);
      const foreign = await run(scene, "pull_request", event, { ...inputs, "manifest-sha256": digest });
      expect(foreign.stdout).toContain(`bundle run: its head is ${scene.place.sample.head}, but GitHub says`);
      expect({ code: foreign.code, commits: log(scene).length }).toEqual({ code: 2, commits: 0 });
      if (known !== undefined) state.runs.unshift(known);
      const published = await run(scene, "pull_request", event, { ...inputs, "manifest-sha256": digest });
      expect(calls.map(({ route }) => route)).toContain("GET /repos/{owner}/{repo}/actions/runs/{run_id}");
      expect(published.stdout).not.toContain("GitHub was not asked");
      expect({ code: published.code, publication: published.outputs.get("publication") }).toEqual({
        code: 0,
        publication: "commit",
      });
      expect(log(scene)).toHaveLength(1);
      // What the job that publishes shows is what the other one has found.
      for (const { annotations, summary } of state.checkRuns.slice(-2)) {
        expect(annotations).toMatchObject([
          { path: "src/cart.ts", annotation_level: "notice", raw_details: expect.stringContaining("@@") },
        ]);
        expect(summary).toMatch(/### Tasks[\s\S]*`src\/cart\.ts`/u);
      }
      await rm(copy, { recursive: true });
    }));

  test("a commit of Assay's own starts no work", () =>
    withScene(async (scene) => {
      const { place, server } = scene;
      const { store } = server.state;
      const own = store.commit(
        store.show(place.sample.head)?.tree ?? "",
        [place.sample.head],
        "fix: x\n\nAssay-Run: 1\n",
      );
      await runGit(place.sample.root, ["fetch", "--quiet", store.path, own]);
      const event = { ref: "refs/heads/feature", before: place.sample.base, after: own, sender: DEV };
      const end = await run(scene, "push", event, { publish: "commit" });
      expect({ code: end.code, conclusion: end.outputs.get("conclusion") }).toEqual({ code: 0, conclusion: "neutral" });
      expect(server.state.checkRuns).toMatchObject([{ conclusion: "neutral", headSha: own }]);
      expect(end.stdout).toContain("ade by Assay itself");
    }));

  test("without a token GitHub is not called at all", () =>
    withScene(async (scene) => {
      const end = await run(scene, "pull_request", pullRequest(scene), { publish: "none", token: "" });
      expect(end.code).toBe(0);
      expect(scene.server.calls).toEqual([]);
    }));
});
