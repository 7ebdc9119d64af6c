import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { planTasks } from "../../../src/plan/plan-tasks.ts";
import { collect, commitAll, exists, git, makeGround, makeRepository, open, path, write } from "./fixture.ts";
import { describeRepository } from "./repository-contract.ts";

describeRepository("git", async (sample) => {
  const ground = makeGround();
  const root = makeRepository(ground, sample.base);
  git(root, ["checkout", "-q", "-b", "feature"]);
  git(root, ["rm", "-q", "-r", "."]);
  write(root, sample.head);
  commitAll(root);
  const repository = await open(ground, root);
  return Object.assign(repository, {
    [Symbol.asyncDispose]: () => {
      ground[Symbol.dispose]();
      return Promise.resolve();
    },
  });
});

/** Makes a commit out of raw index entries, so that names and modes can be anything. */
function commitEntries(root: string, entries: readonly (readonly [string, string, Buffer])[]): string {
  const tree = entries.map(([mode, id, name]) =>
    Buffer.concat([Buffer.from(`${mode} ${mode === "160000" ? "commit" : "blob"} ${id}\t`), name, Buffer.from([0])]),
  );
  const id = git(root, ["mktree", "-z", "--missing"], Buffer.concat(tree));
  return git(root, ["commit-tree", "-m", "entries", "-p", "HEAD", id.trim()]).trim();
}

describe("names and modes", () => {
  const names: readonly (readonly [string, Buffer])[] = [
    ["new\nline.ts", Buffer.from("new\nline.ts")],
    ["tab\t.ts", Buffer.from("tab\t.ts")],
    ['quo"te.ts', Buffer.from('quo"te.ts')],
    ["-rf", Buffer.from("-rf")],
    ["bad\\xff.ts", Buffer.from([0x62, 0x61, 0x64, 0xff, 0x2e, 0x74, 0x73])],
    ["esc\u001b[31m.ts", Buffer.from("esc\u001b[31m.ts")],
    ["rtl\u202e.ts", Buffer.from("rtl\u202e.ts")],
    ["back\\slash.ts", Buffer.from("back\\slash.ts")],
    ["x:y.ts", Buffer.from("x:y.ts")],
    ["con.ts", Buffer.from("con.ts")],
    ["größe.ts", Buffer.from("größe.ts".normalize("NFC"))],
    ["größe.ts".normalize("NFD"), Buffer.from("größe.ts".normalize("NFD"))],
    [`${"x".repeat(240)}.ts`, Buffer.from(`${"x".repeat(240)}.ts`)],
  ];

  test("every name comes through; those that cannot be written everywhere are skipped with their name", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "a\n" });
    const blob = git(root, ["hash-object", "-w", "--stdin"], "text\n").trim();
    const head = commitEntries(
      root,
      names.map(([, name]) => ["100644", blob, name] as const),
    );
    const repository = await open(ground, root);
    const subject = await repository.subject({ base: "main", head });
    const seen = (await collect(repository.changes(subject))).map((change) => change.path.text);
    expect(seen.toSorted()).toEqual(["a.ts", ...names.map(([text]) => text)].toSorted());
    const listed = (await collect(repository.files(head))).map((file) => file.path.text);
    expect(listed.toSorted()).toEqual(names.map(([text]) => text).toSorted());
    const plan = await planTasks({
      changes: repository.changes(subject),
      matcher: { ruleOf: () => undefined, protectedBy: () => undefined },
      writable: () => [],
      policy: { limits: { tasks: 5, fileBytes: 100 }, tasks: [] } as never,
      selection: { paths: [] },
      supported: new Set(),
      peek: (blobs, limit) => repository.peekBlobs(blobs, limit),
      digest: (text) => text,
      subject,
    });
    const unsupported = plan.skips.filter((skip) => skip.reason === "unsupported-name").map((skip) => skip.path);
    expect(unsupported.toSorted()).toEqual(
      [
        "new\nline.ts",
        "tab\t.ts",
        "bad\\xff.ts",
        "esc\u001b[31m.ts",
        "rtl\u202e.ts",
        "back\\slash.ts",
        "x:y.ts",
        "con.ts",
      ].toSorted(),
    );
    await using pool = await repository.openWorkspaces(head);
    const workspace = await pool.create();
    expect(await workspace.strayChanges()).toEqual([]);
    expect(await workspace.read(path("größe.ts".normalize("NFD")))).toBe("text\n");
  });

  test("rename, mode only, type change, symbolic link and submodule", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "old.ts": "same\n", "mode.sh": "x\n", "type.ts": "t\n" });
    const blob = git(root, ["hash-object", "-w", "--stdin"], "same\n").trim();
    const script = git(root, ["rev-parse", "HEAD:mode.sh"]).trim();
    const link = git(root, ["hash-object", "-w", "--stdin"], "/etc/passwd").trim();
    const head = commitEntries(root, [
      ["100755", script, Buffer.from("mode.sh")],
      ["100644", blob, Buffer.from("new.ts")],
      ["160000", "3".repeat(40), Buffer.from("sub")],
      ["120000", link, Buffer.from("type.ts")],
    ]);
    const repository = await open(ground, root);
    const subject = await repository.subject({ base: "main", head });
    const changes = await collect(repository.changes(subject));
    expect(changes.map(({ path: { text }, status, mode }) => [text, status, mode])).toEqual([
      ["mode.sh", "modified", "100755"],
      ["new.ts", "added", "100644"],
      ["old.ts", "deleted", undefined],
      ["sub", "added", "160000"],
      ["type.ts", "type-changed", "120000"],
    ]);
    expect(await repository.readText(head, "type.ts")).toBeUndefined();
    expect(await repository.readText(head, "sub")).toBeUndefined();
    await using pool = await repository.openWorkspaces(head);
    const workspace = await pool.create();
    await expect(workspace.read(path("type.ts"))).rejects.toThrow("symbolic link");
    expect(await workspace.read(path("sub"))).toBeUndefined();
    const into = [{ path: path("sub/x.ts"), after: "x\n" }];
    expect((await workspace.apply(into))[0]?.message).toContain("submodule");
  });
});

