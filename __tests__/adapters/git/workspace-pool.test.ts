import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { exists, fingerprint, git, makeGround, makeRepository, open, path } from "./fixture.ts";

const FILES = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`src/f${index}.ts`, `${index}\n`]));
const HOLDER = join(import.meta.dirname, "holder.ts");

function runDirectories(tmp: string): string[] {
  return readdirSync(tmp).filter((name) => name.startsWith("assay-"));
}

describe("a process that is ended while it holds workspaces", () => {
  test.each(
    (["SIGKILL", "SIGTERM", "SIGINT"] as const).flatMap((signal) =>
      ["pool", "creating", "workspace", "applied", "patched"].map((moment) => [signal, moment] as const),
    ),
  )("%s at %s: the repository is the same to the byte, and the next run cleans up", async (signal, moment) => {
    using ground = makeGround();
    const root = makeRepository(ground, FILES);
    const before = fingerprint(root);
    const args = ["--disable-warning=ExperimentalWarning", HOLDER, root, ground.tmp, moment];
    const child = spawn(process.execPath, args, { env: ground.env, stdio: ["ignore", "pipe", "inherit"] });
    await once(child.stdout, "data");
    child.kill(signal);
    await once(child, "close");
    expect(fingerprint(root)).toBe(before);
    expect(runDirectories(ground.tmp)).toHaveLength(1);
    const repository = await open(ground, root);
    await using pool = await repository.openWorkspaces((await repository.subject({})).head);
    expect(runDirectories(ground.tmp)).toHaveLength(1);
    expect(runDirectories(ground.tmp)[0]).toMatch(new RegExp(`^assay-${process.pid}-`, "u"));
    expect(await (await pool.create()).strayChanges()).toEqual([]);
  });
});

describe("a pool", () => {
  test("leaves nothing behind, whatever code did to the rights of its files, and never writes to the repository", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, FILES);
    const before = fingerprint(root);
    const repository = await open(ground, root);
    const { head } = await repository.subject({});
    {
      await using pool = await repository.openWorkspaces(head);
      const [one, two] = [await pool.create(), await pool.create()];
      expect(one.root).not.toBe(two.root);
      await one.apply([{ path: path("src/f1.ts"), before: "1\n", after: "x\n" }]);
      expect(await two.read(path("src/f1.ts"))).toBe("1\n");
      const line =
        "git add -A && git -c user.name=a -c user.email=a@b commit -qm x && git gc -q; mkdir -p d/e; chmod 000 d/e d";
      await one.run({ command: { type: "shell", line }, timeoutMs: 20_000, outputLimit: 1000 });
    }
    expect(runDirectories(ground.tmp)).toEqual([]);
    expect(fingerprint(root)).toBe(before);
    git(root, ["fsck", "--strict"]);
  });

  test("is removed when its use throws, and gives nothing after that", async () => {
    using ground = makeGround();
    const repository = await open(ground, makeRepository(ground, { "a.ts": "a\n" }));
    const { head } = await repository.subject({});
    const pool = await repository.openWorkspaces(head);
    const use = async (): Promise<void> => {
      await using held = pool;
      await held.create();
      throw new Error("in the middle");
    };
    await expect(use()).rejects.toThrow("in the middle");
    expect(runDirectories(ground.tmp)).toEqual([]);
    await expect(pool.create()).rejects.toThrow("closed");
  });

  test("is removed when it cannot be made", async () => {
    using ground = makeGround();
    const repository = await open(ground, makeRepository(ground, { "a.ts": "a\n" }));
    await expect(repository.openWorkspaces("1".repeat(40))).rejects.toThrow("git ls-tree failed");
    expect(runDirectories(ground.tmp)).toEqual([]);
  });

  test("keeps the hands off what lives, what belongs to others and what only looks alike", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "a\n" });
    const dead = spawnSync("/bin/true").pid;
    const make = (name: string, owner?: object): void => {
      mkdirSync(join(ground.tmp, name, "locked"), { recursive: true });
      if (owner !== undefined) writeFileSync(join(ground.tmp, name, "owner.json"), JSON.stringify(owner));
      chmodSync(join(ground.tmp, name, "locked"), 0);
      utimesSync(join(ground.tmp, name), 1, 1);
    };
    make(`assay-${dead}-aaaaaa`, { pid: dead });
    make(`assay-${dead}-bbbbbb`);
    make(`assay-${process.pid}-cccccc`, { pid: process.pid, started: "1", boot: "another boot" });
    make(`assay-${process.pid}-dddddd`);
    make(`assay-1-eeeeee`);
    make(`assay-launch-ffffff`);
    make(`assay-${dead}-too-long`);
    writeFileSync(join(ground.tmp, `assay-${dead}-gggggg`), "a file");
    const repository = await open(ground, root);
    await using pool = await repository.openWorkspaces((await repository.subject({})).head);
    expect(pool.isolation).toBe("L0");
    for (const name of [`assay-${dead}-aaaaaa`, `assay-${dead}-bbbbbb`, `assay-${process.pid}-cccccc`]) {
      expect([name, exists(join(ground.tmp, name))]).toEqual([name, false]);
    }
    for (const name of [`${process.pid}-dddddd`, "1-eeeeee", "launch-ffffff", `${dead}-too-long`, `${dead}-gggggg`]) {
      expect([name, exists(join(ground.tmp, `assay-${name}`))]).toEqual([name, true]);
    }
  });

  test("a lock that is left in the repository is in nobody's way", async () => {
    using ground = makeGround();
    const root = makeRepository(ground, { "a.ts": "a\n" });
    writeFileSync(join(root, ".git/index.lock"), "");
    const repository = await open(ground, root);
    await using pool = await repository.openWorkspaces((await repository.subject({})).head);
    const workspace = await pool.create();
    expect(await workspace.apply([{ path: path("a.ts"), before: "a\n", after: "b\n" }])).toEqual([]);
    expect(await workspace.patch()).not.toBe("");
  });
});
