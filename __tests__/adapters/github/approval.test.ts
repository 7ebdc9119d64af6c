import { describe, expect, test } from "@jest/globals";
import { makeSituation, toApproval, type Situation } from "./scene.ts";

const DIGEST = "0123456789abcdef";
const LABEL = `assay-approved-${DIGEST}`;

function publish(situation: Situation, by: "label" | "review" | "environment"): Promise<unknown> {
  return situation.publish("commit", { request: { approval: toApproval(by, DIGEST) } });
}

const WAITS = { type: "several", publications: [{ type: "waiting" }, { type: "patch" }] };

describe("a yes by label", () => {
  test.each<[string, { event: string; actor: string; label: string }[], object]>([
    ["nobody", [], WAITS],
    ["somebody who may write", [{ event: "labeled", actor: "dev", label: LABEL }], { type: "commit" }],
    ["somebody who may not", [{ event: "labeled", actor: "stranger", label: LABEL }], WAITS],
    [
      "a label for other changes",
      [{ event: "labeled", actor: "dev", label: "assay-approved-ffffffffffffffff" }],
      WAITS,
    ],
    [
      "taken back",
      [
        { event: "labeled", actor: "dev", label: LABEL },
        { event: "unlabeled", actor: "eve", label: LABEL },
      ],
      WAITS,
    ],
  ])("%s", async (_, events, expected) => {
    await using situation = await makeSituation();
    situation.server.state.labelEvents.push(...events);
    expect(await publish(situation, "label")).toMatchObject(expected);
    expect(situation.server.state.done.length > 0).toBe(expected !== WAITS);
    expect(situation.server.violations).toEqual([]);
  });

  test("what is missing is said", async () => {
    await using situation = await makeSituation();
    expect(await publish(situation, "label")).toMatchObject({
      publications: [{ type: "waiting", approval: "label", remedy: `Put the label ${LABEL} on #7` }, {}],
    });
  });
});

describe("a yes by review", () => {
  test.each<[string, (situation: Situation) => { user: string; body: string; commit: string }, object]>([
    [
      "on this head, with the digest",
      ({ head }) => ({ user: "dev", body: `yes ${DIGEST}`, commit: head }),
      { type: "commit" },
    ],
    ["on an older head", ({ base }) => ({ user: "dev", body: `yes ${DIGEST}`, commit: base }), WAITS],
    ["of other changes", ({ head }) => ({ user: "dev", body: "yes", commit: head }), WAITS],
    ["by somebody who may not write", ({ head }) => ({ user: "stranger", body: DIGEST, commit: head }), WAITS],
  ])("%s", async (_, review, expected) => {
    await using situation = await makeSituation();
    situation.server.state.approvals.push(review(situation));
    expect(await publish(situation, "review")).toMatchObject(expected);
    expect(situation.server.violations).toEqual([]);
  });
});

test.each<[string, readonly { user: string; state?: string }[], object]>([
  [
    "a stranger's later approval does not stand in the way",
    [{ user: "dev" }, { user: "stranger" }],
    { type: "commit" },
  ],
  [
    "who asks for changes later has taken it back",
    [{ user: "dev" }, { user: "dev", state: "CHANGES_REQUESTED" }],
    WAITS,
  ],
  ["and may give it again", [{ user: "dev", state: "CHANGES_REQUESTED" }, { user: "dev" }], { type: "commit" }],
  ["one that was dismissed is none", [{ user: "dev", state: "DISMISSED" }], WAITS],
])("several reviews: %s", async (_, reviews, expected) => {
  await using situation = await makeSituation();
  const { server, head } = situation;
  server.state.approvals.push(...reviews.map((one) => ({ ...one, body: `yes ${DIGEST}`, commit: head })));
  expect(await publish(situation, "review")).toMatchObject(expected);
});