describe("text", () => {
  test("what is no text is named; BOM, CRLF and a missing final newline stay", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, {
      "zero.bin": Buffer.from([0x61, 0, 0x62]),
      "latin1.ts": Buffer.from([0x2f, 0x2f, 0xe9, 0x0a]),
      "bom.ts": "\ufeffa\r\nb",
      "replacement.ts": "\ufffd\n",
      "huge.ts": Buffer.alloc(4 * 1024 * 1024 + 1, 0x61),
    });
    const repository = await open(ground, root);
    const { head } = await repository.subject({});
    await using pool = await repository.openWorkspaces(head);
    const workspace = await pool.create();
    for (const read of [
      (name: string) => repository.readText(head, name),
      (name: string) => workspace.read(path(name)),
    ]) {
      await expect(read("zero.bin")).rejects.toThrow("zero.bin cannot be read as text: it holds NUL bytes");
      await expect(read("latin1.ts")).rejects.toThrow("latin1.ts cannot be read as text: it is not valid UTF-8");
      await expect(read("huge.ts")).rejects.toThrow("huge.ts has 4194305 bytes");
      expect(await read("bom.ts")).toBe("\ufeffa\r\nb");
      expect(await read("replacement.ts")).toBe("\ufffd\n");
    }
  });

  test("the working tree, for a policy that is not committed: no links, nothing outside", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "a\n" });
    mkdirSync(join(root, ".github"));
    writeFileSync(join(root, ".github/assay.yml"), "version: 1\n");
    symlinkSync("/etc/passwd", join(root, "link"));
    const repository = await open(ground, root);
    expect(await repository.readWorkingTree(".github/assay.yml")).toBe("version: 1\n");
    expect(await repository.readWorkingTree("none.yml")).toBeUndefined();
    expect(await repository.readWorkingTree("../repo/a.ts")).toBeUndefined();
    await expect(repository.readWorkingTree("link")).rejects.toThrow("symbolic link");
  });
});

