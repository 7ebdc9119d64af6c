import { describe, expect, test } from "@jest/globals";
import type { GitHubScene } from "../../../src/domain/github-scene.ts";
import type { RestOfWork } from "../../../src/domain/pull-request.ts";
import type { Publisher, PublishRequest } from "../../../src/ports.ts";
import { makeSituation, worksOf, type Changes, type Situation } from "./scene.ts";
import type { Fault } from "./server/server.ts";

const BRANCH = "assay/feature/rule-1";
const OTHER: Changes = [{ path: "a.ts", before: "one\ntwo changed\nthree\n", after: "one\ntwo better\nthree\n" }];

/** The task that {@link OTHER} does not bring. */
const REST = "fix-0000000001";
const PUSH: Partial<GitHubScene> = { event: "push" };
const NOWHERE: Publisher = { publish: () => Promise.resolve({ type: "none", reason: "nowhere" }) };

/** A run that has something else to say, and a verdict on what it does not bring. */
function judging({ request }: Situation, settled: readonly string[]): PublishRequest {
  const rest = { settled, heldBack: [], looked: "selection" } as const;
  return { ...request, pullRequest: { ...request.pullRequest!, rest } };
}

function treeOf({ server }: Situation): string | undefined {
  const { store } = server.state;
  return store.show(store.read(`refs/heads/${BRANCH}`) ?? "")?.tree;
}

