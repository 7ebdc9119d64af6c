/**
 * Trouble of a run's own that kept it from judging: the files are not to blame, and the same task may end otherwise next
 * time. `stopped`: somebody ended the run. `time-limit`: the policy's `limits.minutes`. `engine`: it could not work (key
 * refused, endpoint down, the run's budget used up). `gate`: it could not run.
 */
export type Fault = (typeof FAULTS)[number];
export const FAULTS = ["stopped", "time-limit", "engine", "gate"] as const;

/** Which of the two ended the work, by what its signal was aborted with: a time-out's own error, or anything else. */
export function toStopFault(signal: { readonly reason: unknown }): "stopped" | "time-limit" {
  const { reason } = signal;
  const name = typeof reason === "object" && reason !== null && "name" in reason ? reason.name : undefined;
  return name === "TimeoutError" ? "time-limit" : "stopped";
}

/** The same in words. */
export function renderStop(fault: "stopped" | "time-limit"): string {
  return fault === "stopped" ? "the run was stopped" : "the run's time limit (limits.minutes) was reached";
}
