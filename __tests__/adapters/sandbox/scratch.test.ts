import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readScratch } from "../../../src/adapters/sandbox/scratch.ts";
import { makeScene } from "./support.ts";

/** Now: what is written in a test is written in it. */
const NOW = { startMs: Date.now(), endMs: Date.now() + 3_600_000 };

test("gives regular files by their path and nothing else", async () => {
  using scene = makeScene();
  const root = join(scene.root, "scratch");
  mkdirSync(join(root, "a/b"), { recursive: true });
  writeFileSync(join(root, "report.json"), "{}");
  writeFileSync(join(root, "a/b/deep.txt"), "ö");
  symlinkSync("/etc/passwd", join(root, "link"));
  symlinkSync("/etc", join(root, "directory-link"));
  spawnSync("sh", ["-c", "mkfifo pipe"], { cwd: root });
  const { texts, flaws } = await readScratch(root, NOW);
  expect(Object.fromEntries(texts)).toEqual({ "report.json": "{}", "a/b/deep.txt": "ö" });
  expect(flaws.size).toBe(0);
});

test("goes down eight levels and not further", async () => {
  using scene = makeScene();
  const root = join(scene.root, "scratch");
  mkdirSync(join(root, "1/2/3/4/5/6/7/8"), { recursive: true });
  writeFileSync(join(root, "1/2/3/4/5/6/7/in"), "");
  writeFileSync(join(root, "1/2/3/4/5/6/7/8/out"), "");
  expect([...(await readScratch(root, NOW)).texts.keys()]).toEqual(["1/2/3/4/5/6/7/in"]);
});

test("stops at 10,000 entries", async () => {
  using scene = makeScene();
  const root = join(scene.root, "scratch");
  mkdirSync(root);
  spawnSync("sh", ["-c", "seq 1 10050 | sed 's/^/f/' | xargs touch"], { cwd: root });
  expect((await readScratch(root, NOW)).texts.size).toBe(10_000);
});

test("leaves out a file that goes over 64 MiB, and keeps the others", async () => {
  using scene = makeScene();
  const root = join(scene.root, "scratch");
  mkdirSync(root);
  writeFileSync(join(root, "huge"), "");
  truncateSync(join(root, "huge"), 65 << 20);
  writeFileSync(join(root, "small"), "x");
  const { texts, flaws } = await readScratch(root, NOW);
  expect([...texts.keys()]).toEqual(["small"]);
  expect([...flaws]).toEqual([["huge", "is larger than the 64 MiB that are read"]]);
});

test("a directory that is not there is empty", async () => {
  expect((await readScratch("/nonexistent/scratch", NOW)).texts.size).toBe(0);
});

test("a file whose time is not that of the launch is told", async () => {
  using scene = makeScene();
  const root = join(scene.root, "scratch");
  mkdirSync(root);
  for (const [name, time] of [
    ["yesterday", "2026-01-01T12:00:00Z"],
    ["in-time", "2026-01-02T12:00:01Z"],
    ["tomorrow", "2026-01-03T12:00:00Z"],
  ] as const) {
    writeFileSync(join(root, name), name);
    utimesSync(join(root, name), new Date(time), new Date(time));
  }
  const period = { startMs: Date.parse("2026-01-02T12:00:00Z"), endMs: Date.parse("2026-01-02T12:00:02Z") };
  expect(Object.fromEntries((await readScratch(root, period)).flaws)).toEqual({
    yesterday: "was written at 2026-01-01T12:00:00.000Z, before this run of the command began",
    tomorrow: "says that it was written at 2026-01-03T12:00:00.000Z, which is still to come",
  });
});
