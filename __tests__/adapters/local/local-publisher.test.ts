import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { Manifest } from "../../../src/domain/bundle.ts";
import { commitAll, exists, fingerprint, git, makeGround, write } from "../git/fixture.ts";
import { makeSituation } from "./situation.ts";
import type { Mode, Situation } from "./situation.ts";

describe("commit", () => {
  test("one commit per change on the checked out branch; other local work stays as it is", async () => {
    using ground = makeGround();
    const { root, head, manifest, publish } = await makeSituation(ground);
    write(root, { "other.ts": "mine\n", "untracked.ts": "mine\n", "staged.ts": "mine\n" });
    git(root, ["add", "staged.ts"]);
    const publication = await publish("commit");
    expect(publication).toMatchObject({ type: "commit", branch: "feature" });
    const log = git(root, ["log", "--format=%s|%an|%ae|%P", `${head}..`])
      .trim()
      .split("\n");
    expect(log).toHaveLength(2);
    expect(log[1]).toBe(`fix: a|Assay|assay@localhost|${head}`);
    expect(git(root, ["rev-parse", "HEAD^{tree}"]).trim()).toBe(manifest.tree);
    expect(git(root, ["log", "-1", "--format=%B", "HEAD^"])).toBe("fix: a\n\nBody of a.\n\n");
    expect(git(root, ["status", "--porcelain"])).toBe(" M other.ts\nA  staged.ts\n?? untracked.ts\n");
    expect(readFileSync(join(root, "a.ts"), "utf8")).toBe("A\n");
    const ids = publication.type === "commit" ? publication.commits.map((commit) => commit.id) : [];
    expect(ids).toEqual(
      git(root, ["rev-list", "--reverse", `${head}..`])
        .trim()
        .split("\n"),
    );
    expect(readdirSync(ground.tmp)).toEqual([]);
    expect(await publish("commit")).toMatchObject({ type: "refused", reason: expect.stringContaining("has moved") });
  });

  test("by the user of the git configuration; hooks, filters and autostash stay out of it", async () => {
    using ground = makeGround();
    const { root, publish } = await makeSituation(ground);
    writeFileSync(join(ground.env["HOME"] ?? "", ".gitconfig"), "[user]\n\tname = Ann\n\temail = ann@example.com\n");
    const mark = join(ground.path, "sprung");
    mkdirSync(join(root, ".git/hooks"), { recursive: true });
    for (const hook of ["pre-commit", "post-merge", "post-checkout", "post-index-change", "reference-transaction"]) {
      writeFileSync(join(root, ".git/hooks", hook), `#!/bin/sh\necho ${hook} >> ${mark}\n`, { mode: 0o755 });
    }
    git(root, ["config", "merge.autoStash", "true"]);
    git(root, ["config", "filter.x.clean", `touch ${mark}`]);
    expect((await publish("commit")).type).toBe("commit");
    expect(git(root, ["log", "-1", "--format=%an <%ae> %cn <%ce>"])).toBe(
      "Ann <ann@example.com> Ann <ann@example.com>\n",
    );
    expect(exists(mark)).toBe(false);
  });

  test("a branch that nobody has checked out moves alone", async () => {
    using ground = makeGround();
    const { root, manifest, publish } = await makeSituation(ground);
    git(root, ["checkout", "-q", "main"]);
    expect((await publish("commit")).type).toBe("commit");
    expect(git(root, ["rev-parse", "feature^{tree}"]).trim()).toBe(manifest.tree);
    expect(git(root, ["status", "--porcelain", "--branch"])).toBe("## main\n");
  });

  test.each<[string, RegExp, (situation: Situation) => Partial<Manifest> | undefined]>([
    [
      "detached",
      /detached/u,
      ({ manifest: { subject } }) => ({
        subject: { base: subject.base, mergeBase: subject.mergeBase, head: subject.head },
      }),
    ],
    ["no such branch", /does not exist/u, ({ manifest: { subject } }) => ({ subject: { ...subject, branch: "gone" } })],
    ["no branch name", /no branch name/u, ({ manifest: { subject } }) => ({ subject: { ...subject, branch: "a..b" } })],
    ["another tree", /is what passed the gates/u, () => ({ tree: "1".repeat(40) })],
    ["moved", /has moved/u, ({ root }) => void commitAll(root, "more")],
    [
      "local changes",
      /would be overwritten in a\.ts/u,
      ({ root }) => {
        write(root, { "a.ts": "mine\n" });
      },
    ],
    [
      "staged changes",
      /would be overwritten in a\.ts/u,
      ({ root }) => {
        write(root, { "a.ts": "mine\n" });
        git(root, ["add", "a.ts"]);
        return undefined;
      },
    ],
    [
      "untracked in the way",
      /would be overwritten in new\/b\.ts/u,
      ({ root }) => {
        write(root, { "new/b.ts": "mine\n" });
      },
    ],
    [
      "ignored in the way",
      /would be overwritten in new/u,
      ({ root }) => {
        write(root, { "new/b.ts": "mine\n", ".git/info/exclude": "new\n" });
        return undefined;
      },
    ],
    [
      "a filter",
      /a filter stands before a\.ts/u,
      ({ root }) => {
        write(root, { ".git/info/attributes": "a.ts filter=lfs\n" });
      },
    ],
    [
      "another working tree",
      /checked out in another working tree/u,
      ({ root, ground }) => {
        git(root, ["checkout", "-q", "main"]);
        git(root, ["worktree", "add", "-q", join(ground.path, "second"), "feature"]);
        return undefined;
      },
    ],
  ])("refused and nothing written: %s", async (_name, reason, prepare) => {
    using ground = makeGround();
    const situation = await makeSituation(ground);
    const manifest = prepare(situation) ?? {};
    const before = fingerprint(situation.root);
    const publication = await situation.publish("commit", { manifest });
    expect(publication).toMatchObject({ type: "refused", mode: "commit", reason: expect.stringMatching(reason) });
    expect(fingerprint(situation.root)).toBe(before);
    expect(readdirSync(ground.tmp)).toEqual([]);
  });

  test("an index lock: refused with what git says, the branch where it was", async () => {
    using ground = makeGround();
    const { root, head, publish } = await makeSituation(ground);
    writeFileSync(join(root, ".git/index.lock"), "");
    expect(await publish("commit")).toMatchObject({ type: "refused", reason: expect.stringContaining("index.lock") });
    expect(git(root, ["rev-parse", "feature"]).trim()).toBe(head);
  });
});