describe("a pull request", () => {
  test("is opened from a branch of its own, with labels and people", async () => {
    await using situation = await makeSituation();
    const { server, request } = situation;
    expect(await situation.publish("pull-request")).toMatchObject({
      type: "pull-request",
      branch: BRANCH,
      end: "opened",
      commits: [{}, {}],
    });
    expect(server.state.pulls).toMatchObject([
      {
        head: BRANCH,
        base: "feature",
        state: "open",
        title: "assay: 2 changes",
        labels: ["assay"],
        reviewers: ["dev"],
        assignees: ["dev"],
      },
    ]);
    expect(server.state.pulls[0]?.body).toMatch(
      /<!-- assay work=fix-0000000000:[0-9a-f]{16},fix-0000000001:[0-9a-f]{16} -->$/u,
    );
    expect(treeOf(situation)).toBe(request.manifest.tree);
    expect(server.violations).toEqual([]);
  });

  test("a second run changes nothing", async () => {
    await using situation = await makeSituation();
    await situation.publish("pull-request");
    const { done } = situation.server.state;
    const before = done.length;
    expect(await situation.publish("pull-request")).toMatchObject({ type: "pull-request", end: "unchanged" });
    expect(done).toHaveLength(before);
  });

  test("is brought up to date in place where the changes are others", async () => {
    await using situation = await makeSituation();
    await using other = await makeSituation(OTHER);
    await situation.publish("pull-request");
    const { store } = situation.server.state;
    const first = store.read(`refs/heads/${BRANCH}`) ?? "";
    const publication = await situation.publish("pull-request", { request: judging(other, ["fix-0000000001"]) });
    expect(publication).toMatchObject({ type: "pull-request", end: "updated" });
    expect(situation.server.state.pulls).toHaveLength(1);
    expect(treeOf(situation)).toBe(other.request.manifest.tree);
    // Moved forward, never forced: what was there is still in its history.
    expect(store.isAncestor(first, store.read(`refs/heads/${BRANCH}`) ?? "")).toBe(true);
    expect(await situation.publish("pull-request", { request: judging(other, [REST]) })).toMatchObject({
      end: "unchanged",
    });
    expect(situation.server.violations).toEqual([]);
  });

  test.each<[string, RestOfWork | undefined, Partial<GitHubScene>]>([
    ["nothing is said of it", undefined, {}],
    ["it has no word on it", { settled: [], heldBack: [], looked: "selection" }, {}],
    ["a push touched other files", { settled: [], heldBack: [], looked: "changes" }, PUSH],
    ["it was kept from it", { settled: [], heldBack: [REST], looked: "everything" }, {}],
    ["it was kept from it in a pull request", { settled: [], heldBack: [REST], looked: "changes" }, {}],
  ])("what a run does not bring stays in, where %s", async (_, rest, scene) => {
    await using situation = await makeSituation();
    await using other = await makeSituation(OTHER);
    await situation.publish("pull-request");
    const [before, writes] = [treeOf(situation), situation.server.state.done.length];
    const text = other.request.pullRequest!;
    const request = { ...other.request, pullRequest: { ...text, ...(rest && { rest }) } };
    expect(await situation.publish("pull-request", { request, scene })).toMatchObject({
      type: "several",
      publications: [{ type: "refused", reason: expect.stringContaining(`take them out: ${REST}`) }, { type: "patch" }],
    });
    expect([treeOf(situation), situation.server.state.done.length]).toEqual([before, writes]);
  });

  test.each<[string, RestOfWork, Partial<GitHubScene>]>([
    ["there is a verdict on it", { settled: [REST], heldBack: [], looked: "selection" }, PUSH],
    ["a run over everything does not find it", { settled: [], heldBack: [], looked: "everything" }, PUSH],
    ["the pull request is not about it any more", { settled: [], heldBack: [], looked: "changes" }, {}],
  ])("it leaves where %s", async (_, rest, scene) => {
    await using situation = await makeSituation();
    await using other = await makeSituation(OTHER);
    await situation.publish("pull-request");
    const request = { ...other.request, pullRequest: { ...other.request.pullRequest!, rest } };
    expect(await situation.publish("pull-request", { request, scene })).toMatchObject({ end: "updated" });
    expect(treeOf(situation)).toBe(other.request.manifest.tree);
    expect(situation.server.state.pulls[0]?.body).not.toContain(REST);
  });

  test("a text that a run could not bring up to date is, by the next one", async () => {
    await using situation = await makeSituation();
    await using other = await makeSituation(OTHER);
    await situation.publish("pull-request");
    const request = judging(other, [REST]);
    situation.server.fault = ({ route }) =>
      route.startsWith("PATCH") && route.includes("/pulls/") ? { type: "answer", status: 500 } : undefined;
    await situation.publish("pull-request", { request });
    situation.server.fault = () => undefined;
    expect(situation.server.state.pulls[0]?.body).toContain(REST);
    expect(await situation.publish("pull-request", { request })).toMatchObject({ end: "updated" });
    expect(situation.server.state.pulls[0]?.body).not.toContain(REST);
    expect(await situation.publish("pull-request", { request })).toMatchObject({ end: "unchanged" });
  });

  test("somebody else's commit on its branch is left alone", async () => {
    await using situation = await makeSituation();
    await using other = await makeSituation(OTHER);
    await situation.publish("pull-request");
    situation.intrude(BRANCH);
    const tip = situation.server.state.store.read(`refs/heads/${BRANCH}`);
    const publication = await situation.publish("pull-request", { request: judging(other, [REST]) });
    expect(publication).toMatchObject({
      type: "several",
      publications: [{ type: "refused", reason: expect.stringContaining("somebody else's commit") }, { type: "patch" }],
    });
    expect(situation.server.state.store.read(`refs/heads/${BRANCH}`)).toBe(tip);
  });

  test("one that was closed is not proposed again", async () => {
    await using situation = await makeSituation();
    await situation.publish("pull-request");
    const [pull] = situation.server.state.pulls;
    if (pull !== undefined) pull.state = "closed";
    const before = situation.server.state.done.length;
    expect(await situation.publish("pull-request")).toMatchObject({
      type: "none",
      reason: expect.stringContaining("was closed"),
    });
    expect(situation.server.state.done).toHaveLength(before);
  });

  test("after a merge new work gets a new one", async () => {
    await using situation = await makeSituation();
    await using other = await makeSituation(OTHER);
    await situation.publish("pull-request");
    const [pull] = situation.server.state.pulls;
    if (pull !== undefined) Object.assign(pull, { state: "closed", merged: true });
    expect(await situation.publish("pull-request", { request: other.request })).toMatchObject({ end: "opened" });
    expect(situation.server.state.pulls).toHaveLength(2);
  });

  test.each([
    ["open", { open: 1 }],
    ["hourly", { hourly: 1 }],
  ])("the limit %s of the policy holds", async (_, limits) => {
    await using situation = await makeSituation();
    await situation.publish("pull-request");
    const text = situation.request.pullRequest!;
    const pullRequest = { ...text, key: "rule-2", settings: { ...text.settings, ...limits } };
    const publication = await situation.publish("pull-request", { request: { pullRequest } });
    expect(publication).toMatchObject({
      publications: [{ type: "refused", reason: expect.stringContaining("policy allows 1") }, {}],
    });
    expect(situation.server.state.pulls).toHaveLength(1);
  });

  test("who has a piece of work already is told: another open one, or one that was closed", async () => {
    await using situation = await makeSituation();
    const works = worksOf(situation.request.patches);
    const ask = async (key: string, about = works) =>
      (await situation.session()).publisher("pull-request", NOWHERE, situation.root).claimed?.(key, about);
    await situation.publish("pull-request");
    const [pull] = situation.server.state.pulls;
    if (pull === undefined) throw new Error("there is no pull request");
    expect(await ask("rule-1")).toEqual({ ok: true, claims: new Map() });
    const claims = new Map([...works.keys()].map((task) => [task, { pull: pull.number, state: "open" }]));
    expect(await ask("night-1")).toEqual({ ok: true, claims });
    // The same task for files that have changed since is another piece of work.
    const changed = new Map([...works].map(([task], index) => [task, `${index}`.repeat(16)]));
    expect(await ask("night-1", changed)).toEqual({ ok: true, claims: new Map() });
    pull.state = "closed";
    const closed = new Map([...works.keys()].map((task) => [task, { pull: pull.number, state: "closed" }]));
    expect(await ask("rule-1")).toEqual({ ok: true, claims: closed });
    pull.merged = true;
    expect(await ask("rule-1")).toEqual({ ok: true, claims: new Map() });
    Object.assign(pull, { state: "open", merged: false, fork: true });
    expect(await ask("night-1")).toEqual({ ok: true, claims: new Map() });
    situation.server.fault = ({ route }) => (route.endsWith("/pulls") ? { type: "answer", status: 500 } : undefined);
    expect(await ask("rule-1")).toMatchObject({ ok: false });
  });

  test("nothing is proposed while it cannot be told what is", async () => {
    await using situation = await makeSituation();
    const pullRequest = { ...situation.request.pullRequest!, unclear: "it cannot be told" };
    expect(await situation.publish("pull-request", { request: { pullRequest } })).toMatchObject({
      publications: [{ type: "refused", reason: "it cannot be told" }, { type: "patch" }],
    });
    expect(situation.server.state.done).toEqual([]);
  });

  test("labels that cannot be set stop nothing", async () => {
    await using situation = await makeSituation();
    situation.server.state.permissions.delete("issues");
    expect(await situation.publish("pull-request")).toMatchObject({ type: "pull-request", end: "opened" });
    expect(situation.notes.join("\n")).toMatch(/labels of pull request \d+.*Resource not accessible/u);
  });

  test("a proposal of Assay's own gets none", async () => {
    await using situation = await makeSituation();
    const publication = await situation.publish("pull-request", { scene: { branch: BRANCH } });
    expect(publication).toMatchObject({
      publications: [{ type: "refused", reason: expect.stringContaining("Assay's itself") }, {}],
    });
    expect(situation.server.state.done).toEqual([]);
  });
});

