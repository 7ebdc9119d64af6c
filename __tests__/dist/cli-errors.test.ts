import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { CLI, runCli } from "./support/cli.ts";
import { hashTree } from "./support/hash-tree.ts";
import { describeBuilt, makePlace, type Place } from "./support/place.ts";

/** Of util-linux; gives a process mounts of its own. */
const UNSHARE = "/usr/bin/unshare";

let place: Place;
let before: Record<string, string>;

beforeAll(async () => {
  place = await makePlace();
  before = await hashTree(place.sample.root);
});

afterAll(async () => {
  await rm(place.directory, { recursive: true, force: true });
});

const run = (...args: string[]) => runCli(args, { cwd: place.sample.root, temporary: place.temporary });

const COMMANDS = ["run", "plan", "propose", "publish", "validate", "policy", "init"];

describeBuilt("help", () => {
  test.each([[[]], [["--help"]], [["-h"]], [["help"]]])("%j fits a screen and names every command", async (args) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const lines = stdout.trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(50);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^\\s*(?:assay )?${command}\\b`, "mu"));
  });

  test.each(COMMANDS)("%s has help of its own", async (command) => {
    const { code, stdout } = await run(command, "--help");
    expect(code).toBe(0);
    expect(stdout).toContain(`assay ${command}`);
  });

  test("the version is that of the package", async () => {
    const { code, stdout } = await run("--version");
    expect(code).toBe(0);
    expect(stdout).toContain("0.1.0");
  });
});

describeBuilt("mistakes of the user", () => {
  test.each([
    ["a command", ["rum"], ["rum", "run"]],
    ["an option", ["run", "--bse", "main"], ["--bse", "--base"]],
    ["a task kind", ["plan", "--tasks", "fixx"], ["fixx", "fix"]],
    ["an engine", ["run", "--engine", "embeded"], ["embeded", "embedded"]],
    ["a publication", ["run", "--publish", "comit"], ["comit", "commit"]],
    ["a fail level", ["run", "--fail-level", "rejcted"], ["rejcted", "rejected"]],
    ["a revision", ["plan", "--base", "mian"], ["mian", "main"]],
    ["an option of another command", ["plan", "--publish", "commit"], ["--publish", "run"]],
    ["a value that is missing", ["plan", "--base"], ["--base", "REF"]],
    ["a stray argument", ["plan", "src/cart.ts"], ["src/cart.ts", "--paths"]],
    ["a model that is not configured", ["run", "--base", "main", "--engine", "model"], ["model"]],
    ["a bundle that does not exist", ["publish", "--bundle", "nowhere"], ["nowhere"]],
    ["a directory that is no repository", ["plan", "--repo", "/"], ["/"]],
    ["a directory that does not exist", ["plan", "--repo", "nowhere"], ["nowhere"]],
  ])("%s: exit 2, what and what instead", async (_, args, words) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    for (const word of words) expect(stderr).toContain(word);
    expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+/mu);
  });

  test("all mistakes are told at once", async () => {
    const { code, stderr } = await run("run", "--engine", "gpt", "--publish", "never", "--colour");
    expect(code).toBe(2);
    expect(stderr).toContain("gpt");
    expect(stderr).toContain("never");
    expect(stderr).toContain("--colour");
  });

  const old = ["/usr/bin/node", "/usr/local/bin/node", "/opt/node20/bin/node"].find(
    (file) =>
      existsSync(file) && Number(/^v(\d+)/u.exec(spawnSync(file, ["-v"], { encoding: "utf8" }).stdout)?.[1]) < 22,
  );
  (old === undefined ? test.skip : test)("a Node that is too old gets one line", () => {
    for (const entry of [CLI, path.join(path.dirname(CLI), "..", "action", "index.js")]) {
      const end = spawnSync(old ?? "", [entry, "plan"], { cwd: place.sample.root, encoding: "utf8" });
      expect(end.status).toBe(2);
      expect((end.stdout + end.stderr).trim().split("\n")).toHaveLength(1);
      expect(end.stdout + end.stderr).toMatch(/Node.* 22/u);
    }
  });

  const onDisk = (options: string, work: string) =>
    spawnSync(UNSHARE, ["-rm", "sh", "-c", `mount -t tmpfs -o ${options} tmpfs "$TMPDIR" && ${work}`], {
      cwd: place.sample.root,
      env: { ...process.env, TMPDIR: place.temporary, NODE_DISABLE_COMPILE_CACHE: "1" },
      encoding: "utf8",
    });
  const canMount = spawnSync(UNSHARE, ["-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0;
  (canMount ? test : test.skip).each([
    ["may only be read", "ro", "EROFS"],
    ["is full at once", "size=4k", "ENOSPC"],
    ["is full when git writes", "size=64k", "is full. Make room there"],
  ])("a disk for temporary files that %s (fault T13): exit 2, what and what instead", (_, options, words) => {
    const run = `"${process.execPath}" "${CLI}" run --base main --paths src/cart.ts --publish none`;
    const { status, stdout, stderr } = onDisk(options, run);
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: "", stderr: expect.stringContaining(words) });
    expect(stderr).toContain("TMPDIR");
    expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+/mu);
  });

  test("nothing was written by any of it", async () => {
    expect(await hashTree(place.sample.root)).toEqual(before);
    expect(await hashTree(place.temporary)).toEqual({});
  });
});
