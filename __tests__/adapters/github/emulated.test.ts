import { describe, expect, jest, test } from "@jest/globals";
import { z } from "zod";
import { readKept } from "../../../src/adapters/github/kept-commits.ts";
import { withEmulated, type Emulated } from "./emulated-scene.ts";
import { onBranchAlone } from "./on-branch.ts";
import { ALL_SORTS, toUndoRequest } from "./scene.ts";
import { REPO } from "./server/emulator.ts";

// A second opinion on GitHub: an emulator that others have written, with state, trees and ids as git makes them. It is
// right about most routes that Assay calls, and the same work is done on those. The others are in emulator-limits.test.ts.

jest.setTimeout(120_000);

const refSchema = z.object({ object: z.object({ sha: z.string() }) });
const commitSchema = z.object({
  message: z.string(),
  tree: z.object({ sha: z.string() }),
  parents: z.array(z.object({ sha: z.string() })),
});
const pullSchema = z.object({
  number: z.number(),
  state: z.string(),
  body: z.string(),
  head: z.object({ ref: z.string(), sha: z.string() }),
  base: z.object({ ref: z.string() }),
  labels: z.array(z.object({ name: z.string() })),
});

async function tipOf({ read }: Emulated, branch: string): Promise<string> {
  return (await read(`git/ref/heads/${branch}`, refSchema)).object.sha;
}

/** Messages from a branch's tip down to the head that was gated, and the tip's tree. */
async function chainOf(emulated: Emulated, branch: string): Promise<{ tree: string; subjects: readonly string[] }> {
  const subjects: string[] = [];
  let at = await tipOf(emulated, branch);
  const { tree } = await emulated.read(`git/commits/${at}`, commitSchema);
  while (at !== emulated.situation.head && subjects.length < 10) {
    const commit = await emulated.read(`git/commits/${at}`, commitSchema);
    subjects.unshift(commit.message.split("\n")[0] ?? "");
    at = commit.parents[0]?.sha ?? "";
  }
  return { tree: tree.sha, subjects };
}

