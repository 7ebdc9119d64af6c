import { DEFAULT_BUDGET } from "../domain/model-policy.ts";
import { EMPTY_STATE, type RunCount, type RunState } from "../domain/run-state.ts";
import { mergeStates, renderState } from "../publish/run-state.ts";
import type { RunDependencies } from "./dependencies.ts";
import { spendingOf } from "./engines.ts";
import { capPlan, toDay, toDayCounts } from "./guards.ts";
import { parseMemory, tellLost, writeMemory } from "./memory.ts";
import type { Tally } from "./open-tally.ts";
import { toTerms, type Prepared } from "./prepare.ts";
import { toTried } from "./remember.ts";

type TallyDependencies = Pick<RunDependencies, "state" | "events" | "runKey" | "digest">;

/** Digits that tell a run from the others of a day. */
const KEY_DIGITS = 16;

/** What tells this run from others in the counts of a day. */
function toRunKey(startedAt: Date, { runKey, digest }: Pick<TallyDependencies, "runKey" | "digest">): string {
  return digest(runKey ?? startedAt.toISOString()).slice(0, KEY_DIGITS);
}

/** One run's count as a state that can be merged in. */
export function toCounted(count: RunCount, startedAt: Date, dependencies: TallyDependencies): RunState {
  const usd = Math.ceil(count.usd * 10_000) / 10_000;
  return { ...EMPTY_STATE, days: { [toDay(startedAt)]: { [toRunKey(startedAt, dependencies)]: { ...count, usd } } } };
}

/**
 * Takes on as many of the plan's tasks as the day's caps leave, and counts them, in one write: of runs that begin at the
 * same time none overlooks another. Until the run says what it spent, it counts with what it may spend at most, so that
 * one that is killed counts, too. Where nothing can be written that is told, and what was read before has to do.
 */
async function takeOn(prepared: Prepared, startedAt: Date, dependencies: TallyDependencies): Promise<Prepared> {
  const { plan, effective, day } = prepared;
  const { caps } = effective.policy;
  if (day === undefined || plan.tasks.length === 0) return prepared;
  let taken = capPlan(plan, caps, day);
  const failure = await dependencies.state?.update((text) => {
    const memory = parseMemory(text);
    taken = capPlan(plan, caps, toDayCounts(memory, startedAt, toRunKey(startedAt, dependencies)));
    if (!memory.ok || taken.tasks.length === 0) return undefined;
    const count = { tasks: taken.tasks.length, usd: mostUsd(prepared) };
    return renderState(mergeStates(memory.state, toCounted(count, startedAt, dependencies)));
  });
  tellLost(dependencies, failure);
  if (taken.tasks.length < plan.tasks.length) dependencies.events.emit({ type: "planned", plan: taken });
  return { ...prepared, plan: taken };
}

/** What the run may spend at most; nothing where nobody asks a model, or where the policy gives no prices. */
function mostUsd({ opened, effective: { policy } }: Prepared): number {
  const asks = opened.engines.some(({ name }) => name === "model") && policy.model?.prices !== undefined;
  return asks ? (policy.budget ?? DEFAULT_BUDGET).usd : 0;
}

/** Counts a run from what it takes on to what it has spent at its end: also where it is cancelled or breaks off. */
export function createTally(startedAt: Date, dependencies: RunDependencies): Tally {
  /** What was counted and is not yet said to have ended. */
  let open: Prepared | undefined;
  const toEnd = ({ plan, opened }: Prepared): RunState => {
    const count = { tasks: plan.tasks.length, usd: spendingOf(opened.engines).usd, ended: true } as const;
    return toCounted(count, startedAt, dependencies);
  };
  return {
    async takeOn(prepared) {
      const taken = await takeOn(prepared, startedAt, dependencies);
      open = taken.day === undefined || taken.plan.tasks.length === 0 ? undefined : taken;
      return taken;
    },
    async close({ report, prepared, groups }) {
      const tried = await toTried({ report, terms: toTerms(prepared, dependencies), groups }, dependencies);
      const counted = open === undefined ? EMPTY_STATE : toEnd(open);
      open = undefined;
      await writeMemory(dependencies, { ...counted, tried: { ...prepared.ended, ...tried } });
    },
    async [Symbol.asyncDispose]() {
      if (open !== undefined) await writeMemory(dependencies, toEnd(open));
    },
  };
}
