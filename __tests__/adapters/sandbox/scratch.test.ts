import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readScratch } from "../../../src/adapters/sandbox/scratch.ts";
import { makeScene } from "./support.ts";

test("gives regular files by their path and nothing else", async () => {
  using scene = makeScene();
  const root = join(scene.root, "scratch");
  mkdirSync(join(root, "a/b"), { recursive: true });
  writeFileSync(join(root, "report.json"), "{}");
  writeFileSync(join(root, "a/b/deep.txt"), "ö");
  symlinkSync("/etc/passwd", join(root, "link"));
  symlinkSync("/etc", join(root, "directory-link"));
  spawnSync("sh", ["-c", "mkfifo pipe"], { cwd: root });
  expect(Object.fromEntries(await readScratch(root))).toEqual({ "report.json": "{}", "a/b/deep.txt": "ö" });
});

test("goes down four levels and not further", async () => {
  using scene = makeScene();
  const root = join(scene.root, "scratch");
  mkdirSync(join(root, "1/2/3/4"), { recursive: true });
  writeFileSync(join(root, "1/2/3/in"), "");
  writeFileSync(join(root, "1/2/3/4/out"), "");
  expect([...(await readScratch(root)).keys()]).toEqual(["1/2/3/in"]);
});

test("stops at 10,000 entries", async () => {
  using scene = makeScene();
  const root = join(scene.root, "scratch");
  mkdirSync(root);
  spawnSync("sh", ["-c", "seq 1 10050 | sed 's/^/f/' | xargs touch"], { cwd: root });
  expect((await readScratch(root)).size).toBe(10_000);
});

test("leaves out a file that goes over 64 MiB, and keeps the others", async () => {
  using scene = makeScene();
  const root = join(scene.root, "scratch");
  mkdirSync(root);
  writeFileSync(join(root, "huge"), "");
  truncateSync(join(root, "huge"), 65 << 20);
  writeFileSync(join(root, "small"), "x");
  expect([...(await readScratch(root)).keys()]).toEqual(["small"]);
});

test("a directory that is not there is empty", async () => {
  expect((await readScratch("/nonexistent/scratch")).size).toBe(0);
});
