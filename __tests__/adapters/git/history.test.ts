import { join } from "node:path";
import { describe, expect, jest, test } from "@jest/globals";
import { createHistory } from "../../../src/adapters/git/history.ts";
import type { History } from "../../../src/domain/undo.ts";
import { git, makeGround, makeRepository, write, type Ground } from "./fixture.ts";

jest.setTimeout(120_000);

/** Commits what lies there, some days after 2026-01-01. */
function commitOn(root: string, day: number, message: string): string {
  const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
  git(root, ["add", "-A"]);
  const dates = { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
  git(root, ["commit", "-q", "--allow-empty", "-m", message], undefined, dates);
  return git(root, ["rev-parse", "HEAD"]).trim();
}

function historyOf(ground: Ground, directory: string): Promise<History> {
  return createHistory({ directory, env: ground.env, temporaryDirectory: ground.tmp });
}

async function churnOf(ground: Ground, root: string, head: string, days: number): Promise<Record<string, number>> {
  return Object.fromEntries(await (await historyOf(ground, root)).churn(head, days));
}

const ownMessage = (run: string): string => `fix: x\n\nAssay-Task: fix-0123456789\nAssay-Run: ${run}\n`;

describe("churn", () => {
  test("counts each commit of people's once for each path that it touched, whatever the path is called", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "0\n" });
    write(root, { "a.ts": "1\n", "b c.ts": "1\n", "ü\nx.ts": "1\n" });
    commitOn(root, 10, "one\n\nwith a body\n");
    write(root, { "a.ts": "2\n" });
    const head = commitOn(root, 11, "two");
    expect(await churnOf(ground, root, head, 5)).toEqual({ "a.ts": 2, "b c.ts": 1, "ü\nx.ts": 1 });
  });

  test("of so many days before head's own time, not before today", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "0\n" });
    for (const day of [10, 20, 29]) {
      write(root, { "a.ts": `${day}\n` });
      commitOn(root, day, `day ${day}`);
    }
    const head = commitOn(root, 30, "nothing in it");
    expect(await churnOf(ground, root, head, 2)).toEqual({ "a.ts": 1 });
    expect(await churnOf(ground, root, head, 12)).toEqual({ "a.ts": 2 });
    expect(await churnOf(ground, root, head, 365)).toEqual({ "a.ts": 4 });
    expect(await churnOf(ground, root, `${head}~1`, 2)).toEqual({ "a.ts": 1 });
  });

  test("knows neither commits of Assay's own nor merges; what was merged counts, what follows head does not", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "0\n" });
    git(root, ["checkout", "-q", "-b", "side"]);
    write(root, { "side.ts": "1\n" });
    commitOn(root, 10, "side");
    git(root, ["checkout", "-q", "main"]);
    write(root, { "a.ts": "own\n" });
    commitOn(root, 11, ownMessage("1"));
    git(root, ["merge", "-q", "--no-ff", "-m", "merge", "side"]);
    const head = git(root, ["rev-parse", "HEAD"]).trim();
    write(root, { "later.ts": "1\n" });
    commitOn(root, 12, "later");
    // The merge's own date is the fixture's, in the first days of the year.
    expect(await churnOf(ground, root, head, 1)).toEqual({ "a.ts": 1, "side.ts": 1 });
  });
});

describe("depth", () => {
  test("is the number of runs on top, however many commits each made, until somebody else's commit", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "0\n" });
    const history = await historyOf(ground, root);
    expect(await history.depth("HEAD")).toBe(0);
    commitOn(root, 1, ownMessage("early"));
    const people = commitOn(root, 2, "people's\n\nwe looked at Assay-Run: 5\n");
    expect(await history.depth(people)).toBe(0);
    commitOn(root, 3, ownMessage("1"));
    const first = commitOn(root, 4, ownMessage("1"));
    const second = commitOn(root, 5, ownMessage("2"));
    expect([await history.depth(first), await history.depth(second)]).toEqual([1, 2]);
    const after = commitOn(root, 6, "people's again");
    expect(await history.depth(after)).toBe(0);
  });

  test("commits that GitHub squashed into one are people's, whatever they quote", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "0\n" });
    write(root, { "a.ts": "1\n" });
    const head = commitOn(root, 10, `Better sums (#7)\n\n* by hand\n\n* ${ownMessage("1")}`);
    const history = await historyOf(ground, root);
    expect(await history.depth(head)).toBe(0);
    expect(await history.own(head)).toEqual([]);
  });

  test("a merge of Assay's work by somebody is that somebody's", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "0\n" });
    git(root, ["checkout", "-q", "-b", "side"]);
    const own = commitOn(root, 1, ownMessage("1"));
    git(root, ["checkout", "-q", "main"]);
    git(root, ["merge", "-q", "--no-ff", "-m", "merge", "side"]);
    const history = await historyOf(ground, root);
    expect(await history.depth("HEAD")).toBe(0);
    expect(await history.depth(own)).toBe(1);
  });

  test("ends where a shallow clone ends", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "0\n" });
    for (const [index, run] of ["1", "2", "3"].entries()) commitOn(root, index, ownMessage(run));
    git(ground.path, ["clone", "-q", "--depth", "2", `file://${root}`, "shallow"]);
    const history = await historyOf(ground, join(ground.path, "shallow"));
    expect({ shallow: history.shallow, depth: await history.depth("HEAD") }).toEqual({ shallow: true, depth: 2 });
    expect(await history.isCutOff("HEAD")).toBe(true);
    const whole = await historyOf(ground, root);
    expect([await whole.depth("HEAD"), await whole.isCutOff("HEAD")]).toEqual([3, false]);
  });

  test("somebody's commit at the end of a shallow clone settles it", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "0\n" });
    commitOn(root, 0, "somebody's");
    commitOn(root, 1, ownMessage("1"));
    git(ground.path, ["clone", "-q", "--depth", "2", `file://${root}`, "shallow"]);
    commitOn(root, 2, "somebody's");
    git(ground.path, ["clone", "-q", "--depth", "1", `file://${root}`, "shallower"]);
    for (const name of ["shallow", "shallower"]) {
      const history = await historyOf(ground, join(ground.path, name));
      expect({ shallow: history.shallow, isCutOff: await history.isCutOff("HEAD") }).toEqual({
        shallow: true,
        isCutOff: false,
      });
    }
  });
});
