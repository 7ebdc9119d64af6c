import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { createHistory } from "../../src/adapters/git/history.ts";
import { createLocalUndoer } from "../../src/adapters/local/local-publisher.ts";
import type { Publication } from "../../src/domain/publication.ts";
import type { Settings } from "../../src/domain/settings.ts";
import { runUndo } from "../../src/run/undo.ts";
import { commitAll, git, makeGround, makeRepository, open, write, type Ground } from "../adapters/git/fixture.ts";
import { SETTINGS } from "../settings/default-settings.ts";

const LINES = Array.from({ length: 20 }, (_, index) => `line ${index}\n`);

function withLine(at: number, text: string, lines = LINES): string {
  return lines.with(at, `${text}\n`).join("");
}

function own(task: string, run: string): string {
  return `fix: ${task}\n\nAssay-Task: ${task}\nAssay-Run: ${run}\n`;
}

interface Scene {
  readonly root: string;
  readonly base: string;
  readonly undo: (words: readonly string[], more?: Partial<Settings>) => Promise<Publication>;
}

/** Two commits of run 1 (`a.txt` line 3, `tool.sh` without its bit; `new.txt`), with somebody's line 15 between them. */
function makeScene(ground: Ground): Scene {
  const root = makeRepository(ground, { "a.txt": LINES.join(""), "tool.sh": "echo\n" });
  chmodSync(join(root, "tool.sh"), 0o755);
  const base = commitAll(root, "base");
  write(root, { "a.txt": withLine(3, "ours") });
  chmodSync(join(root, "tool.sh"), 0o644);
  commitAll(root, own("one", "https://github.com/corner/shop/actions/runs/1"));
  write(root, { "a.txt": withLine(15, "theirs", [...LINES.with(3, "ours\n")]) });
  commitAll(root, "theirs");
  write(root, { "new.txt": "new\n" });
  commitAll(root, own("two", "https://github.com/corner/shop/actions/runs/1"));
  return {
    root,
    base,
    async undo(words, more = {}) {
      const settings: Settings = { ...SETTINGS, repo: root, phase: "undo", undo: words, ci: false, ...more };
      return runUndo(settings, {
        repository: await open(ground, root),
        history: await createHistory({ directory: root, env: ground.env, temporaryDirectory: ground.tmp }),
        undoer: createLocalUndoer({ directory: root, env: ground.env }),
        events: { emit: () => undefined },
        clock: { monotonic: () => 0, now: () => new Date("2026-01-01T00:00:00Z") },
      });
    },
  };
}

describe("a run is taken back in one commit", () => {
  test("with what others have done since left alone; a second time nothing is written", async () => {
    using ground = makeGround();
    const { root, undo } = makeScene(ground);
    const head = git(root, ["rev-parse", "HEAD"]).trim();
    expect(await undo(["1"], { dryRun: true })).toMatchObject({
      type: "none",
      reason: expect.stringContaining("dry run"),
    });
    expect(git(root, ["rev-parse", "HEAD"]).trim()).toBe(head);
    expect(await undo(["1"])).toMatchObject({ type: "commit", commits: [{ subject: "revert: 2 changes of Assay" }] });
    expect(git(root, ["rev-list", "--count", `${head}..HEAD`]).trim()).toBe("1");
    expect(readFileSync(join(root, "a.txt"), "utf8")).toBe(withLine(15, "theirs"));
    expect(existsSync(join(root, "new.txt"))).toBe(false);
    expect(git(root, ["ls-files", "-s", "tool.sh"])).toMatch(/^100755/u);
    expect(await undo(["1"])).toMatchObject({ type: "none", reason: expect.stringContaining("taken back already") });
    expect(git(root, ["rev-list", "--count", `${head}..HEAD`]).trim()).toBe("1");
    // The commit that takes back is one of ours: it can be taken back itself.
    expect((await undo(["HEAD"])).type).toBe("commit");
    expect(git(root, ["diff", "--stat", head, "HEAD"])).toBe("");
  }, 120_000);

  test("refused where later work changed the same lines, which is named; nothing is written", async () => {
    using ground = makeGround();
    const { root, undo } = makeScene(ground);
    write(root, { "a.txt": withLine(3, "mine") });
    const later = commitAll(root, "mine on top");
    const publication = await undo(["1"]);
    expect(publication).toMatchObject({ type: "refused", mode: "undo" });
    const reason = publication.type === "refused" ? publication.reason : "";
    expect(reason).toContain(`${later.slice(0, 7)} (mine on top)`);
    expect(reason).toContain("a.txt");
    expect(reason).not.toContain("new.txt");
    expect(git(root, ["rev-parse", "HEAD"]).trim()).toBe(later);
  }, 120_000);

  test("refused where a file that it made has been removed or is changed locally", async () => {
    using ground = makeGround();
    const { root, undo } = makeScene(ground);
    write(root, { "new.txt": "local\n" });
    expect(await undo(["1"])).toEqual({
      type: "refused",
      mode: "undo",
      reason: "local changes would be overwritten in new.txt",
      remedy: "Commit or stash them and run again",
    });
    git(root, ["checkout", "-q", "--detach"]);
    expect(await undo(["1"])).toMatchObject({
      reason: expect.stringContaining("detached"),
      remedy: "Check the branch out and run again",
    });
    git(root, ["checkout", "-q", "main"]);
    git(root, ["checkout", "-q", "--", "."]);
    write(root, { "new.txt": "changed\n" });
    commitAll(root, "changed");
    expect(await undo(["1"])).toMatchObject({ type: "refused", reason: expect.stringContaining("new.txt") });
  }, 120_000);

  test("somebody else's commit, an unknown word, a history that is not there", async () => {
    using ground = makeGround();
    const { root, undo } = makeScene(ground);
    await expect(undo(["HEAD~1"])).rejects.toThrow(/not one that Assay made/u);
    await expect(undo(["--help"])).rejects.toThrow(/no run of Assay's/u);
    git(ground.path, ["clone", "-q", "--depth", "1", `file://${root}`, "shallow"]);
    const shallow = join(ground.path, "shallow");
    const history = await createHistory({ directory: shallow, env: ground.env, temporaryDirectory: ground.tmp });
    const head = git(shallow, ["rev-parse", "HEAD"]).trim();
    expect(await history.own(head)).toMatchObject([{ id: head }]);
    expect((await history.own(head))[0]?.base).toBeUndefined();
  }, 120_000);
});
