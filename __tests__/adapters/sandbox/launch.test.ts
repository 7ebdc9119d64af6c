import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { DISK_BOUNDS, createDiskGuard } from "../../../src/adapters/sandbox/disk-guard.ts";
import { highestInherited } from "../../../src/adapters/sandbox/descriptors.ts";
import { launchProcess } from "../../../src/adapters/sandbox/launch.ts";
import type { Launch } from "../../../src/adapters/sandbox/launch.ts";
import { makeScene } from "./support.ts";

const PATH = "/usr/bin:/bin";

function sh(line: string, more: Partial<Launch> = {}): Launch {
  return {
    file: "/bin/sh",
    args: ["-c", line],
    cwd: "/",
    env: { PATH },
    timeoutMs: 20_000,
    outputLimit: 4096,
    ...more,
  };
}

describe("how a launch ends", () => {
  test.each<[string, Launch, object]>([
    ["success", sh("exit 0"), { type: "exited", code: 0 }],
    ["an exit code", sh("exit 7"), { type: "exited", code: 7 }],
    ["a signal, which is never success", sh("kill -TERM $$"), { type: "signalled", signal: "SIGTERM" }],
    ["the wall clock", sh("sleep 60", { timeoutMs: 200 }), { type: "timed-out", limitMs: 200 }],
    [
      "a program that is not there",
      { ...sh(""), file: "/nonexistent" },
      { type: "not-started", reason: expect.stringContaining("ENOENT") },
    ],
    [
      "an argument that no system takes",
      { ...sh(""), args: ["a\0b"] },
      { type: "not-started", reason: expect.stringContaining("null bytes") },
    ],
  ])("%s", async (_, launch, end) => {
    expect((await launchProcess(launch)).end).toEqual(end);
  });

  test("cancelled before it starts and while it runs", async () => {
    const early = await launchProcess(sh("exit 0", { signal: AbortSignal.abort() }));
    expect(early.end).toEqual({ type: "cancelled" });
    const late = await launchProcess(sh("sleep 60", { signal: AbortSignal.timeout(100) }));
    expect(late.end).toEqual({ type: "cancelled" });
  });

  test("at once, though a process outside of its group holds its output open", async () => {
    const result = await launchProcess(sh("setsid sleep 5 & echo done", { timeoutMs: 4000 }));
    expect(result).toMatchObject({ end: { type: "exited", code: 0 }, stdout: "done\n" });
  });

  test("by what watches it", async () => {
    const watched = await launchProcess(
      sh("sleep 60", { watch: () => Promise.resolve({ type: "flooded", bytes: 5 }) }),
    );
    expect(watched.end).toEqual({ type: "flooded", bytes: 5 });
  });
});

test("standard input is what was given, or empty", async () => {
  expect((await launchProcess(sh("cat", { stdin: "given" }))).stdout).toBe("given");
  expect((await launchProcess(sh("cat; echo end"))).stdout).toBe("end\n");
  const unread = await launchProcess(sh("exit 0", { stdin: "x".repeat(1_000_000) }));
  expect(unread.end).toEqual({ type: "exited", code: 0 });
});

test("the streams are told apart, and the environment is the given one", async () => {
  const result = await launchProcess(sh("echo out; echo err >&2; echo word >&3; env | grep -v ^PWD="));
  expect(result).toMatchObject({ stderr: "err\n", status: "word\n" });
  expect(result.stdout).toBe(`out\nPATH=${PATH}\n`);
});

test("descriptors from 4 on are covered", async () => {
  const result = await launchProcess(sh("ls -l /proc/$$/fd | grep -c /dev/null", { highestInherited: 9 }));
  expect(Number(result.stdout)).toBe(6);
});

test("the highest inherited descriptor is the highest without close-on-exec", async () => {
  using scene = makeScene();
  const directory = join(scene.root, "fdinfo");
  mkdirSync(directory);
  expect(await highestInherited(directory)).toBe(2);
  for (const [name, flags] of [
    ["1", "01"],
    ["5", "01"],
    ["9", "02000002"],
    ["5000", "01"],
  ] as const) {
    writeFileSync(join(directory, name), `pos:\t0\nflags:\t${flags}\n`);
  }
  expect(await highestInherited(directory)).toBe(5);
});

describe("the disk guard", () => {
  test("is silent while the disk has room", async () => {
    using scene = makeScene();
    const guard = await createDiskGuard(scene.root);
    expect(await guard?.()).toBeUndefined();
  });

  test.each([
    ["takes more than it may", { ...DISK_BOUNDS, takenBytes: -Infinity }],
    ["makes more files than it may", { ...DISK_BOUNDS, takenEntries: -Infinity }],
  ])("ends a launch that %s", async (_, bounds) => {
    using scene = makeScene();
    const guard = await createDiskGuard(scene.root, bounds);
    expect(await guard?.()).toMatchObject({ type: "flooded" });
  });

  test("counts what was really written", async () => {
    using scene = makeScene();
    const guard = await createDiskGuard(scene.root, { ...DISK_BOUNDS, takenBytes: 100 << 20 });
    const result = await launchProcess(
      sh("head -c 400M /dev/zero > big; sleep 20", {
        cwd: scene.root,
        ...(guard === undefined ? {} : { watch: guard }),
      }),
    );
    expect(result.end.type).toBe("flooded");
    expect(readdirSync(scene.root)).toContain("big");
  });

  test("does not exist where there is no file system", async () => {
    expect(await createDiskGuard("/nonexistent")).toBeUndefined();
  });
});
