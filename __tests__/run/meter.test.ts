import { expect, test } from "@jest/globals";
import { createMeter } from "../../src/run/meter.ts";
import type { RunEvent } from "../../src/ports.ts";
import { fakeWorkspace } from "./fakes.ts";

const spec = { command: { type: "shell", line: "true" }, timeoutMs: 1, outputLimit: 1 } as const;

test("overlapping commands count once, gaps between them do not count", async () => {
  let now = 0;
  const events: RunEvent[] = [];
  const clock = { monotonic: () => now, now: () => new Date(0) };
  const meter = createMeter(clock, { emit: (event) => events.push(event) });
  const release: (() => void)[] = [];
  const slow = fakeWorkspace();
  const run = slow.run.bind(slow);
  const blocked = {
    ...slow,
    run: async (...args: Parameters<typeof run>) => {
      await new Promise<void>((resolve) => release.push(resolve));
      return run(...args);
    },
  };
  const watched = meter.watch(blocked);

  const first = watched.run(spec);
  now = 10;
  const second = watched.run(spec);
  now = 30;
  release[0]?.();
  await first;
  now = 50;
  release[1]?.();
  await second;
  expect(meter.elapsedMs()).toBe(50);

  now = 100;
  const third = watched.run({ ...spec, command: { type: "argv", file: "git", args: ["status"] } });
  now = 105;
  release[2]?.();
  await third;
  expect(meter.elapsedMs()).toBe(55);
  expect(events).toEqual([
    { type: "command", line: "true", durationMs: 1 },
    { type: "command", line: "true", durationMs: 1 },
    { type: "command", line: "git status", durationMs: 1 },
  ]);
});

test("a command that throws stops the clock too", async () => {
  let now = 0;
  const clock = { monotonic: () => now, now: () => new Date(0) };
  const meter = createMeter(clock, { emit: () => undefined });
  const broken = {
    ...fakeWorkspace(),
    run: () => {
      now = 7;
      return Promise.reject(new Error("gone"));
    },
  };
  await expect(meter.watch(broken).run(spec)).rejects.toThrow("gone");
  now = 50;
  expect(meter.elapsedMs()).toBe(7);
});
