import type { Time } from "./client.ts";

/** The machine's time. Waiting ends at once where the run is cancelled. */
export function createTime(signal: AbortSignal): Time {
  return {
    monotonic: () => performance.now(),
    now: () => new Date(),
    random: () => Math.random(),
    deadline: (milliseconds) => AbortSignal.timeout(milliseconds),
    sleep: (milliseconds) =>
      new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          signal.removeEventListener("abort", done);
          resolve();
        };
        const timer = setTimeout(done, milliseconds);
        if (signal.aborted) done();
        else signal.addEventListener("abort", done);
      }),
  };
}
