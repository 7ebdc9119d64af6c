import { chmodSync, chownSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { ConfigError } from "../../../src/domain/errors.ts";
import { commitAll, git, makeGround, makeRepository, open, write } from "./fixture.ts";

/** `main` with two commits, `feature` with one more than the first of them. Returns the ids. */
function makeBranches(root: string): { first: string; main: string; feature: string } {
  const first = git(root, ["rev-parse", "HEAD"]).trim();
  git(root, ["checkout", "-q", "-b", "feature"]);
  write(root, { "b.ts": "b\n" });
  const feature = commitAll(root, "feature");
  git(root, ["checkout", "-q", "main"]);
  write(root, { "c.ts": "c\n" });
  const main = commitAll(root, "main");
  git(root, ["checkout", "-q", "feature"]);
  return { first, main, feature };
}

async function failure(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ConfigError)) throw new Error(`no ConfigError but ${String(error)}`);
  return error.message;
}

describe("what is compared with what", () => {
  test("a feature branch: the default branch, the merge base, and the branch's name", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "a\n" });
    const ids = makeBranches(root);
    const notes: string[] = [];
    const repository = await open(ground, root, notes);
    expect(await repository.subject({})).toEqual({
      base: ids.main,
      mergeBase: ids.first,
      head: ids.feature,
      branch: "feature",
    });
    expect(notes).toEqual(["compared with main, the default branch (no --base was given)"]);
  });

  test("nobody is told what is compared where no work comes from that", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "a\n" });
    const notes: string[] = [];
    const repository = await open(ground, root, notes);
    const subject = await repository.subject({ source: "files" });
    expect(await repository.subject({})).toEqual(subject);
    expect(notes).toEqual([expect.stringContaining("head is the first commit")]);
  });

  test("a feature branch that holds nothing new is not compared with its own last commit", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "a\n" });
    commitAll(root, "second");
    git(root, ["checkout", "-q", "-b", "feature"]);
    const subject = await (await open(ground, root)).subject({});
    expect(subject.mergeBase).toBe(subject.head);
  });

  test.each([
    ["the default branch itself", ["checkout", "-q", "main"], "main"],
    ["the default branch's commit, detached", ["checkout", "-q", "--detach", "main"], undefined],
  ])("%s: the first parent", async (_name, checkout, branch) => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "a\n" });
    const ids = makeBranches(root);
    git(root, checkout);
    const notes: string[] = [];
    const subject = await (await open(ground, root, notes)).subject({});
    expect(subject).toMatchObject({ base: ids.first, head: ids.main });
    expect(subject.branch).toBe(branch);
    expect(notes.join()).toContain("first parent");
  });

  test("the default branch with commits that are not pushed: what origin has", async () => {
    using ground = makeGround();
    const origin = makeRepository(ground, { "a.ts": "a\n" }, "origin");
    git(ground.path, ["clone", "-q", origin, "clone"]);
    const root = join(ground.path, "clone");
    const pushed = git(root, ["rev-parse", "HEAD"]).trim();
    write(root, { "b.ts": "b\n" });
    commitAll(root, "one");
    write(root, { "c.ts": "c\n" });
    const head = commitAll(root, "two");
    const notes: string[] = [];
    const subject = await (await open(ground, root, notes)).subject({});
    expect(subject).toEqual({ base: pushed, mergeBase: pushed, head, branch: "main" });
    expect(notes.join()).toContain("origin/main");
  });

  test("the first commit of all has nothing to be compared with, and says so", async () => {
    using ground = makeGround();
    const notes: string[] = [];
    const repository = await open(ground, makeRepository(ground, { "a.ts": "a\n" }), notes);
    const subject = await repository.subject({});
    expect(subject.base).toBe(subject.head);
    expect(notes.join()).toContain("--all");
  });

  test("a merge ref: head is what the payload names, base..head and not the first parent", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "a\n" });
    const ids = makeBranches(root);
    git(root, ["checkout", "-q", "--detach", "main"]);
    git(root, ["merge", "-q", "--no-ff", "-m", "merge", "feature"]);
    git(root, ["update-ref", "refs/pull/7/merge", "HEAD"]);
    const repository = await open(ground, root);
    expect(await repository.subject({ base: ids.main, head: "refs/pull/7/merge" })).toMatchObject({
      mergeBase: ids.main,
    });
    expect(await repository.subject({ base: ids.main, head: ids.feature })).toEqual({
      base: ids.main,
      mergeBase: ids.first,
      head: ids.feature,
    });
  });

  test("tags, abbreviated ids and names like options or commands are only ever names", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "a\n" });
    const ids = makeBranches(root);
    git(root, ["tag", "-a", "v1", "-m", "v1", "main"]);
    git(root, ["update-ref", "refs/heads/a;$(touch${IFS}x)", ids.main]);
    git(root, ["update-ref", "refs/heads/--help", ids.main]);
    git(root, ["update-ref", "refs/heads/grün", ids.main]);
    const repository = await open(ground, root);
    for (const base of ["v1", ids.main.slice(0, 9), "a;$(touch${IFS}x)", "--help", "grün"]) {
      expect((await repository.subject({ base })).base).toBe(ids.main);
    }
    expect((await repository.subject({ head: "grün", base: "v1" })).branch).toBe("grün");
  });

  test("a linked working tree of the user", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "a\n" });
    const ids = makeBranches(root);
    git(root, ["worktree", "add", "-q", join(ground.path, "second"), "main"]);
    const repository = await open(ground, join(ground.path, "second"));
    expect(await repository.subject({ base: "feature" })).toMatchObject({ head: ids.main, branch: "main" });
    await using pool = await repository.openWorkspaces(ids.feature);
    expect(await (await pool.create()).patch()).toBe("");
  });
});

