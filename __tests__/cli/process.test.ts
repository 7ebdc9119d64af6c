import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

function run(...args: string[]) {
  const env = { PATH: process.env["PATH"], HOME: directory, NO_COLOR: "1" };
  return spawnSync(process.execPath, [CLI, ...args], { cwd: repository, encoding: "utf8", env });
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
