import { describe, expect, jest, test } from "@jest/globals";
import { z } from "zod";
import { makeSituation, type Situation } from "./scene.ts";
import type { Fault } from "./server/server.ts";

jest.setTimeout(120_000);

const BRANCH = "assay/feature/rule-1";
const MUTATION = "POST /graphql";
const MOVE = "PATCH /repos/{owner}/{repo}/git/refs/{ref}";
const CREATE = "POST /repos/{owner}/{repo}/git/refs";
const READ_REF = "GET /repos/{owner}/{repo}/git/ref/{ref}";
const READ_COMMIT = "GET /repos/{owner}/{repo}/git/commits/{commit_sha}";
const OPEN = "POST /repos/{owner}/{repo}/pulls";

function count({ server }: Situation, wanted: string): number {
  return server.calls.filter(({ route }) => route === wanted).length;
}

function commits({ server, head }: Situation, branch = "feature"): readonly string[] {
  return server.state.store.log(head, `refs/heads/${branch}`);
}

function refusal(reason: RegExp, remedy: RegExp): object {
  const refused = { type: "refused", reason: expect.stringMatching(reason), remedy: expect.stringMatching(remedy) };
  return { type: "several", publications: [refused, { type: "patch" }] };
}

function say(status: number, message: string): Fault {
  return { type: "answer", status, body: { message } };
}

function graphql(type: string, message: string): Fault {
  return { type: "answer", status: 200, body: { data: null, errors: [{ type, message }] } };
}

/** The fault at the first so many calls of a route. */
function first(
  times: number,
  wanted: string,
  fault: Fault,
): (call: { route: string; before: number }) => Fault | undefined {
  return ({ route, before }) => (route === wanted && before < times ? fault : undefined);
}

describe("G6: an answer that drips and never ends", () => {
  test("a call ends at its deadline, body or not, and a read is tried again", async () => {
    await using situation = await makeSituation();
    const { server } = situation;
    const call = { route: "GET /repos/{owner}/{repo}/git/ref/{ref}", schema: z.object({ ref: z.string() }) };
    const parameters = { owner: "corner", repo: "shop", ref: "heads/feature" };
    server.fault = first(1, READ_REF, { type: "drip" });
    expect(await situation.client(200).read({ ...call, parameters })).toMatchObject({ ok: true });
    expect(count(situation, READ_REF)).toBe(2);
    server.fault = () => ({ type: "drip" });
    expect(await situation.client(200).read({ ...call, parameters })).toMatchObject({
      ok: false,
      failure: { kind: "unavailable", message: expect.stringMatching(/broke off|in time/u) },
    });
    expect(count(situation, READ_REF)).toBe(5);
  });

  test("a write that was done all the same is found, and not done twice", async () => {
    await using situation = await makeSituation();
    const { server, time } = situation;
    time.deadline = () => AbortSignal.timeout(1500);
    server.fault = first(1, MUTATION, { type: "drip" });
    expect(await situation.publish("commit")).toMatchObject({ type: "commit", commits: [{}, {}] });
    expect(commits(situation)).toHaveLength(2);
    expect(server.state.done).toEqual([MUTATION, MUTATION]);
  });
});

