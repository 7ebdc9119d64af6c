import { chmodSync, lstatSync, mkdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { toRepoPath } from "../../../src/domain/repo-path.ts";
import type { Workspace } from "../../../src/ports.ts";
import { commitAll, exists, fingerprint, git, path, withWorkspace } from "./fixture.ts";

function shell(workspace: Workspace, line: string): ReturnType<Workspace["run"]> {
  return workspace.run({ command: { type: "shell", line }, timeoutMs: 20_000, outputLimit: 10_000 });
}

describe("apply", () => {
  test("keeps the mode, makes directories, removes empty ones, and gives git's own tree", () =>
    withWorkspace(
      { "run.sh": "one\n", "only/one.ts": "1\n" },
      async (workspace, root) => {
        const files = [
          { path: path("run.sh"), before: "one\n", after: "two\n" },
          { path: path("a/b/c.ts"), after: "c\n" },
          { path: path("only/one.ts"), before: "1\n" },
        ];
        expect(await workspace.apply(files)).toEqual([]);
        expect(lstatSync(join(workspace.root, "run.sh")).mode & 0o111).toBe(0o111);
        expect(exists(join(workspace.root, "only"))).toBe(false);
        const tree = await workspace.tree();
        const patch = await workspace.patch();
        git(root, ["apply", "--index", "-"], patch);
        expect(git(root, ["write-tree"]).trim()).toBe(tree);
      },
      (root) => {
        chmodSync(join(root, "run.sh"), 0o755);
        commitAll(root);
      },
    ));

  test.each([
    ["a symbolic link on the way", "dir/x.ts", /dir is a symbolic link/u],
    ["a symbolic link as the target", "file.ts", /file\.ts is a symbolic link/u],
    ["a file as a directory", "a.ts/x.ts", /a\.ts is not a directory/u],
    ["a directory as a file", "src", /src is a directory/u],
    ["another case", "A.ts", /differs from a\.ts only in case/u],
    ["another case of a directory", "SRC/new.ts", /differs from src only in case/u],
    ["another Unicode form", "src/größe.ts".normalize("NFD"), /only in case or Unicode form/u],
    ["linked dependencies", "node_modules/x.js", /node_modules, which is a submodule or linked/u],
  ])("refuses %s", (_name, target, expected) =>
    withWorkspace(
      { "a.ts": "a\n", ["src/größe.ts".normalize("NFC")]: "x\n" },
      async (workspace, _root, ground) => {
        const problems = await workspace.apply([{ path: path(target), after: "evil\n" }]);
        expect(problems.map((problem) => problem.message).join()).toMatch(expected);
        expect(readFileSync(join(ground.path, "outside"), "utf8")).toBe("outside\n");
      },
      (root) => {
        writeFileSync(join(root, "../outside"), "outside\n");
        mkdirSync(join(root, "node_modules"));
        symlinkSync("..", join(root, "dir"));
        symlinkSync("../outside", join(root, "file.ts"));
        git(root, ["add", "dir", "file.ts"]);
        git(root, ["commit", "-q", "-m", "links"]);
      },
    ),
  );

  test("refuses files that are no text, text that has changed since, and what is not there", () =>
    withWorkspace({ "bin.dat": "a\0b", "a.ts": "a\n" }, async (workspace) => {
      const message = async (file: { name: string; before?: string }): Promise<string | undefined> => {
        const { name, ...before } = file;
        return (await workspace.apply([{ path: path(name), ...before, after: "x\n" }]))[0]?.message;
      };
      expect(await message({ name: "bin.dat" })).toContain("is not UTF-8 text (binary)");
      expect(await message({ name: "a.ts" })).toBe("is not what the edit was made on");
      expect(await message({ name: "a.ts", before: "b\n" })).toBe("is not what the edit was made on");
      expect(await message({ name: "none.ts", before: "b\n" })).toContain("does not exist");
    }));

  test("no hostile name gets as far as a write", async () => {
    const names = [
      "../x", "/etc/x", "a/../../x", ".git/config", ".GIT/hooks/x", "git~1/x", "a/.git/x", ".git\u200c/x", ".git /x",
      ".git./x", "a\nb", "a\tb", "a\u0000b", "con", "nul.txt", "x:y", "..\\x", "a\\b", "C:/x", "\u001b[31m", "a\u202eb",
      "\ufffd", "\ud800", "", ".", "..", "a//b", "a/", "./a", "x".repeat(300), `${"d/".repeat(2100)}x`, "a ", "a.",
    ]; // prettier-ignore
    for (const name of names) expect([name, toRepoPath(name).ok]).toEqual([name, false]);
    await Promise.resolve();
  });

  test("twice on one file: the second is made on the first", () =>
    withWorkspace({ "a.ts": "1\n" }, async (workspace) => {
      expect(await workspace.apply([{ path: path("a.ts"), before: "1\n", after: "2\n" }])).toEqual([]);
      expect(await workspace.apply([{ path: path("a.ts"), before: "2\n", after: "3\n" }])).toEqual([]);
      expect(await workspace.patch()).toContain("-1\n+3\n");
    }));
});

describe("bytes", () => {
  test("an edit that changes nothing leaves the tree as it is, whatever the text", () =>
    withWorkspace({ "a.ts": "a\n" }, async (workspace, root) => {
      const untouched = await workspace.tree();
      const unit = fc.constantFrom("a", "\n", "\r\n", "\r", "\ufeff", "é", "😀", " ", "");
      const property = fc.asyncProperty(fc.string({ unit, maxLength: 12 }), async (text) => {
        await workspace.reset();
        expect(await workspace.apply([{ path: path("b.ts"), after: text }])).toEqual([]);
        expect(await workspace.read(path("b.ts"))).toBe(text);
        const patch = await workspace.patch();
        const tree = await workspace.tree();
        await workspace.reset();
        expect(await workspace.applyPatch(patch)).toEqual([]);
        expect([await workspace.read(path("b.ts")), await workspace.tree()]).toEqual([text, tree]);
        await workspace.apply([{ path: path("b.ts"), before: text }]);
        expect(await workspace.tree()).toBe(untouched);
      });
      await fc.assert(property, { numRuns: 8 });
      expect(git(root, ["status", "--porcelain"])).toBe("");
    }));

  test.each([
    ["eol=crlf", "*.ts text eol=crlf\n", "a\r\nb\r\n"],
    ["eol=lf", "*.ts text eol=lf\n", "a\nb\n"],
    ["none", "\n", "a\nb\n"],
  ])("line endings by .gitattributes: %s", (_name, attributes, expected) =>
    withWorkspace({ "a.ts": "a\nb\n", ".gitattributes": attributes }, async (workspace) => {
      const before = await workspace.read(path("a.ts"));
      expect(before).toBe(expected);
      const untouched = await workspace.tree();
      const after = expected.replace("b", "c");
      expect(await workspace.apply([{ path: path("a.ts"), before: expected, after }])).toEqual([]);
      const patch = await workspace.patch();
      expect(patch).toContain("@@ -1,2 +1,2 @@\n a\n-b\n+c\n");
      expect(await workspace.strayChanges()).toEqual([]);
      await workspace.reset();
      expect(await workspace.applyPatch(patch)).toEqual([]);
      expect(await workspace.read(path("a.ts"))).toBe(after);
      await workspace.apply([{ path: path("a.ts"), before: after, after: expected }]);
      expect(await workspace.tree()).toBe(untouched);
    }),
  );
});

describe("reset and stray changes", () => {
  const FILES = {
    "a.ts": "a\n",
    "src/b.ts": "b\n",
    "src/deep/c.ts": "c\n",
    ".gitignore": "ignored/\nnode_modules/\n",
    "package.json": "{}\n",
    "pkg/package.json": "{}\n",
  };
  const link = (root: string): void => {
    mkdirSync(join(root, "node_modules/dep"), { recursive: true });
    writeFileSync(join(root, "node_modules/dep/index.js"), "dep\n");
    mkdirSync(join(root, "pkg/node_modules"), { recursive: true });
    mkdirSync(join(root, "src/node_modules"), { recursive: true });
  };

  test.each([
    ["changed", "echo x >> a.ts", ["a.ts"]],
    [
      "changed at the same size and time",
      "touch -r a.ts t && printf 'z\\n' > a.ts && touch -r t a.ts && rm t",
      ["a.ts"],
    ],
    ["deleted", "rm src/b.ts", ["src/b.ts"]],
    ["untracked", "echo x > new.ts", ["new.ts"]],
    ["executable", "chmod +x a.ts", ["a.ts"]],
    ["ignored", "mkdir ignored && echo x > ignored/x", []],
    ["a nested repository", "git init -q nested && echo x > nested/x", ["nested"]],
    ["a directory as a link outside", "rm -rf src && ln -s /tmp src", ["src", "src/b.ts", "src/deep/c.ts"]],
    ["a file as a directory", "rm a.ts && mkdir a.ts && echo x > a.ts/x", ["a.ts", "a.ts/x"]],
    ["the links to dependencies", "rm node_modules && mkdir node_modules && echo x > node_modules/x", []],
    ["directories without rights", "mkdir -p ignored/x/y && chmod 000 ignored/x", []],
    ["its own .git", "rm -rf .git && mkdir .git", []],
    ["the root emptied", "rm -rf ./* .gitignore", Object.keys(FILES)],
  ])("%s", (_name, line, expected) =>
    withWorkspace(
      FILES,
      async (workspace) => {
        // The index holds file times, which are new for what was restored.
        const before = fingerprint(workspace.root, [".git/index"]);
        expect(await shell(workspace, line)).toMatchObject({ end: { code: 0 } });
        expect(await workspace.strayChanges()).toEqual(expected.toSorted());
        await workspace.reset();
        expect(await workspace.strayChanges()).toEqual([]);
        expect(fingerprint(workspace.root, [".git/index"])).toBe(before);
      },
      link,
    ),
  );

  test("a repository that code made among tracked files, in a directory or as a file", () =>
    withWorkspace(FILES, async (workspace) => {
      const before = fingerprint(workspace.root, [".git/index"]);
      const line = "git init -q src && echo 'gitdir: /tmp' > src/deep/.git";
      expect(await shell(workspace, line)).toMatchObject({ end: { code: 0 } });
      expect(exists(join(workspace.root, "src/.git/HEAD"))).toBe(true);
      await workspace.reset();
      expect(fingerprint(workspace.root, [".git/index"])).toBe(before);
    }));

  test.each([
    ["files", "echo x > sub/x && mkdir sub/y && echo x > sub/y/z"],
    ["a repository", "git init -q sub"],
    ["a link in its place", "rmdir sub && ln -s /tmp sub"],
    ["nothing at all", "rmdir sub"],
  ])("the empty directory of a submodule: %s", (_name, line) =>
    withWorkspace(
      FILES,
      async (workspace) => {
        const before = fingerprint(workspace.root, [".git/index"]);
        expect(await workspace.strayChanges()).toEqual([]);
        expect(await shell(workspace, line)).toMatchObject({ end: { code: 0 } });
        expect(await workspace.strayChanges()).toEqual(["sub"]);
        await workspace.reset();
        expect(await workspace.strayChanges()).toEqual([]);
        expect(fingerprint(workspace.root, [".git/index"])).toBe(before);
      },
      (root) => {
        git(root, ["update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},sub`]);
        git(root, ["commit", "-q", "-m", "submodule"]);
      },
    ),
  );

  test("applied files are not stray, until something changes them", () =>
    withWorkspace(FILES, async (workspace) => {
      const files = [
        { path: path("a.ts"), before: "a\n", after: "A\n" },
        { path: path("ignored/new.ts"), after: "n\n" },
        { path: path("src/b.ts"), before: "b\n" },
      ];
      await workspace.apply(files);
      expect(await workspace.strayChanges()).toEqual([]);
      const [tree, patch] = [await workspace.tree(), await workspace.patch()];
      await shell(workspace, "echo a > a.ts; rm ignored/new.ts; echo b > src/b.ts");
      expect(await workspace.strayChanges()).toEqual(["a.ts", "ignored/new.ts", "src/b.ts"]);
      expect([await workspace.tree(), await workspace.patch()]).toEqual([tree, patch]);
    }));

  test("installed packages are linked where a manifest is tracked, and survive everything", () =>
    withWorkspace(
      FILES,
      async (workspace, root) => {
        expect(readlinkSync(join(workspace.root, "node_modules"))).toBe(join(root, "node_modules"));
        expect(readlinkSync(join(workspace.root, "pkg/node_modules"))).toBe(join(root, "pkg/node_modules"));
        expect(exists(join(workspace.root, "src/node_modules"))).toBe(false);
        await workspace.reset();
        await workspace[Symbol.asyncDispose]();
        expect(readFileSync(join(root, "node_modules/dep/index.js"), "utf8")).toBe("dep\n");
      },
      link,
    ));

  test("packages that the commit holds itself are checked out, not linked", () =>
    withWorkspace({ "package.json": "{}\n", "node_modules/dep/index.js": "tracked\n" }, (workspace) => {
      expect(lstatSync(join(workspace.root, "node_modules")).isSymbolicLink()).toBe(false);
      return Promise.resolve();
    }));
});
