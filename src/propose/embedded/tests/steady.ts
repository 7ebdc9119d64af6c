import { abroad } from "../../../domain/abroad.ts";
import type { Trial } from "../../../probe/explore/plans.ts";
import type { CallPlan, CallRecord, ProbeOptions, Prober } from "../../../probe/types.ts";

/**
 * Another time and place, other chance, another order of answers: what differs then cannot be asserted. Nor can what
 * hangs on a function's own `"use strict"`: tools that measure the tests, StrykerJS among them, take it away.
 */
const ELSEWHERE: readonly ProbeOptions[] = [
  {
    ...{ now: Date.UTC(2031, 6, 9, 3, 17, 42, 123), env: abroad("Asia/Kathmandu", "tr_TR") },
    ...{ seed: 77, fresh: "always", order: "deep", directives: "lost" },
  },
  {
    ...{ now: Date.UTC(1999, 11, 31, 23, 59, 59, 999), env: abroad("America/St_Johns", "de_DE") },
    ...{ seed: 4_099, fresh: "always", order: "reversed" },
  },
];

/** Runs of what waits for real work: in which order it is done is decided anew each time. */
const WORK_RUNS = 4;

function behaviour({ steps, late }: Pick<CallRecord, "steps" | "late">): string {
  return JSON.stringify([steps, late]);
}

/** Whether the clock or a broken-off launch ended a run: on a busy machine that says nothing of the call. */
function isCutOff({ steps, late }: CallRecord): boolean {
  const [first] = steps;
  const isLate = steps.some(({ outcome }) => outcome.type === "timed-out" && outcome.guard === "clock");
  return isLate || first?.outcome.type === "skipped" || late?.work === "unfinished";
}

/** Runs plans; once more those that came to no end. */
async function runTwice(
  prober: Pick<Prober, "run">,
  plans: readonly CallPlan[],
  options: ProbeOptions,
): Promise<readonly CallRecord[]> {
  const records = [...(await prober.run(plans, options))];
  const again = [...records.keys()].filter((index) => {
    const record = records[index];
    return record !== undefined && isCutOff(record);
  });
  if (again.length === 0) return records;
  const others = await prober.run(
    again.flatMap((index) => plans[index] ?? []),
    options,
  );
  for (const [place, record] of others.entries()) records[again[place] ?? -1] = record;
  return records;
}

/** Those trials that behave the same at another time, in another time zone and language, with other random numbers and on a freshly loaded module. */
export async function steady(
  trials: readonly Trial[],
  { prober, options }: { readonly prober: Pick<Prober, "run">; readonly options: ProbeOptions },
): Promise<readonly Trial[]> {
  let kept = trials;
  for (const other of ELSEWHERE) {
    const repeated = kept.flatMap((trial) =>
      Array.from({ length: trial.record.late?.work === "done" ? WORK_RUNS : 1 }, () => trial),
    );
    const records = await runTwice(
      prober,
      repeated.map(({ plan }) => plan),
      { ...options, ...other, reached: "all" },
    );
    const different = new Set(
      repeated.filter((trial, index) => {
        const record = records[index];
        return record === undefined || behaviour(record) !== behaviour(trial.record);
      }),
    );
    kept = kept.filter((trial) => !different.has(trial));
  }
  return kept;
}