describe("what cannot be compared is a mistake with a remedy", () => {
  test.each([
    ["featrue", /names no commit.*nearest names are: feature/u],
    ["origin/mian", /nearest names are: .*main/u],
    ["zzzzzzzzzzzzzzzz", /Name a branch, a tag or a commit/u],
    ["HEAD:a.ts", /names no commit/u],
    ["bad\nname", /names no commit/u],
  ])("unknown revision %j", async (base, expected) => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "a\n" });
    makeBranches(root);
    const message = await failure((await open(ground, root)).subject({ base }));
    expect(message).toMatch(expected);
    expect(message).toMatch(/^--base: /u);
  });

  test("unknown head", async () => {
    using ground = makeGround();
    const repository = await open(ground, makeRepository(ground, { "a.ts": "a\n" }));
    expect(await failure(repository.subject({ head: "man" }))).toMatch(/^--head: .*nearest names are: main/u);
  });

  test("no default branch", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "a\n" });
    git(root, ["branch", "-q", "-m", "main", "trunk"]);
    expect(await failure((await open(ground, root)).subject({}))).toContain("--base REF");
  });

  test("unborn branch", async () => {
    using ground = makeGround();
    git(ground.path, ["init", "-q", "empty"]);
    const repository = await open(ground, join(ground.path, "empty"));
    expect(await failure(repository.subject({}))).toMatch(/branch main has no commit yet.*first commit/u);
  });

  test("no common ancestor", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "a\n" });
    git(root, ["checkout", "-q", "--orphan", "other"]);
    commitAll(root, "other root");
    expect(await failure((await open(ground, root)).subject({}))).toContain("no common ancestor");
  });

  test.each([
    ["without a base", {}],
    ["with a base that is not there", { base: "feature" }],
  ])("a shallow clone %s: the exact line to write", async (_name, request) => {
    using ground = makeGround();
    const origin = makeRepository(ground, { "a.ts": "a\n" }, "origin");
    makeBranches(origin);
    git(origin, ["checkout", "-q", "main"]);
    git(ground.path, ["clone", "-q", "--depth", "1", `file://${origin}`, "clone"]);
    const message = await failure((await open(ground, join(ground.path, "clone"))).subject(request));
    expect(message).toContain("with: { fetch-depth: 0 }");
    expect(message).toContain("shallow");
  });

  test("a shallow clone with both tips but no merge base", async () => {
    using ground = makeGround();
    const origin = makeRepository(ground, { "a.ts": "a\n" }, "origin");
    makeBranches(origin);
    git(ground.path, ["clone", "-q", "--depth", "1", "--no-single-branch", `file://${origin}`, "clone"]);
    const message = await failure((await open(ground, join(ground.path, "clone"))).subject({ base: "origin/main" }));
    expect(message).toContain("no common ancestor of base and head is in this clone");
    expect(message).toContain("fetch-depth: 0");
  });
});

describe("what is no repository to work in is a mistake with a remedy", () => {
  test("no such directory, a file, no repository, a bare one, a git directory", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "a\n" });
    git(ground.path, ["clone", "-q", "--bare", root, "bare.git"]);
    expect(await failure(open(ground, join(ground.path, "nowhere")))).toContain("no such directory");
    expect(await failure(open(ground, join(root, "a.ts")))).toContain("no such directory");
    expect(await failure(open(ground, join(ground.path, "home")))).toMatch(/not a git repository.*--repo/u);
    expect(await failure(open(ground, join(ground.path, "bare.git")))).toContain("without a working tree");
    expect(await failure(open(ground, join(root, ".git")))).toContain("without a working tree");
  });

  test("git is not on PATH; a relative PATH entry is not looked into", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { git: "#!/bin/sh\n" });
    chmodSync(join(root, "git"), 0o755);
    const bare = { ...ground, env: { ...ground.env, PATH: `.:${join(ground.path, "home")}` } };
    expect(await failure(open(bare, root))).toMatch(/git was not found on PATH.*2\.32/u);
  });

  test("git is too old, or says nothing", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "a\n" });
    for (const [name, said] of [
      ["old", "git version 2.31.8"],
      ["odd", ""],
    ]) {
      const bin = join(ground.path, name ?? "");
      mkdirSync(bin);
      const script = `#!/bin/sh\nfor a; do [ "$a" = version ] && { echo "${said ?? ""}"; exit; }; done\nexec ${git(root, ["--exec-path"]).trim()}/git "$@"\n`;
      writeFileSync(join(bin, "git"), script, { mode: 0o755 });
      const env = { ...ground.env, PATH: `${bin}:/usr/bin:/bin` };
      expect(await failure(open({ ...ground, env }, root))).toContain("2.32 or newer");
    }
  });

  (process.getuid?.() === 0 ? test : test.skip)("a repository of another user, unless the user trusts it", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "a\n" });
    chownSync(join(root, ".git"), 65534, 65534);
    chownSync(root, 65534, 65534);
    const message = await failure(open(ground, root));
    expect(message).toContain(`git config --global --add safe.directory ${root}`);
    writeFileSync(join(ground.env["HOME"] ?? "", ".gitconfig"), `[safe]\n\tdirectory = ${root}\n`);
    const repository = await open(ground, root);
    await using pool = await repository.openWorkspaces((await repository.subject({})).head);
    expect(await (await pool.create()).patch()).toBe("");
  });

  test("a subdirectory and a symbolic link to the tree lead to the root", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "src/a.ts": "a\n" });
    symlinkSync(root, join(ground.path, "link"));
    expect((await open(ground, join(root, "src"))).root).toBe(root);
    expect((await open(ground, join(ground.path, "link"))).root).toBe(root);
  });
});
