import { expect, test } from "@jest/globals";
import { makeSituation } from "./scene.ts";

test.each([
  [
    { draft: true, teams: ["platform"], reviewers: [] },
    { reviewers: [], team_reviewers: ["platform"] },
  ],
  [{ draft: false, teams: [], reviewers: [], labels: [], assignees: [] }, undefined],
])("is opened as the policy says: %j", async (own, asked) => {
  await using situation = await makeSituation();
  const { server, request } = situation;
  const text = request.pullRequest!;
  const pullRequest = { ...text, settings: { ...text.settings, ...own } };
  expect(await situation.publish("pull-request", { request: { pullRequest } })).toMatchObject({ end: "opened" });
  expect(server.state.pulls[0]?.draft).toBe(own.draft);
  const people = server.calls.find(({ route }) => route.endsWith("/requested_reviewers"));
  if (asked === undefined) expect(people).toBeUndefined();
  else expect(people?.body).toEqual(asked);
  expect(server.state.done.some((route) => route.includes("/issues/"))).toBe(asked !== undefined);
});

test("the limit of open ones counts one that stands behind hundreds of newer pull requests", async () => {
  await using situation = await makeSituation();
  await situation.publish("pull-request");
  const { state } = situation.server;
  const [own] = state.pulls;
  for (let index = 0; index < 320; index += 1) {
    state.pulls.push({ ...own!, number: state.id(), state: "closed", head: `topic-${index}`, body: "" });
  }
  const text = situation.request.pullRequest!;
  const pullRequest = { ...text, key: "rule-2", settings: { ...text.settings, open: 1 } };
  expect(await situation.publish("pull-request", { request: { pullRequest } })).toMatchObject({
    publications: [{ type: "refused", reason: expect.stringContaining("policy allows 1") }, {}],
  });
});