const FAULTS: readonly (readonly [string, Fault])[] = [
  ["a lost answer", { type: "reset", write: "done" }],
  ["a reset before", { type: "reset", write: "not-done" }],
  ["502 after the write", { type: "done-then", status: 502 }],
];

test.each(FAULTS)("%s at every write in turn: one pull request, one set of commits", async (_, fault) => {
  let at = 0;
  for (let calls = 1; at < calls; at += 1) {
    await using situation = await makeSituation();
    const { server } = situation;
    const moment = at;
    const writes = (): number => server.calls.filter(({ route }) => !route.startsWith("GET")).length;
    server.fault = ({ route }) => (!route.startsWith("GET") && writes() - 1 === moment ? fault : undefined);
    expect(await situation.publish("pull-request")).toMatchObject({ type: "pull-request" });
    expect(server.state.pulls).toHaveLength(1);
    expect(server.state.store.log(situation.head, `refs/heads/${BRANCH}`)).toHaveLength(2);
    calls = writes();
  }
  expect(at).toBeGreaterThan(4);
});

test("killed at any write and run again: one pull request, one set of commits", async () => {
  let at = 0;
  for (let calls = 1; at < calls; at += 1) {
    await using situation = await makeSituation();
    const { server } = situation;
    const moment = at;
    let writes = 0;
    // From that moment on nothing gets through: as if the process were gone.
    server.fault = ({ route }) => {
      if (!route.startsWith("GET")) writes += 1;
      return writes > moment ? { type: "answer", status: 401 } : undefined;
    };
    await situation.publish("pull-request");
    calls = Math.max(calls, writes);
    server.fault = () => undefined;
    expect(await situation.publish("pull-request")).toMatchObject({ type: "pull-request" });
    expect(server.state.pulls).toHaveLength(1);
    expect(server.state.store.log(situation.head, `refs/heads/${BRANCH}`)).toHaveLength(2);
    if (writes <= moment) break;
    calls = at + 2;
  }
});
