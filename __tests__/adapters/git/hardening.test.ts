import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { toGitEnvironment } from "../../../src/adapters/git/git.ts";
import { collect, commitAll, exists, git, makeGround, makeRepository, open, path, write } from "./fixture.ts";
import type { Ground } from "./fixture.ts";

/** A program that leaves a mark when anything starts it. */
function makeTrap(ground: Ground): { readonly program: string; readonly mark: string } {
  const [program, mark] = [join(ground.path, "trap"), join(ground.path, "sprung")];
  writeFileSync(program, `#!/bin/sh\necho "$0 $*" >> ${mark}\ncat\n`);
  chmodSync(program, 0o755);
  return { program, mark };
}

/** Everything that a Repository does, once. */
async function useAll(ground: Ground, root: string): Promise<void> {
  const repository = await open(ground, root);
  const subject = await repository.subject({ base: "base" });
  await collect(repository.changes(subject));
  await collect(repository.files(subject.head));
  await repository.readText(subject.head, "a.ts");
  await repository.hunks(subject, path("a.ts"));
  await using pool = await repository.openWorkspaces(subject.head);
  const workspace = await pool.create();
  await workspace.apply([{ path: path("a.ts"), before: "b\n", after: "c\n" }]);
  await workspace.tree();
  await workspace.applyPatch((await workspace.patch()).replaceAll("a.ts", "n.ts"));
  await workspace.strayChanges();
  await workspace.reset();
}

describe("a hostile repository, user configuration or environment starts nothing", () => {
  test.each([
    "core.fsmonitor",
    "core.pager",
    "pager.diff-tree",
    "core.sshCommand",
    "core.editor",
    "core.askPass",
    "credential.helper",
    "diff.external",
    "diff.trap.command",
    "diff.trap.textconv",
    "filter.trap.clean",
    "filter.trap.smudge",
    "filter.trap.process",
    "merge.trap.driver",
    "alias.status",
    "gpg.program",
  ])("%s", async (key) => {
    using ground = makeGround();
    const trap = makeTrap(ground);
    const root = makeRepository(ground, {
      "a.ts": "a\n",
      ".gitattributes": "*.ts filter=trap diff=trap merge=trap\n",
    });
    git(root, ["branch", "base"]);
    write(root, { "a.ts": "b\n" });
    commitAll(root);
    const value = key.startsWith("alias") ? `!${trap.program}` : trap.program;
    git(root, ["config", key, value]);
    writeFileSync(join(ground.env["HOME"] ?? "", ".gitconfig"), readFileSync(join(root, ".git/config")));
    await useAll(ground, root);
    expect(exists(trap.mark)).toBe(false);
  });

  test("hooks, in the repository and by core.hooksPath", async () => {
    using ground = makeGround();
    const trap = makeTrap(ground);
    const root = makeRepository(ground, { "a.ts": "a\n" });
    git(root, ["branch", "base"]);
    write(root, { "a.ts": "b\n" });
    commitAll(root);
    mkdirSync(join(root, ".git/hooks"), { recursive: true });
    for (const name of ["post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman"]) {
      writeFileSync(join(root, ".git/hooks", name), readFileSync(trap.program), { mode: 0o755 });
    }
    git(root, ["config", "core.hooksPath", join(root, ".git/hooks")]);
    await useAll(ground, root);
    expect(exists(trap.mark)).toBe(false);
  });

  test("variables that steer git do not reach it", async () => {
    using ground = makeGround();
    const trap = makeTrap(ground);
    const root = makeRepository(ground, { "a.ts": "a\n" });
    git(root, ["branch", "base"]);
    write(root, { "a.ts": "b\n" });
    commitAll(root);
    const hostile = {
      GIT_DIR: "/nonexistent",
      GIT_WORK_TREE: "/nonexistent",
      GIT_INDEX_FILE: "/nonexistent",
      GIT_OBJECT_DIRECTORY: "/nonexistent",
      GIT_EXTERNAL_DIFF: trap.program,
      GIT_PAGER: trap.program,
      GIT_SSH_COMMAND: trap.program,
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: "core.fsmonitor",
      GIT_CONFIG_VALUE_0: trap.program,
      GIT_TRACE: join(ground.path, "trace"),
      GIT_EXEC_PATH: ground.path,
      GITHUB_TOKEN: "secret",
    };
    await useAll({ ...ground, env: { ...hostile, ...ground.env } }, root);
    expect(exists(trap.mark)).toBe(false);
    expect(exists(join(ground.path, "trace"))).toBe(false);
    const reached = toGitEnvironment({ ...hostile, PATH: "/bin" });
    expect(Object.entries(reached).filter(([name, value]) => name in hostile || value === "secret")).toEqual([]);
  });

  test("what code that ran in a workspace does to its .git is never read", async () => {
    using ground = makeGround();
    const trap = makeTrap(ground);
    const repository = await open(ground, makeRepository(ground, { "a.ts": "a\n" }));
    await using pool = await repository.openWorkspaces((await repository.subject({})).head);
    const workspace = await pool.create();
    const line = [
      `git config core.fsmonitor ${trap.program}`,
      `git config filter.trap.clean ${trap.program}`,
      `mkdir -p .git/hooks && cp ${trap.program} .git/hooks/post-index-change`,
      "echo '*.ts filter=trap' > .gitattributes",
      "echo ref: refs/heads/gone > .git/HEAD",
      "rm -f .git/index",
    ].join(" && ");
    const ran = await workspace.run({ command: { type: "shell", line }, timeoutMs: 10_000, outputLimit: 1000 });
    expect(ran.end).toEqual({ type: "exited", code: 0 });
    expect(await workspace.strayChanges()).toEqual([".gitattributes"]);
    expect(await workspace.patch()).toBe("");
    await workspace.reset();
    expect(exists(trap.mark)).toBe(false);
    const status = { command: { type: "shell", line: "git status --porcelain; git rev-parse HEAD" } } as const;
    const after = await workspace.run({ ...status, timeoutMs: 10_000, outputLimit: 1000 });
    expect(after.stdout).toBe(git(repository.root, ["rev-parse", "HEAD"]));
  });

  test("Git LFS: pointers come out as stored, and no filter is asked for", async () => {
    using ground = makeGround();
    const trap = makeTrap(ground);
    const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n";
    const root = makeRepository(ground, { "a.bin": pointer, ".gitattributes": "*.bin filter=lfs diff=lfs -text\n" });
    for (const key of ["clean", "smudge", "process"]) git(root, ["config", `filter.lfs.${key}`, trap.program]);
    git(root, ["config", "filter.lfs.required", "true"]);
    const repository = await open(ground, root);
    await using pool = await repository.openWorkspaces((await repository.subject({})).head);
    const workspace = await pool.create();
    expect(await workspace.read(path("a.bin"))).toBe(pointer);
    expect(await workspace.strayChanges()).toEqual([]);
    expect(exists(trap.mark)).toBe(false);
  });
});
