import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { findControlGroups, makeControlGroup, removeAbandonedGroups } from "../../../src/adapters/sandbox/cgroup.ts";
import { DEFAULT_LIMITS, prlimitArguments } from "../../../src/adapters/sandbox/limits.ts";
import { LAUNCH_VARIABLE, killMarked } from "../../../src/adapters/sandbox/survivors.ts";
import { makeScene } from "./support.ts";

test("without a place to make groups in there is none, and it says why", async () => {
  using scene = makeScene();
  expect(await findControlGroups(join(scene.root, "nothing"))).toEqual({
    type: "none",
    reason: expect.stringContaining("control group"),
  });
  expect(await makeControlGroup({ type: "none", reason: "" }, "x", DEFAULT_LIMITS)).toBeUndefined();
});

test("writes the limits of version 1 and of version 2, and gives the files to join by", async () => {
  using scene = makeScene();
  const at = (path: string) => join(scene.root, path);
  for (const path of ["pids", "memory", "unified"]) mkdirSync(at(path));
  const one = await makeControlGroup({ type: "v1", pids: at("pids"), memory: at("memory") }, "a", DEFAULT_LIMITS);
  expect(one?.joins).toEqual([at("pids/a/cgroup.procs"), at("memory/a/cgroup.procs")]);
  expect(readFileSync(at("pids/a/pids.max"), "utf8")).toBe("512");
  expect(readFileSync(at("memory/a/memory.limit_in_bytes"), "utf8")).toBe(String(4 * 1024 ** 3));
  const two = await makeControlGroup({ type: "v2", parent: at("unified") }, "b", DEFAULT_LIMITS);
  expect(two?.joins).toEqual([at("unified/b/cgroup.procs")]);
  expect(readFileSync(at("unified/b/memory.max"), "utf8")).toBe(String(4 * 1024 ** 3));
});

test("groups that a killed run has left are removed, those of living ones and of others are not", async () => {
  using scene = makeScene();
  const kept = [`assay-${process.pid}-launch-abcdef`, "somebody-elses"];
  for (const name of [...kept, `assay-${spawnSync("/bin/true").pid}-launch-abcdef`]) {
    mkdirSync(join(scene.root, "groups", name), { recursive: true });
  }
  await removeAbandonedGroups({ type: "v2", parent: join(scene.root, "groups") });
  expect(readdirSync(join(scene.root, "groups")).toSorted()).toEqual(kept);
});

test("a place that went away gives no group", async () => {
  expect(await makeControlGroup({ type: "v2", parent: "/nonexistent" }, "x", DEFAULT_LIMITS)).toBeUndefined();
});

test("disposing of a group ends the processes that are in it", async () => {
  using scene = makeScene();
  const group = await makeControlGroup({ type: "v2", parent: scene.root }, "g", DEFAULT_LIMITS);
  const child = spawn("sleep", ["60"], { stdio: "ignore" });
  writeFileSync(group?.joins[0] ?? "", `${String(child.pid)}\n999999999\n`);
  const ended = once(child, "exit");
  await group?.dispose();
  expect(await ended).toEqual([null, "SIGKILL"]);
});

test("processes that carry a launch's mark are found wherever they went, and others left alone", async () => {
  const start = (mark: string) =>
    spawn("sleep", ["60"], {
      stdio: "ignore",
      detached: true,
      env: { PATH: "/usr/bin:/bin", [LAUNCH_VARIABLE]: mark },
    });
  const [ours, other] = [start("mark-a"), start("mark-b")];
  await Promise.all([once(ours, "spawn"), once(other, "spawn")]);
  const ended = once(ours, "exit");
  expect(await killMarked("mark-a")).toBe(1);
  expect(await ended).toEqual([null, "SIGKILL"]);
  expect(await killMarked("mark-a")).toBe(0);
  expect(other.exitCode).toBeNull();
  other.kill("SIGKILL");
});

test.each([
  [
    { tasksBefore: 100, memoryHeldBy: "address-space" },
    ["--nproc=612", "--nofile=4096", `--fsize=${256 << 20}`, "--core=0", "--cpu=21", `--as=${4 * 1024 ** 3}`, "--"],
  ],
  [
    { tasksBefore: undefined, memoryHeldBy: "control-group" },
    ["--nofile=4096", `--fsize=${256 << 20}`, "--core=0", "--cpu=21", "--"],
  ],
] as const)("limits per process: %j", (change, expected) => {
  expect(prlimitArguments(DEFAULT_LIMITS, { timeoutMs: 10_000, processors: 2, ...change })).toEqual(expected);
});
