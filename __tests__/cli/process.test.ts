import { execFileSync, spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { checkBundleDirectory, clearBundleDirectory } from "../../src/cli/bundle-directory.ts";
import { writeInit } from "../../src/cli/write-init.ts";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const CLI = path.join(ROOT, "src", "cli.ts");
let directory = "";
let repository = "";

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), "assay-cli-"));
  repository = path.join(directory, "repository");
  mkdirSync(path.join(repository, "src"), { recursive: true });
  const git = (...args: string[]): string =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.example", ...args], {
      cwd: repository,
      encoding: "utf8",
    });
  git("init", "--quiet", "--initial-branch=main");
  writeFileSync(path.join(repository, "package.json"), '{ "devDependencies": { "typescript": "6" } }\n');
  git("add", ".");
  git("commit", "--quiet", "-m", "base");
  git("checkout", "--quiet", "-b", "feature");
  writeFileSync(path.join(repository, "src", "a.ts"), "export const a = 1;\n");
  git("add", ".");
  git("commit", "--quiet", "-m", "feature");
});

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** Runs with standard output on a device that is always full. */
function runOnFullDisk(...args: string[]) {
  const full = openSync("/dev/full", "w");
  try {
    const env = { PATH: process.env["PATH"], HOME: directory, NO_COLOR: "1" };
    return spawnSync(process.execPath, [CLI, ...args], {
      cwd: repository,
      encoding: "utf8",
      env,
      stdio: ["ignore", full, "pipe"],
    });
  } finally {
    closeSync(full);
  }
}

function run(...args: string[]) {
  const env = { PATH: process.env["PATH"], HOME: directory, NO_COLOR: "1" };
  return spawnSync(process.execPath, [CLI, ...args], { cwd: repository, encoding: "utf8", env, timeout: 60_000 });
}

describe("the command line in a repository", () => {
  test("plans what has changed since the base", () => {
    const end = run("plan", "--base", "main", "--json");
    expect(end.status).toBe(0);
    expect(JSON.parse(end.stdout)).toMatchObject({
      schema: "assay/plan@1",
      policy: { source: "none" },
      plan: { tasks: expect.arrayContaining([expect.objectContaining({ target: "src/a.ts" })]) },
    });
  });

  test.each([[["plan", "--base", "main"]], [["--help"]]])(
    "%j on a full disk says so in a line, without a stack",
    (args) => {
      const end = runOnFullDisk(...args);
      expect(end.status).toBe(3);
      expect(end.stderr).toMatch(/^standard output cannot be written: ENOSPC/mu);
      expect(end.stderr).not.toMatch(/^ +at /mu);
    },
  );

  test.each([
    ["--report", "directory", "src", "is a directory"],
    ["--report", "below a file", "package.json/x.json", "lies in something that is no directory"],
    ["--out", "a file", "package.json", "is no directory"],
  ])("%s: %s is told before anything is run", (option, _what, value, message) => {
    const end = run("run", "--base", "main", "--publish", "patch", option, value);
    expect(end.status).toBe(2);
    expect(end.stderr).toMatch(new RegExp(`^\\w+ \\(${option}\\): .*(?:${message}).* Name a`, "u"));
  });

  test("what had to be guessed is in the report", () => {
    const end = run("run", "--paths", "nothing", "--json");
    expect(end.status).toBe(0);
    expect(JSON.parse(end.stdout)).toMatchObject({
      notes: expect.arrayContaining(["Compared with main, the default branch (no --base was given)."]),
    });
  });

  test("a directory for temporary files that is not there is told without a stack", () => {
    const env = { PATH: process.env["PATH"], HOME: directory, TMPDIR: path.join(directory, "none"), NO_COLOR: "1" };
    const args = [CLI, "run", "--base", "main", "--publish", "none"];
    const end = spawnSync(process.execPath, args, { cwd: repository, encoding: "utf8", env, timeout: 60_000 });
    expect(end.status).toBe(3);
    expect(end.stderr).toMatch(/the system refused: .*none.*TMPDIR/u);
    expect(end.stderr).not.toContain("bug");
  });

  test("policy says where values are from", () => {
    const end = run("policy", "--base", "main");
    expect([end.status, end.stdout]).toEqual([0, expect.stringContaining("version: 1")]);
  });

  test("init writes a policy that validate accepts, and overwrites nothing", () => {
    expect(run("validate")).toMatchObject({ status: 0, stdout: expect.stringContaining("no policy file") });
    expect(run("init", "--dry-run").stdout).toContain("# .github/assay.yml");
    expect(existsSync(path.join(repository, ".github"))).toBe(false);
    expect(run("init")).toMatchObject({ status: 0, stdout: expect.stringContaining("wrote .github/assay.yml") });
    expect(run("validate")).toMatchObject({ status: 0, stdout: expect.stringContaining("valid (working-tree)") });
    expect(run("init")).toMatchObject({ status: 2, stderr: expect.stringContaining("exists already") });
    writeFileSync(path.join(repository, ".github", "assay.yml"), "versoin: 1\n");
    expect(run("validate")).toMatchObject({ status: 2, stdout: expect.stringMatching(/assay\.yml:1:1.*versoin/u) });
    rmSync(path.join(repository, ".github"), { recursive: true });
  });

  test("a bundle that is not there", () => {
    expect(run("publish", "nowhere")).toMatchObject({ status: 2, stderr: expect.stringContaining("nowhere") });
  });

  test("a reader that goes away is no error", async () => {
    const child = spawn(process.execPath, [CLI, "--help"], { stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.destroy();
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect([code, stderr]).toEqual([0, ""]);
  });
});

describe("the directory of a bundle", () => {
  test("is new, empty, or holds an earlier bundle, of which nothing stays", async () => {
    const out = path.join(directory, "out");
    await checkBundleDirectory(out);
    mkdirSync(path.join(out, "patches"), { recursive: true });
    writeFileSync(path.join(out, "patches", "old.patch"), "");
    await expect(checkBundleDirectory(out)).rejects.toThrow("holds other files");
    writeFileSync(path.join(out, "manifest.json"), "{}");
    await checkBundleDirectory(out);
    await clearBundleDirectory(out);
    expect(existsSync(path.join(out, "patches"))).toBe(false);
    expect(existsSync(path.join(out, "manifest.json"))).toBe(false);
    await expect(checkBundleDirectory(CLI)).rejects.toThrow("out (--out)");
  });
});

test("init tells a directory that cannot be written to", async () => {
  writeFileSync(path.join(directory, "file"), "");
  await expect(writeInit(directory, [{ path: "file/a.yml", text: "" }])).rejects.toThrow("could not write file/a.yml");
  await writeInit(directory, [{ path: "deep/a.yml", text: "x" }]);
  expect(readFileSync(path.join(directory, "deep", "a.yml"), "utf8")).toBe("x");
});
