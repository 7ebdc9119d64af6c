/** How a hostile test that a gate runs comes to an end (SECURITY.md, table C). No time is measured: everything ends. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { describe, expect, test } from "@jest/globals";
import { endAll, fencesHere, processesWith } from "../../adapters/sandbox/support.ts";
import { answerIn, bareFence, fenceOf, hostileText, judgeBehind, makePlace } from "./gate-place.ts";

const MIB = 1 << 20;
const [fence] = await fencesHere();

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const HANGS: readonly (readonly [string, string])[] = [
  ["busy", "while (true) {}"],
  ["deaf", 'for (const s of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(s, () => {}); setInterval(() => {}, 1000)'],
  ["stopped", 'setInterval(() => {}, 1000); process.kill(process.pid, "SIGSTOP")'],
  [
    "many-threaded",
    'const { Worker } = require("node:worker_threads"); for (let i = 0; i < 4; i += 1) new Worker("for (;;) {}", { eval: true })',
  ],
];

if (fence === undefined) {
  test.skip("no bubblewrap and no namespaces on this machine: nothing to test a fence with", () => undefined);
} else {
  const { mechanism } = fence;
  describe(`executed by the gate, behind ${fence.name}`, () => {
    test.each(HANGS)(
      "a %s test ends at the wall clock, and the gate has failed (C9)",
      async (_, program) => {
        using place = makePlace();
        const mark = `hang-${randomBytes(8).toString("hex")}`;
        const judged = await judgeBehind(await fenceOf(mechanism, place), place, {
          text: program,
          args: [mark],
          seconds: 2,
        });
        expect(judged.last).toMatchObject({
          status: "failed",
          commands: [{ end: { type: "timed-out", limitMs: 2000 } }],
        });
        expect(processesWith(mark)).toEqual([]);

        // With no fence it runs on long after.
        const control = spawn(process.execPath, ["-e", program, "--", mark], { stdio: "ignore" });
        await pause(3000);
        expect(processesWith(mark)).toEqual([control.pid]);
        control.kill("SIGKILL");
        await once(control, "exit");
      },
      180_000,
    );

    test("nothing that it started outlives it (C10)", async () => {
      using place = makePlace();
      const [mark, control] = [0, 1].map(() => `left-${randomBytes(8).toString("hex")}`);
      const text = hostileText("daemon");
      const judged = await judgeBehind(await fenceOf(mechanism, place), place, { text, args: [mark ?? ""] });
      expect(judged.said).toContain("left");
      expect(processesWith(mark ?? "")).toEqual([]);

      await judgeBehind(bareFence(), place, { text, args: [control ?? ""] });
      const survivors = processesWith(control ?? "");
      endAll(survivors);
      expect(survivors).toHaveLength(2);
    }, 180_000);

    test("a fork bomb stops at the limit (C10)", async () => {
      using place = makePlace();
      const bomb = { text: hostileText("fork-bomb"), args: ["120"] };
      const fenced = await judgeBehind(await fenceOf(mechanism, place, { limits: { processes: 60 } }), place, bomb);
      expect(Number(/^\d+$/mu.exec(fenced.said)?.[0] ?? "0")).toBeLessThan(60);
      expect((await judgeBehind(bareFence(), place, bomb)).said).toContain("120");
    }, 180_000);

    test("memory has a bound (C11)", async () => {
      using place = makePlace();
      const candidate = { text: hostileText("hoard") };
      const limits = { memoryBytes: 300 * MIB };
      const fenced = await judgeBehind(await fenceOf(mechanism, place, { limits }), place, candidate);
      expect(fenced.last.status).toBe("failed");
      expect(fenced.said).not.toContain("held");
      expect((await judgeBehind(bareFence(), place, candidate)).said).toContain("held 600 MiB");
    }, 180_000);

    test("what lies in memory fills up neither with bytes nor with files (C12)", async () => {
      using place = makePlace();
      const folders = ["/tmp/f", "/dev/shm/f", "/home/assay/f"];
      const limits = { memoryDiskBytes: 32 * MIB, memoryDiskEntries: 2000 };
      const candidate = { text: hostileText("fill"), args: folders };
      const fenced = await judgeBehind(await fenceOf(mechanism, place, { limits }), place, candidate);
      const got = Object.values(answerIn(fenced) as Record<string, { bytes: number; files: number }>);
      expect(got).toHaveLength(folders.length);
      expect(got.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(32 * MIB);
      expect(got.reduce((sum, { files }) => sum + files, 0)).toBeLessThanOrEqual(2000);

      const folder = `${place.ground.path}/fill`;
      const control = answerIn(await judgeBehind(bareFence(), place, { ...candidate, args: [folder] }));
      expect(control).toEqual({ [folder]: { bytes: 48 * MIB, files: 3000 } });
    }, 180_000);

    test("a flood of output is cut and ended, and the gate has failed (C13)", async () => {
      using place = makePlace();
      const candidate = { text: hostileText("flood") };
      const endless = { ...candidate, args: ["1000000"] };
      const fenced = await judgeBehind(await fenceOf(mechanism, place), place, endless);
      expect(fenced.last).toMatchObject({ status: "failed", commands: [{ end: { type: "flooded" } }] });
      expect(JSON.stringify(fenced.results).length).toBeLessThan(64 * 1024);

      const control = await judgeBehind(bareFence(), place, { ...candidate, args: ["80"] });
      // The second is without the test, to see that it is run.
      const ends = [0, 1].map((code) => ({ end: { type: "exited", code } }));
      expect(control.last).toMatchObject({ status: "passed", commands: ends });
    }, 180_000);
  });
}
