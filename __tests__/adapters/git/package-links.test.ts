import { lstatSync, mkdirSync, readFileSync, readlinkSync, realpathSync, renameSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import { exists, fingerprint, git, path, withWorkspace, write } from "./fixture.ts";
import type { Ground } from "./fixture.ts";
import type { Workspace } from "../../../src/ports.ts";

const FILES = {
  ".gitignore": "node_modules/\n",
  "package.json": '{ "workspaces": ["packages/*"] }\n',
  "packages/a/package.json": '{ "name": "@x/a", "bin": "cli.js" }\n',
  "packages/a/index.js": "exports.value = 'committed';\n",
  "packages/a/cli.js": "#!/usr/bin/env node\nconsole.log('cli of a');\n",
  "packages/b/package.json": '{ "name": "b" }\n',
  "packages/b/index.js": "console.log(require('@x/a').value, require('dep'));\n",
};

function link(root: string, at: string, target: string): void {
  mkdirSync(dirname(join(root, at)), { recursive: true });
  symlinkSync(target, join(root, at));
}

/** As npm and yarn lay it out: everything at the root. */
function installFlat(root: string): void {
  write(root, { "node_modules/dep/index.js": "module.exports = 'dep';\n", "node_modules/@y/c/index.js": "\n" });
  link(root, "node_modules/@x/a", "../../packages/a");
  link(root, "node_modules/b", "../packages/b");
  link(root, "node_modules/whole", "..");
  link(root, "node_modules/.bin/a", "../@x/a/cli.js");
  link(root, "node_modules/.bin/dep", "../dep/index.js");
  link(root, "node_modules/.bin/later", "../b/dist/not-built-yet.js");
}

/** As pnpm lays it out: a store, and links to it beside each package. */
function installStore(root: string): void {
  write(root, { "node_modules/.pnpm/dep@1.0.0/node_modules/dep/index.js": "module.exports = 'dep';\n" });
  link(root, "packages/b/node_modules/dep", "../../../node_modules/.pnpm/dep@1.0.0/node_modules/dep");
  link(root, "packages/b/node_modules/@x/a", "../../../a");
}

function withInstalled(
  install: (root: string, ground: Ground) => void,
  use: (workspace: Workspace, root: string) => Promise<void>,
): Promise<void> {
  return withWorkspace(FILES, use, install);
}

const CHANGE = {
  path: path("packages/a/index.js"),
  before: FILES["packages/a/index.js"],
  after: "exports.value = 'candidate';\n",
};

async function runB(workspace: Workspace): Promise<string> {
  const command = { type: "shell", line: "node packages/b/index.js" } as const;
  const { stdout, stderr } = await workspace.run({ command, timeoutMs: 20_000, outputLimit: 9999 });
  return stdout + stderr;
}

test.each([
  ["npm and yarn", installFlat],
  ["pnpm", installStore],
])("a package of the repository is the workspace's copy: %s", (_name, install) =>
  withInstalled(install, async (workspace, root) => {
    const before = fingerprint(workspace.root, [".git/index"]);
    expect(await runB(workspace)).toBe("committed dep\n");
    expect(await workspace.apply([CHANGE])).toEqual([]);
    expect(await runB(workspace)).toBe("candidate dep\n");
    expect(await workspace.strayChanges()).toEqual([]);
    expect(readFileSync(join(root, "packages/a/index.js"), "utf8")).toBe(CHANGE.before);
    await workspace.reset();
    expect(await runB(workspace)).toBe("committed dep\n");
    expect(fingerprint(workspace.root, [".git/index"])).toBe(before);
  }),
);

test("where each name leads", () =>
  withInstalled(installFlat, (workspace, root) => {
    const leads = (name: string): string => readlinkSync(join(workspace.root, "node_modules", name));
    expect(leads("@x/a")).toBe(join(workspace.root, "packages/a"));
    expect(leads("b")).toBe(join(workspace.root, "packages/b"));
    expect(leads("whole")).toBe(workspace.root);
    expect(leads(".bin/a")).toBe(join(workspace.root, "packages/a/cli.js"));
    expect(leads(".bin/later")).toBe(join(workspace.root, "packages/b/dist/not-built-yet.js"));
    expect(leads("dep")).toBe(join(root, "node_modules/dep"));
    expect(leads("@y/c")).toBe(join(root, "node_modules/@y/c"));
    expect(realpathSync(join(workspace.root, "node_modules/.bin/dep"))).toBe(join(root, "node_modules/dep/index.js"));
    return Promise.resolve();
  }));

test("what code does to the links is undone, and nothing is written through them", () =>
  withInstalled(installFlat, async (workspace, root) => {
    const [before, users] = [fingerprint(workspace.root, [".git/index"]), fingerprint(root)];
    const line =
      "rm -r node_modules/@x && ln -s /tmp node_modules/@x && mkdir node_modules/evil && rm node_modules/dep";
    await workspace.run({ command: { type: "shell", line }, timeoutMs: 20_000, outputLimit: 9999 });
    expect(await workspace.strayChanges()).toEqual([]);
    const problems = await workspace.apply([{ path: path("node_modules/b/index.js"), after: "x\n" }]);
    expect(problems[0]?.message).toContain("node_modules, which is a submodule or linked");
    await workspace.reset();
    expect(fingerprint(workspace.root, [".git/index"])).toBe(before);
    expect(fingerprint(root)).toBe(users);
  }));

test("links that are not ignored are no stray changes", () =>
  withInstalled(
    (root) => {
      installFlat(root);
      git(root, ["rm", "-q", ".gitignore"]);
      git(root, ["commit", "-q", "-m", "nothing is ignored"]);
    },
    async (workspace) => {
      expect(await workspace.strayChanges()).toEqual([]);
    },
  ));

test("packages that are shared with another working tree lead here where the commit has the same package", () =>
  withInstalled(
    (root, ground) => {
      const other = join(ground.path, "other");
      write(other, { "packages/a/index.js": "exports.value = 'of the other tree';\n", "extra/index.js": "\n" });
      installFlat(other);
      link(other, "node_modules/extra", "../extra");
      symlinkSync(join(other, "node_modules"), join(root, "node_modules"));
    },
    async (workspace, root) => {
      expect(await runB(workspace)).toBe("committed dep\n");
      const extra = realpathSync(join(workspace.root, "node_modules/extra"));
      expect(extra).toBe(join(dirname(root), "other/extra"));
    },
  ));

test("no package of the repository's own: linked as a whole", () =>
  withInstalled(
    (root) => {
      write(root, { "node_modules/dep/index.js": "\n", "node_modules/other/index.js": "\n" });
      link(root, "node_modules/alias", "dep");
      const store = join(root, "node_modules/other");
      renameSync(store, join(root, "node_modules/.store"));
      link(root, "node_modules/other", ".store");
    },
    (workspace, root) => {
      expect(readlinkSync(join(workspace.root, "node_modules"))).toBe(join(root, "node_modules"));
      return Promise.resolve();
    },
  ));

test("packages that the commit does not have any more leave no way into the user's tree", () =>
  withInstalled(
    (root) => {
      installFlat(root);
      git(root, ["rm", "-r", "-q", "--cached", "packages/a"]);
      git(root, ["commit", "-q", "-m", "a is gone"]);
    },
    (workspace) => {
      expect(lstatSync(join(workspace.root, "node_modules/@x/a")).isSymbolicLink()).toBe(true);
      expect(exists(join(workspace.root, "node_modules/@x/a"))).toBe(false);
      return Promise.resolve();
    },
  ));