describe("worktree", () => {
  test("writes the files, leaves the index alone", async () => {
    using ground = makeGround();
    const { root, head, publish } = await makeSituation(ground);
    write(root, { "other.ts": "mine\n" });
    expect(await publish("worktree")).toEqual({ type: "worktree", paths: ["a.ts", "new/b.ts"] });
    expect(git(root, ["status", "--porcelain", "-uall"])).toBe(" M a.ts\n M other.ts\n?? new/b.ts\n");
    expect(git(root, ["rev-parse", "HEAD"]).trim()).toBe(head);
  });

  test.each<[string, RegExp, (situation: Situation) => void]>([
    [
      "changed",
      /not committed: a\.ts/u,
      ({ root }) => {
        write(root, { "a.ts": "mine\n" });
      },
    ],
    [
      "untracked",
      /not committed: new\/b\.ts/u,
      ({ root }) => {
        write(root, { "new/b.ts": "mine\n" });
      },
    ],
    [
      "another version",
      /holds other versions of a\.ts/u,
      ({ root }) => {
        write(root, { "a.ts": "later\n" });
        commitAll(root);
      },
    ],
    [
      "a filter",
      /filter stands before/u,
      ({ root }) => {
        write(root, { ".git/info/attributes": "*.ts filter=x\n" });
      },
    ],
  ])("refused whole: %s", async (_name, reason, prepare) => {
    using ground = makeGround();
    const situation = await makeSituation(ground);
    prepare(situation);
    const before = fingerprint(situation.root);
    expect(await situation.publish("worktree")).toMatchObject({
      type: "refused",
      reason: expect.stringMatching(reason),
    });
    expect(fingerprint(situation.root)).toBe(before);
  });
});

describe("patch and what is common", () => {
  test("files under safe names, that git applies", async () => {
    using ground = makeGround();
    const { root, manifest, publish } = await makeSituation(ground);
    const out = join(ground.path, "out");
    expect(await publish("patch")).toEqual({ type: "patch", directory: out, files: ["fix-1.patch", "fix-2.patch"] });
    expect(readdirSync(out)).toEqual(["fix-1.patch", "fix-2.patch"]);
    for (const file of readdirSync(out)) git(root, ["apply", "--index", join(out, file)]);
    expect(git(root, ["write-tree"]).trim()).toBe(manifest.tree);
  });

  test("a directory that cannot be written is named", async () => {
    using ground = makeGround();
    const { publish } = await makeSituation(ground);
    writeFileSync(join(ground.path, "out"), "a file");
    await expect(publish("patch")).rejects.toThrow(/cannot be written to .*out; name another directory with --out/u);
  });

  test.each<Mode>(["commit", "worktree", "patch"])(
    "a dry run of %s writes nothing and says what it would",
    async (mode) => {
      using ground = makeGround();
      const { publish } = await makeSituation(ground);
      const before = fingerprint(ground.path);
      const publication = await publish(mode, { dryRun: true });
      expect(publication).toMatchObject({
        type: "none",
        reason: expect.stringMatching(/^dry run: would (commit|write) /u),
      });
      expect(fingerprint(ground.path)).toBe(before);
    },
  );

  test("nothing accepted, and a patch that is not there", async () => {
    using ground = makeGround();
    const { manifest, publish } = await makeSituation(ground);
    expect(await publish("commit", { manifest: { entries: [] } })).toMatchObject({ type: "none" });
    const lost = manifest.entries.map((entry) => ({ ...entry, task: "fix-9" }));
    await expect(publish("commit", { manifest: { entries: lost } })).rejects.toThrow("no patch for task fix-9");
  });
});
