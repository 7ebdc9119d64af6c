import { expect, test } from "@jest/globals";
import { makeSituation } from "./scene.ts";

test("labels and people that an earlier run did not come to are put on; nothing else is written", async () => {
  await using situation = await makeSituation();
  const { server } = situation;
  server.state.permissions.delete("issues");
  await situation.publish("pull-request");
  server.state.permissions.add("issues");
  const before = server.state.done.length;
  expect(await situation.publish("pull-request")).toMatchObject({ type: "pull-request", end: "updated" });
  expect(server.state.done.slice(before)).toEqual([
    "POST /repos/{owner}/{repo}/issues/{issue_number}/labels",
    "POST /repos/{owner}/{repo}/issues/{issue_number}/assignees",
  ]);
  expect(server.state.pulls).toMatchObject([{ labels: ["assay"], reviewers: ["dev"], assignees: ["dev"] }]);
  expect(await situation.publish("pull-request")).toMatchObject({ end: "unchanged" });
  expect(server.violations).toEqual([]);
});

test("what somebody has taken off stays off, and who has answered is not asked again", async () => {
  await using situation = await makeSituation();
  const { server } = situation;
  await situation.publish("pull-request");
  const [pull] = server.state.pulls;
  for (const list of [pull?.labels, pull?.reviewers, pull?.assignees]) list?.splice(0);
  const before = server.state.done.length;
  expect(await situation.publish("pull-request")).toMatchObject({ end: "unchanged" });
  expect(server.state.done).toHaveLength(before);
});

test("names count whatever their case; where the history cannot be read, nothing is put on, and that is told", async () => {
  await using situation = await makeSituation();
  const { server, notes } = situation;
  await situation.publish("pull-request");
  const [pull] = server.state.pulls;
  pull?.labels.splice(0, 1, "Assay");
  await situation.publish("pull-request");
  expect(server.calls.filter(({ route }) => route.endsWith("/events"))).toEqual([]);
  pull?.labels.splice(0);
  server.fault = ({ route }) => (route.endsWith("/events") ? { type: "answer", status: 404 } : undefined);
  expect(await situation.publish("pull-request")).toMatchObject({ end: "unchanged" });
  expect(pull?.labels).toEqual([]);
  expect(notes.join("\n")).toMatch(/#\d+ is without assay, and why is not known/u);
});