describe("objects", () => {
  test("a large blob is not read to its end, and reading goes on behind it", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "big.bin": Buffer.alloc(40 * 1024 * 1024, 1), "small.ts": "small\n" });
    const repository = await open(ground, root);
    const files = await collect(repository.files("HEAD"));
    const peeked = await collect(
      repository.peekBlobs(
        files.map((file) => file.blob),
        10,
      ),
    );
    expect(peeked.map((bytes) => bytes.length)).toEqual([10, 6]);
    await expect(collect(repository.peekBlobs(["0".repeat(40)], 10))).rejects.toThrow("not in this clone");
    expect(await repository.readText("HEAD", "small.ts")).toBe("small\n");
  });

  test("a partial clone: missing objects are an error with the remedy, nothing is fetched", async () => {
    using ground = makeGround();
    const origin = makeRepository(ground, { "a.ts": "a\n", "b.ts": "b\n" }, "origin");
    git(origin, ["config", "uploadpack.allowFilter", "true"]);
    git(ground.path, ["clone", "-q", "--no-checkout", "--filter=blob:none", `file://${origin}`, "clone"]);
    const root = join(ground.path, "clone");
    const repository = await open(ground, root);
    const { head } = await repository.subject({});
    const objects = git(root, ["count-objects", "-v"]);
    await expect(repository.readText(head, "a.ts")).rejects.toThrow("fetches nothing by itself");
    await using pool = await repository.openWorkspaces(head);
    await expect(pool.create()).rejects.toThrow("fetch them first");
    expect(git(root, ["count-objects", "-v"])).toBe(objects);
    await expect(repository.readText("0".repeat(40), "a.ts")).rejects.toThrow("cannot be read");
  });

  test("alternates of the user's own, relative ones too, and SHA-256 repositories", async () => {
    using ground = makeGround();
    const origin = makeRepository(ground, { "a.ts": "a\n" }, "origin");
    git(ground.path, ["clone", "-q", "--shared", origin, "clone"]);
    const root = join(ground.path, "clone");
    writeFileSync(join(root, ".git/objects/info/alternates"), "# from\n../../../origin/.git/objects\n");
    git(ground.path, ["init", "-q", "--object-format=sha256", "wide"]);
    write(join(ground.path, "wide"), { "a.ts": "a\n" });
    commitAll(join(ground.path, "wide"));
    for (const directory of [root, join(ground.path, "wide")]) {
      const repository = await open(ground, directory);
      const { head } = await repository.subject({});
      expect(await repository.readText(head, "a.ts")).toBe("a\n");
      await using pool = await repository.openWorkspaces(head);
      const workspace = await pool.create();
      expect(await workspace.apply([{ path: path("a.ts"), before: "a\n", after: "b\n" }])).toEqual([]);
      expect(await workspace.patch()).toContain("-a\n+b\n");
      await workspace.reset();
      expect(await workspace.apply([{ path: path("a.ts"), before: "a\n" }])).toEqual([]);
      expect(await workspace.patch()).toContain("deleted file mode 100644");
    }
  });

  test("a damaged object ends in an error that names it", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "a\n" });
    const blob = git(root, ["rev-parse", "HEAD:a.ts"]).trim();
    const file = join(root, ".git/objects", blob.slice(0, 2), blob.slice(2));
    rmSync(file);
    writeFileSync(file, "no zlib");
    const repository = await open(ground, root);
    await expect(repository.readText("HEAD", "a.ts")).rejects.toThrow(/damaged|not in this clone/u);
    expect(exists(file)).toBe(true);
  });
});
