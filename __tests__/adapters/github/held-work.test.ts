import { expect, test } from "@jest/globals";
import type { GitHubScene } from "../../../src/domain/github-scene.ts";
import type { RestOfWork } from "../../../src/domain/pull-request.ts";
import { makeSituation, type Changes } from "./scene.ts";

const OTHER: Changes = [{ path: "a.ts", before: "one\ntwo changed\nthree\n", after: "one\ntwo better\nthree\n" }];
/** The task that {@link OTHER} does not bring. */
const REST = "fix-0000000001";
const PUSH: Partial<GitHubScene> = { event: "push" };

test.each<[string, RestOfWork, string]>([
  ["chosen files", { settled: [], heldBack: [], looked: "selection" }, "Run without the inputs that choose"],
  ["what a push changed", { settled: [], heldBack: [], looked: "changes" }, "Run over all files (input all)"],
  ["as much as it may", { settled: [], heldBack: [REST], looked: "changes" }, "its report says what kept it from it"],
])("a run over %s names rule, files and what to do", async (_, rest, remedy) => {
  await using situation = await makeSituation();
  await using other = await makeSituation(OTHER);
  await situation.publish("pull-request");
  const names = (ids: readonly string[]) => Promise.resolve(ids.map((id) => `fix of new/b.ts, not ${id}`));
  const words = { rest, rule: ["src/**", "!src/x/**"], nameTasks: names };
  const request = { ...other.request, pullRequest: { ...other.request.pullRequest!, ...words } };
  const { number } = situation.server.state.pulls[0]!;
  expect(await situation.publish("pull-request", { request, scene: PUSH })).toMatchObject({
    publications: [
      {
        reason: `#${number}, the pull request of the rule for src/**, !src/x/**, holds changes that this run did not look at, and to bring it up to date would take them out: fix of new/b.ts, not ${REST}`,
        remedy: expect.stringContaining(remedy),
      },
      { type: "patch" },
    ],
  });
  const text = JSON.stringify(await situation.publish("pull-request", { request, scene: PUSH }));
  expect(text).toContain(`; or merge or close #${number}; or have one for each task (pull-request: { per: task }`);
});
