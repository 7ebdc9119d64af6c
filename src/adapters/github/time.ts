import { GITHUB_LIMITS } from "../../domain/github-limits.ts";
import type { Time } from "./client.ts";

/** Aborts a while after the run is cancelled: what is under way then has no longer to wait. */
function createLateSignal(signal: AbortSignal): AbortSignal {
  const late = new AbortController();
  const begin = (): void => {
    setTimeout(() => {
      late.abort(new DOMException("the run was cancelled", "TimeoutError"));
    }, GITHUB_LIMITS.cancelledCallMs).unref();
  };
  signal.addEventListener("abort", begin, { once: true });
  return late.signal;
}

/** The machine's time. Waiting ends at once where the run is cancelled, and calls have less of it. */
export function createTime(signal: AbortSignal): Time {
  const late = createLateSignal(signal);
  return {
    monotonic: () => performance.now(),
    now: () => new Date(),
    random: () => Math.random(),
    deadline: (milliseconds) =>
      signal.aborted
        ? AbortSignal.timeout(Math.min(milliseconds, GITHUB_LIMITS.cancelledCallMs))
        : AbortSignal.any([AbortSignal.timeout(milliseconds), late]),
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