describe("on an emulator of GitHub that others have written", () => {
  test("commits: by blobs and trees, as it has no GraphQL; the gated tree; nothing a second time", () =>
    withEmulated(async (emulated) => {
      const { situation, publish, done } = emulated;
      const first = await publish("commit");
      expect(first).toMatchObject({ type: "commit", branch: "feature" });
      const chain = await chainOf(emulated, "feature");
      expect(chain.tree).toBe(situation.request.manifest.tree);
      expect(chain.subjects).toEqual(ALL_SORTS.map(({ path }) => `fix(${path}): mend`));
      const writes = done.length;
      expect(await publish("commit")).toEqual(first);
      expect(done).toHaveLength(writes);
    }));

  test("a branch that has moved is not written over", () =>
    withEmulated(async (emulated) => {
      const { situation, emulator, publish, done } = emulated;
      const { tree } = await emulated.read(`git/commits/${situation.head}`, commitSchema);
      const parents = [situation.head];
      const made = await emulator.call("POST", `${REPO}/git/commits`, { message: "theirs", tree: tree.sha, parents });
      const { sha } = z.object({ sha: z.string() }).parse(made.body);
      await emulator.call("PATCH", `${REPO}/git/refs/heads/feature`, { sha, force: false });
      expect(await publish("commit")).toMatchObject({
        publications: [
          { type: "refused", reason: expect.stringContaining("feature is no longer at") },
          { type: "patch" },
        ],
      });
      expect(await tipOf(emulated, "feature")).toBe(sha);
      expect(done).toEqual([]);
    }));

  test("a pull request: opened once, with its label; closed, it is not opened again", () =>
    withEmulated(async (emulated) => {
      const { situation, emulator, publish, done } = emulated;
      expect(await publish("pull-request")).toMatchObject({ type: "pull-request", number: 1, end: "opened" });
      const list = (): Promise<z.infer<typeof pullSchema>[]> => emulated.read("pulls?state=all", z.array(pullSchema));
      const [pull] = await list();
      expect(pull).toMatchObject({ state: "open", base: { ref: "feature" }, labels: [{ name: "assay" }] });
      expect((await chainOf(emulated, pull?.head.ref ?? "")).tree).toBe(situation.request.manifest.tree);
      expect(await tipOf(emulated, "feature")).toBe(situation.head);
      const writes = done.length;
      expect(await publish("pull-request")).toMatchObject({ type: "pull-request", number: 1, end: "unchanged" });
      expect([done.length, (await list()).length]).toEqual([writes, 1]);
      await emulator.call("PATCH", `${REPO}/pulls/${pull?.number ?? 0}`, { state: "closed" });
      expect(await publish("pull-request")).toMatchObject({ type: "none" });
      expect((await list()).length).toBe(1);
    }));

  test("a check run: in progress, then ended, and taken up again by the next run of the same work", () =>
    withEmulated(async (emulated) => {
      const { situation, session, notes } = emulated;
      const end = { title: "Done", summary: "All.", annotations: [], conclusion: "success" } as const;
      const schema = z.object({
        check_runs: z.array(z.object({ status: z.string(), conclusion: z.string().nullable() })),
      });
      const shown = async (): Promise<unknown> =>
        (await emulated.read(`commits/${situation.head}/check-runs?filter=all`, schema)).check_runs;
      for (let run = 1; run <= 2; run += 1) {
        const check = await (await session()).startCheck();
        expect(await shown()).toEqual([{ status: "in_progress", conclusion: null }]);
        expect(await check?.conclude(end, [])).toBe("shown");
        expect(await shown()).toEqual([{ status: "completed", conclusion: "success" }]);
      }
      expect(notes).toEqual([]);
    }));

  test("one comment on a pull request, brought up to date", () =>
    withEmulated(async (emulated) => {
      const { emulator, session, done } = emulated;
      const opened = await emulator.call("POST", `${REPO}/pulls`, { title: "t", head: "feature", base: "main" });
      const pullRequest = z.object({ number: z.number() }).parse(opened.body).number;
      const github = await session({ pullRequest });
      for (const text of ["why", "why", "why else"]) expect(await github.comment(text)).toContain("comment");
      const bodies = z.array(z.object({ body: z.string() }));
      const notes = await emulated.read(`issues/${pullRequest}/comments`, bodies);
      expect(notes.map(({ body }) => body.split("\n")[0])).toEqual(["why else"]);
      expect(done.map((route) => route.split(" ")[0])).toEqual(["POST", "PATCH"]);
    }));

  test("comments on the commits of a branch: one each, brought up to date, and put right by a later repair", () =>
    withEmulated(async (emulated) => {
      const { situation, session, done } = emulated;
      const bodiesOn = async (commit: string): Promise<readonly string[]> => {
        const notes = await emulated.read(`commits/${commit}/comments`, z.array(z.object({ body: z.string() })));
        return notes.map(({ body }) => body.split("\n")[0] ?? "");
      };
      const github = await session({}, onBranchAlone);
      for (const text of ["why", "why", "why else"]) expect(await github.comment(text)).toContain("comment");
      expect(await bodiesOn(situation.head)).toEqual(["why else"]);
      expect(done.map((route) => route.split(" ")[0])).toEqual(["POST", "PATCH"]);
      await emulated.publish("commit");
      const later = await session({ head: await tipOf(emulated, "feature") }, onBranchAlone);
      expect(await later.comment("repaired", "leave")).toContain("comment");
      expect(await bodiesOn(situation.head)).toEqual(["repaired"]);
    }));

  test("commits that somebody pushes over are not said to be there", () =>
    withEmulated(async (emulated) => {
      const { situation, emulator, publish } = emulated;
      const { commits } = z
        .object({ commits: z.array(z.object({ id: z.string(), task: z.string(), subject: z.string() })) })
        .parse(await publish("commit"));
      const place = { repository: { owner: "corner", repo: "shop" }, branch: "feature", head: situation.head };
      const kept = async (): Promise<unknown> => readKept(emulated.client, place, commits);
      expect(await kept()).toEqual({ ok: true, data: commits.length });
      const [first, second] = commits;
      for (const [sha, count] of [
        [second?.id, 2],
        [first?.id, 1],
        [situation.base, 0],
      ] as const) {
        await emulator.call("PATCH", `${REPO}/git/refs/heads/feature`, { sha, force: true });
        expect(await kept()).toEqual({ ok: true, data: count });
      }
    }));

  test("state on its ref: read, written on what is there, and merged", () =>
    withEmulated(async ({ session, read }) => {
      const { state } = await session();
      expect(await state.read()).toEqual({ ok: true });
      expect(await state.update(() => "one\n")).toBeUndefined();
      expect(await state.update((text) => `${text ?? ""}two – 日本\n`)).toBeUndefined();
      expect(await state.read()).toEqual({ ok: true, text: "one\ntwo – 日本\n" });
      const { object } = await read("git/ref/assay/state", refSchema);
      expect((await read(`git/commits/${object.sha}`, commitSchema)).parents).toHaveLength(1);
    }));

  test("work is taken back in one commit, once", () =>
    withEmulated(async (emulated) => {
      const { situation, session, done } = emulated;
      const { root } = situation;
      const request = toUndoRequest(situation);
      const undoer = (await session()).undoer(root);
      const first = await undoer.undo(request);
      expect(first).toMatchObject({ type: "commit", commits: [{ subject: "revert: feature" }] });
      expect(await chainOf(emulated, "feature")).toEqual({ tree: request.tree, subjects: ["revert: feature"] });
      const writes = done.length;
      expect(await undoer.undo(request)).toEqual(first);
      expect(done).toHaveLength(writes);
    }));

  test("whoever owns the repository may write, and whom it does not know may not", () =>
    withEmulated(async ({ session }) => {
      expect((await session()).scene.rights).toEqual({ type: "write" });
      expect((await session({ people: ["stranger"] })).scene.rights.type).toBe("read");
    }));
});
