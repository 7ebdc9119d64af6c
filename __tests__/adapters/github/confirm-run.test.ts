import { describe, expect, test } from "@jest/globals";
import type { GitHubScene } from "../../../src/domain/github-scene.ts";
import type { Confirmation, RunOrigin } from "../../../src/domain/run-origin.ts";
import { makeSituation, type Situation } from "./scene.ts";
import type { Fault } from "./server/server.ts";

const OWN: RunOrigin = { repositoryId: "1", runId: "1", attempt: 2 };
const CLEAN: Confirmation = { problems: [], notes: [] };

/** A run in its second attempt, for an open pull request. */
async function makeRun(): Promise<Situation> {
  const situation = await makeSituation();
  const { state } = situation.server;
  for (const attempt of [1, 2]) state.runs.push({ id: 1, attempt, head: situation.head, repository: 1 });
  state.subject = { number: 7, state: "open", sha: situation.head, repository: 1 };
  return situation;
}

async function confirm(
  situation: Situation,
  stated: readonly RunOrigin[] = [OWN],
  scene: Partial<GitHubScene> = {},
): Promise<Confirmation> {
  return (await situation.session(scene)).confirmRun(stated);
}

describe("what GitHub says of the run that made a bundle", () => {
  test("the same: nothing speaks against it, and each attempt is asked for once", async () => {
    await using situation = await makeRun();
    const { server } = situation;
    expect(await confirm(situation, [OWN, { ...OWN, attempt: 1 }, OWN, { ...OWN, attempt: 1 }])).toEqual(CLEAN);
    expect(server.calls.map(({ route }) => route).filter((route) => /actions|pulls/u.test(route))).toEqual([
      "GET /repos/{owner}/{repo}/actions/runs/{run_id}",
      "GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}",
      "GET /repos/{owner}/{repo}/pulls/{pull_number}",
    ]);
    expect(server.violations).toEqual([]);
  });

  test.each<[string, Partial<RunOrigin>, RegExp]>([
    ["repository", { repositoryId: "2" }, /its repository is 2, but GitHub says 1/u],
    ["run", { runId: "9" }, /its run is 9, but GitHub says 1/u],
    ["attempt", { attempt: 3 }, /is of attempt 3, but GitHub knows of 2/u],
  ])("another %s is a problem", async (_, other, message) => {
    await using situation = await makeRun();
    const { problems } = await confirm(situation, [OWN, { ...OWN, ...other }]);
    expect(problems).toMatchObject([{ place: "bundle run", message: expect.stringMatching(message) }]);
  });

  test("an attempt that GitHub does not know is a problem", async () => {
    await using situation = await makeRun();
    situation.server.state.runs.shift();
    const { problems } = await confirm(situation, [{ ...OWN, attempt: 1 }]);
    expect(problems).toMatchObject([{ message: expect.stringContaining("GitHub does not confirm attempt 1") }]);
  });

  test("a run of another commit is a problem, where the event is about the commit that it runs on", async () => {
    await using situation = await makeRun();
    const scene = { head: situation.base };
    const { problems } = await confirm(situation, [OWN], scene);
    expect(problems).toMatchObject([{ message: `its head is ${situation.base}, but GitHub says ${situation.head}` }]);
    expect(await confirm(situation, [OWN], { ...scene, event: "workflow_run" })).toEqual(CLEAN);
  });

  test.each([
    ["closed", { state: "closed" }, "#7 is closed"],
    ["from a fork", { repository: 2 }, "#7 is from another repository"],
    ["from a repository that is gone", { repository: null }, "#7 is from another repository"],
  ] as const)("a pull request that is %s now is a problem", async (_, change, message) => {
    await using situation = await makeRun();
    Object.assign(situation.server.state.subject!, change);
    expect(await confirm(situation)).toMatchObject({ problems: [{ message }] });
  });
});

describe("where GitHub says nothing", () => {
  test("a token that may not ask is told, with the permission, and the runner's word counts", async () => {
    await using situation = await makeRun();
    situation.server.state.permissions.delete("actions");
    expect(await confirm(situation)).toEqual({
      problems: [],
      notes: [expect.stringMatching(/^GitHub was not asked which run made.*permissions: actions: read$/u)],
    });
  });

  test("a pull request that is not to be seen is told as well", async () => {
    await using situation = await makeRun();
    situation.server.state.subject = undefined;
    expect(await confirm(situation)).toEqual({
      problems: [],
      notes: [expect.stringMatching(/how #7 is now.*permissions: pull-requests: read$/u)],
    });
  });

  test.each<[string, Fault]>([
    ["a fault of GitHub's", { type: "answer", status: 502 }],
    ["an answer of another shape", { type: "answer", status: 200, body: { id: "1" } }],
    ["a token that has run out", { type: "answer", status: 401 }],
  ])("%s is no yes", async (_, fault) => {
    await using situation = await makeRun();
    situation.server.fault = ({ route }) => (route.includes("/actions/runs/") ? fault : undefined);
    expect(await confirm(situation)).toMatchObject({ problems: [{ place: "bundle run" }], notes: [] });
  });

  test("nothing is asked where nothing is written, or no bundle names a run", async () => {
    await using situation = await makeRun();
    const rights = { type: "read", reason: "a fork", remedy: "none" } as const;
    expect(await confirm(situation, [OWN], { rights })).toEqual(CLEAN);
    expect(await confirm(situation, [])).toEqual(CLEAN);
    expect(situation.server.calls.filter(({ route }) => route.includes("/actions/"))).toEqual([]);
  });
});