describe("G10: what GitHub says against a write", () => {
  const RULES = "Repository rule violations found\n\nCommits must have verified signatures.\n\n";
  const STALE = /^Run again on the branch as it is now/u;
  const LET = /^Let the rule of the repository allow it/u;

  test.each<[string, string, Fault, RegExp, RegExp]>([
    ["422 not a fast forward", MOVE, say(422, "Update is not a fast forward"), /fast forward/u, STALE],
    ["409 on a ref", MOVE, say(409, "Conflict"), /409 Conflict/u, STALE],
    ["422 the ref is elsewhere", MOVE, say(422, "is at 1 but expected 2"), /is at 1/u, STALE],
    ["409 a repository rule", MOVE, say(409, RULES), /Repository rule violations.*signatures/su, LET],
    ["422 a repository rule", MOVE, say(422, RULES), /Repository rule violations/u, LET],
    ["422 a protected branch", MOVE, say(422, "Protected branch update failed for x"), /Protected/u, LET],
    ["422 a locked branch", MOVE, say(422, "Cannot change this locked branch"), /locked/u, LET],
    ["GraphQL, a stale head", MUTATION, graphql("STALE_DATA", "Expected branch to point"), /Expected/u, STALE],
    ["GraphQL, a rule", MUTATION, graphql("UNPROCESSABLE", RULES), /Repository rule violations/u, LET],
    ["GraphQL, signatures", MUTATION, graphql("X", "Commits must have verified signatures."), /verified/u, LET],
    [
      "GraphQL, a pull request that is wanted",
      MUTATION,
      graphql("X", "Changes must be made through a pull request."),
      /through a pull request/u,
      LET,
    ],
  ])(
    "%s: nothing is written, nothing is tried again, and its words are told",
    async (_, route, fault, reason, remedy) => {
      await using situation = await makeSituation();
      const { server } = situation;
      if (route === MOVE) server.state.mutation = "unknown";
      server.fault = first(9, route, fault);
      expect(await situation.publish("commit")).toMatchObject(refusal(reason, remedy));
      expect(commits(situation)).toEqual([]);
      expect(count(situation, route)).toBe(1);
    },
  );

  test.each([
    ["at the same commit: it counts as made", "feature", { type: "pull-request", commits: [{}, {}] }],
    ["at another commit: somebody else's is left alone", "main", refusal(/./u, /./u)],
  ])("422 the branch exists already, %s", async (_, from, expected) => {
    await using situation = await makeSituation();
    const { server } = situation;
    const { store } = server.state;
    server.fault = first(1, CREATE, {
      type: "before",
      act: () => {
        store.move(`refs/heads/${BRANCH}`, store.read(`refs/heads/${from}`) ?? "", undefined);
      },
    });
    expect(await situation.publish("pull-request")).toMatchObject(expected);
    expect(count(situation, CREATE)).toBe(1);
    expect(commits(situation, BRANCH)).toHaveLength(from === "feature" ? 2 : 0);
  });
});

describe("G13: what was just made is not shown everywhere at once", () => {
  const LOST = say(404, "Not Found");
  const NODE = "Could not resolve to a node with the global id of ''";

  test.each<[string, string, number, Fault, "known" | "unknown"]>([
    ["a branch, where it is read", READ_REF, 4, LOST, "known"],
    ["a branch, where it is committed to", MUTATION, 2, graphql("NOT_FOUND", NODE), "known"],
    ["a branch, where it is moved", MOVE, 2, say(422, "Reference does not exist"), "unknown"],
    ["a commit", READ_COMMIT, 3, LOST, "known"],
    ["a branch, where the pull request is made", OPEN, 2, say(422, NODE), "known"],
  ])("%s: it is waited for, some seconds", async (_, route, times, fault, mutation) => {
    await using situation = await makeSituation();
    const { server, time } = situation;
    server.state.mutation = mutation;
    server.fault = first(times, route, fault);
    expect(await situation.publish("pull-request")).toMatchObject({ type: "pull-request", commits: [{}, {}] });
    expect(commits(situation, BRANCH)).toHaveLength(2);
    expect(server.state.pulls).toHaveLength(1);
    expect(time.slept.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(20_000);
  });

  test.each([
    ["commit", READ_COMMIT, LOST],
    ["pull-request", MUTATION, graphql("NOT_FOUND", NODE)],
    ["pull-request", OPEN, say(422, NODE)],
  ] as const)("%s: what never comes (%s) ends the waiting, and what is there is told", async (mode, route, fault) => {
    await using situation = await makeSituation();
    const { server, time } = situation;
    server.fault = first(99, route, fault);
    const told = {
      [READ_COMMIT]: /was put on feature/u,
      [MUTATION]: /0 of 2 commits/u,
      [OPEN]: /commits are on assay/u,
    };
    expect(await situation.publish(mode)).toMatchObject(refusal(told[route], /./u));
    expect(count(situation, route)).toBeLessThanOrEqual(5);
    expect(time.slept.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(20_000);
  });

  test("what this run has not made is not waited for", async () => {
    await using situation = await makeSituation();
    const { server, time } = situation;
    server.fault = first(99, MUTATION, graphql("NOT_FOUND", NODE));
    expect(await situation.publish("commit")).toMatchObject(refusal(/Could not resolve/u, /may see the repository/u));
    expect(count(situation, MUTATION)).toBe(1);
    expect(time.slept).toEqual([]);
  });
});
