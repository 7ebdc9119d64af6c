import type { CallPlan, CallRecord, Prober } from "../types.ts";

/** A plan that was run on one version, with what it did. */
export interface Observation {
  readonly plan: CallPlan;
  readonly record: CallRecord;
}

/** A prober that remembers what it ran. */
export interface Recorder {
  readonly prober: Prober;
  /** In the order in which they were run; each plan once. */
  readonly observations: () => readonly Observation[];
}

/** Plans remembered at most; what is run beyond them is not compared. */
const MOST = 12_000;

/** Puts a memory around a prober: a search throws most of what it tries away, and all of it is good for comparing. */
export function createRecorder(prober: Prober): Recorder {
  const found = new Map<string, Observation>();
  return {
    observations: () => [...found.values()],
    prober: {
      describe: (module) => prober.describe(module),
      points: (module) => prober.points(module),
      judge: (plans, mutants, mode, options) => prober.judge(plans, mutants, mode, options),
      standIns: (plans, groups, mutants, options) => prober.standIns(plans, groups, mutants, options),
      run: async (plans, options) => {
        const records = await prober.run(plans, options);
        if (options?.comparisons === "on") return records;
        for (const [index, plan] of plans.entries()) {
          const record = records[index];
          const key = JSON.stringify(plan.steps);
          if (record !== undefined && found.size < MOST && !found.has(key)) found.set(key, { plan, record });
        }
        return records;
      },
      [Symbol.asyncDispose]: () => prober[Symbol.asyncDispose](),
    },
  };
}