test.each(["label", "review", "environment"] as const)(
  "a yes (%s) of somebody who may only read is none",
  async (by) => {
    await using situation = await makeSituation();
    const { state } = situation.server;
    state.collaborators.set("reader", "read");
    state.labelEvents.push({ event: "labeled", actor: "reader", label: LABEL });
    state.approvals.push({ user: "reader", body: DIGEST, commit: situation.head });
    state.deployments.push({ state: "approved", environment: "assay", comment: DIGEST, user: "reader" });
    expect(await publish(situation, by)).toMatchObject({
      publications: [{ type: "waiting", reason: expect.stringContaining("reader may not write") }, {}],
    });
  },
);

test.each(["label", "review"] as const)("a list (%s) that is too long to be read whole is no yes", async (by) => {
  await using situation = await makeSituation();
  const { state } = situation.server;
  state.labelEvents.push({ event: "labeled", actor: "dev", label: LABEL });
  for (let index = 0; index < 1000; index += 1) {
    state.labelEvents.push({ event: "labeled", actor: "dev", label: `other-${index}` });
    state.approvals.push({ user: "dev", body: DIGEST, commit: situation.head });
  }
  expect(await publish(situation, by)).toMatchObject({
    publications: [{ type: "waiting", reason: expect.stringContaining("whether a yes was taken back") }, {}],
  });
});

test.each([
  ["label", "issues"],
  ["review", "pull-requests"],
  ["environment", "actions"],
] as const)("a token that may not look for a yes (%s): the permission is named", async (by, permission) => {
  await using situation = await makeSituation();
  situation.server.fault = ({ route }) =>
    /events$|reviews$|approvals$/u.test(route)
      ? { type: "answer", status: 403, body: { message: "Resource not accessible by integration" } }
      : undefined;
  expect(await publish(situation, by)).toMatchObject({
    publications: [{ type: "waiting", remedy: `Add to the job's permissions: ${permission}: read` }, {}],
  });
});

describe("a yes by an environment", () => {
  const yes = { state: "approved", environment: "Assay", comment: `seen: ${DIGEST}`, user: "dev" };

  test.each<[string, readonly (typeof yes)[], object]>([
    ["nobody", [], WAITS],
    ["somebody who may write, with the digest", [yes], { type: "commit" }],
    ["without the digest, so to whatever the run comes to", [{ ...yes, comment: "ship it" }], WAITS],
    ["of other changes, of an earlier attempt of the run", [{ ...yes, comment: "ffffffffffffffff" }], WAITS],
    ["to another environment", [{ ...yes, environment: "staging" }], WAITS],
    ["by somebody who may not write", [{ ...yes, user: "stranger" }], WAITS],
    ["still pending", [{ ...yes, state: "pending" }], WAITS],
    ["and a no", [yes, { ...yes, state: "rejected", user: "eve" }], WAITS],
  ])("%s", async (_, deployments, expected) => {
    await using situation = await makeSituation();
    situation.server.state.deployments.push(...deployments);
    expect(await publish(situation, "environment")).toMatchObject(expected);
    expect(situation.server.state.done.length > 0).toBe(expected !== WAITS);
    expect(situation.server.violations).toEqual([]);
  });

  test("needs no pull request, and is not of another run", async () => {
    await using situation = await makeSituation();
    situation.server.state.deployments.push(yes);
    const approval = toApproval("environment", DIGEST);
    const { run } = situation.scene;
    // No pull request has this number.
    const push = { event: "push", pullRequest: 0 };
    const other = { ...push, run: { ...run, id: "2/publish/assay" } };
    const publishOn = (where: typeof push) => situation.publish("commit", { scene: where, request: { approval } });
    expect(await publishOn(other)).toMatchObject({
      publications: [
        { type: "waiting", approval: "environment", remedy: expect.stringContaining(`with the comment ${DIGEST}`) },
        {},
      ],
    });
    expect(await publishOn(push)).toMatchObject({ type: "commit" });
  });
});
