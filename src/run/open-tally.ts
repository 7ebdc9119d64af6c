import type { Report } from "../domain/report.ts";
import type { Settings } from "../domain/settings.ts";
import type { RunDependencies } from "./dependencies.ts";
import { capPlan } from "./guards.ts";
import type { Prepared } from "./prepare.ts";
import type { PublishedGroup } from "./remember.ts";

/** What a run leaves for later ones, from its beginning to its end. Disposing says what was spent, where nothing else did. */
export interface Tally extends AsyncDisposable {
  /** What the day's caps leave of the plan as it is now; counted before anything is done for it. */
  takeOn(prepared: Prepared): Promise<Prepared>;
  /** Leaves what became of the tasks, and what was spent. */
  close(end: {
    readonly report: Report;
    readonly prepared: Prepared;
    readonly groups: readonly PublishedGroup[];
  }): Promise<void>;
}

/** The tally of a run; one that leaves nothing looks at the caps all the same. */
export async function openTally(
  { settings, ready, startedAt }: { readonly settings: Settings; readonly ready: Prepared; readonly startedAt: Date },
  dependencies: RunDependencies,
): Promise<Tally> {
  if (isRemembered(settings, ready)) return (await import("./tally.ts")).createTally(startedAt, dependencies);
  const nothing = (): Promise<void> => Promise.resolve();
  return { takeOn: (prepared) => Promise.resolve(capAgain(prepared)), close: nothing, [Symbol.asyncDispose]: nothing };
}

/**
 * Runs over hotspots remember what they tried; runs in CI count themselves where the policy caps the day. What is split
 * into jobs is remembered by the one that may write.
 */
export function isRemembered({ dryRun, hotspots, ci, phase }: Settings, { day }: Prepared): boolean {
  if (dryRun || (ci && phase === "propose")) return false;
  return hotspots === true || day !== undefined;
}

/** A plan may have changed since the caps were looked at. */
function capAgain(prepared: Prepared): Prepared {
  const { plan, day, effective } = prepared;
  return day === undefined ? prepared : { ...prepared, plan: capPlan(plan, effective.policy.caps, day) };
}
