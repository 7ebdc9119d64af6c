import type { Time } from "../../../src/adapters/github/client.ts";

/** Time that passes only where somebody sleeps, and then at once. */
export interface FakeTime extends Time {
  readonly slept: number[];
}

export function makeTime(deadlineMs = 5000): FakeTime {
  const slept: number[] = [];
  let at = 0;
  return {
    slept,
    monotonic: () => at,
    now: () => new Date(Date.parse("2026-03-01T12:00:00Z") + at),
    random: () => 0.5,
    // A hanging server is the one thing that takes real time.
    deadline: () => AbortSignal.timeout(deadlineMs),
    sleep: (milliseconds) => {
      slept.push(milliseconds);
      at += milliseconds;
      return Promise.resolve();
    },
  };
}
