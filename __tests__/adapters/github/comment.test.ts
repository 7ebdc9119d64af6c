import { describe, expect, test } from "@jest/globals";
import type { GitHubScene } from "../../../src/domain/github-scene.ts";
import { putComment } from "../../../src/adapters/github/comment.ts";
import { onBranchAlone } from "./on-branch.ts";
import { makeSituation, type Situation } from "./scene.ts";

async function say(situation: Situation, body: string, more: Partial<GitHubScene> = {}): Promise<string | undefined> {
  const scene = { ...situation.scene, ...more };
  return (await situation.session(scene)).comment(body);
}

function notesOf({ server }: Situation): readonly string[] {
  return server.state.notes.map(({ thread, body }) => `${thread}: ${body.split("\n")[0] ?? ""}`);
}

/** On a branch without a pull request in the event. */
async function onBranch(
  situation: Situation,
  body: string,
  { at, whenMissing = "add" }: { readonly at?: string; readonly whenMissing?: "add" | "leave" } = {},
): Promise<void> {
  const place = onBranchAlone(situation.scene);
  const scene = at === undefined ? place : { ...place, head: at };
  const put = await putComment({ client: situation.client(), scene }, { key: "0123456789abcdef", body, whenMissing });
  expect(put.ok).toBe(true);
}

describe("a comment that stands once", () => {
  test("on the pull request of the event: made, left, changed", async () => {
    await using situation = await makeSituation();
    const { server } = situation;
    expect(await say(situation, "why")).toMatch(/^https:/u);
    await say(situation, "why");
    expect(server.state.done).toEqual(["POST /repos/{owner}/{repo}/issues/{issue_number}/comments"]);
    await say(situation, "why else");
    expect(notesOf(situation)).toEqual(["issues/7: why else"]);
    await say(situation, "another workflow", { failedRun: { id: 5, attempt: 1, workflow: "Lint", place: "other" } });
    expect(notesOf(situation)).toEqual(["issues/7: why else", "issues/7: another workflow"]);
    expect(server.violations).toEqual([]);
  });

  test("that is to be put right only where it stands is changed, and never made", async () => {
    await using situation = await makeSituation();
    const session = await situation.session();
    expect(await session.comment("repaired", "leave")).toBeUndefined();
    expect(situation.server.state.done).toEqual([]);
    await session.comment("why");
    expect(await session.comment("repaired", "leave")).toMatch(/^https:/u);
    expect(notesOf(situation)).toEqual(["issues/7: repaired"]);
    expect(situation.server.violations).toEqual([]);
  });

  test("on the open pull request of the branch, else on the commit", async () => {
    await using situation = await makeSituation();
    const { server, head } = situation;
    await onBranch(situation, "on the commit");
    await onBranch(situation, "on the commit still");
    expect(notesOf(situation)).toEqual([`commits/${head}: on the commit still`]);
    const pull = {
      number: 9,
      state: "open",
      merged: false,
      title: "t",
      body: "",
      head: "feature",
      base: "main",
    } as const;
    const more = {
      draft: false,
      createdAt: "2026-03-01T12:00:00Z",
      labels: [],
      reviewers: [],
      teams: [],
      assignees: [],
    };
    server.state.pulls.push({ ...pull, ...more });
    await onBranch(situation, "on the pull request");
    expect(notesOf(situation)[1]).toBe("issues/9: on the pull request");
    expect(server.violations).toEqual([]);
  });

  test("what stands on earlier commits of a branch is put right by a later repair, and by nothing else", async () => {
    await using situation = await makeSituation();
    const { server, base, head } = situation;
    await onBranch(situation, "broken", { at: base });
    server.state.notes.push({ id: 1, thread: `commits/${base}`, body: "a person's", owner: "somebody" });
    await onBranch(situation, "still broken");
    expect(notesOf(situation)).toEqual([
      `commits/${base}: broken`,
      `commits/${base}: a person's`,
      `commits/${head}: still broken`,
    ]);
    situation.intrude();
    const at = server.state.store.read("refs/heads/feature") ?? "";
    await onBranch(situation, "repaired", { at, whenMissing: "leave" });
    const right = [`commits/${base}: repaired`, `commits/${base}: a person's`, `commits/${head}: repaired`];
    expect(notesOf(situation)).toEqual(right);
    const writes = server.state.done.length;
    await onBranch(situation, "repaired", { at, whenMissing: "leave" });
    expect(notesOf(situation)).toEqual(right);
    expect(server.state.done).toHaveLength(writes);
    expect(server.violations).toEqual([]);
  });

  test("a repair on one branch leaves what is said of a commit that another branch has, too", async () => {
    await using situation = await makeSituation();
    const { base, head } = situation;
    const alone = onBranchAlone(situation.scene);
    await (await situation.sessionIn({ ...alone, branch: "main", head: base })).comment("broken");
    const session = await situation.sessionIn({ ...alone, branch: "feature", head });
    expect(await session.comment("repaired", "leave")).toBeUndefined();
    expect(notesOf(situation)).toEqual([`commits/${base}: broken`]);
  });

  test("a lost answer makes no second one", async () => {
    await using situation = await makeSituation();
    situation.server.fault = ({ route, before }) =>
      route.startsWith("POST") && before === 0 ? { type: "reset", write: "done" } : undefined;
    await say(situation, "why");
    expect(notesOf(situation)).toEqual(["issues/7: why"]);
  });

  test("somebody else's with our mark is left, and ours is kept apart from it", async () => {
    await using situation = await makeSituation();
    const { state } = situation.server;
    await say(situation, "ours");
    const [ours] = state.notes;
    state.notes.push({ id: 1, thread: "issues/7", body: ours?.body ?? "", owner: "somebody" });
    await say(situation, "ours again");
    expect(notesOf(situation)).toEqual(["issues/7: ours again", "issues/7: ours"]);
  });

  test("without the permission it is told which one, and nothing fails", async () => {
    await using situation = await makeSituation();
    situation.server.state.permissions.delete("issues");
    expect(await say(situation, "why")).toBeUndefined();
    expect(situation.notes).toEqual([expect.stringMatching(/there is no comment: .*issues: write/u)]);
    expect(notesOf(situation)).toEqual([]);
  });

  test("where nothing may be written nobody is asked", async () => {
    await using situation = await makeSituation();
    const rights = { type: "read", reason: "fork", remedy: "no" } as const;
    expect(await say(situation, "why", { rights })).toBeUndefined();
    expect(situation.server.calls).toEqual([]);
  });
});
