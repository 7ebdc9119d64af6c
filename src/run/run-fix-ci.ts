import type { LogProblem } from "../domain/ci-failure.ts";
import type { Settings } from "../domain/settings.ts";
import type { RunDependencies } from "./dependencies.ts";
import { createEnd, type RunStart } from "./end-run.ts";
import { readCiFailure, type CiFailure } from "./fix-ci.ts";
import { createMeter } from "./meter.ts";
import { prepare, type Prepared } from "./prepare.ts";
import type { publishBundle } from "./publish-bundle.ts";
import { repairEach, publishRepairs, type RepairResult } from "./repair-several.ts";

/** What one command of several that failed in CI is repaired with. */
export interface CiTerms {
  /** Places that the logs name. */
  readonly problems: readonly LogProblem[];
  /** What is left of the run's time; absent: all that the policy gives. */
  readonly minutes?: number;
}

/** How one command is repaired, and what becomes of the changes. */
interface Ways {
  readonly publish: typeof publishBundle;
  readonly repairOne: (
    settings: Settings,
    dependencies: RunDependencies,
    publish: typeof publishBundle,
    terms: CiTerms,
  ) => Promise<RepairResult>;
}

interface FixScene {
  readonly settings: Settings;
  readonly dependencies: RunDependencies;
  readonly prepared: Prepared;
  readonly start: RunStart;
  readonly ways: Ways;
}

/** Repairs what failed in CI: reads the logs of the failed jobs, and repairs the policy's commands that they come to. */
export async function runFixCi(settings: Settings, dependencies: RunDependencies, ways: Ways): Promise<RepairResult> {
  const { clock, events } = dependencies;
  const start = { at: clock.now(), monotonic: clock.monotonic(), meter: createMeter(clock, events) };
  // What changed is not what is worked on: the plan is told once it comes from the failure.
  const silent = { emit: (): void => undefined };
  const { plan, ...prepared } = await prepare(settings, { ...dependencies, events: silent });
  const { halted: own } = prepared;
  const failure = own === undefined ? await readCiFailure(prepared, dependencies) : { type: "halted", reason: own };
  const repaired =
    "groups" in failure
      ? await repairCommands(failure, { settings, dependencies, prepared: { ...prepared, plan }, start, ways })
      : { reason: failure.reason };
  if ("report" in repaired) return repaired;
  const halted = repaired.reason;
  const parts = { publication: { type: "none", reason: "there was nothing to repair" }, halted } as const;
  return {
    report: createEnd(start, settings, dependencies)({ ...prepared, plan: { ...plan, tasks: [] } }, parts),
    bundle: new Map(),
    halted,
  };
}

/** Repairs one command after the other; the changes of one alone are published at once, those of several together. */
async function repairCommands(
  { groups, problems }: Extract<CiFailure, { type: "commands" }>,
  { settings, dependencies, prepared, start, ways }: FixScene,
): Promise<RepairResult | { readonly reason: string }> {
  const held: typeof publishBundle = () =>
    Promise.resolve({ type: "none", reason: "it is published with the other repairs of this run" });
  const publish = groups.length === 1 ? ways.publish : held;
  const scene = {
    settings,
    dependencies,
    prepared,
    publish: ways.publish,
    repairOne: (failing, { settings: own, minutes, ...key }): Promise<RepairResult> =>
      ways.repairOne({ ...own, failing }, { ...dependencies, ...key }, publish, { problems, minutes }),
  } satisfies Parameters<typeof repairEach>[1];
  const { repaired, reasons } = await repairEach(groups, scene);
  const [first] = repaired;
  if (first === undefined) return { reason: reasons.join("; ") };
  if (groups.length === 1) return first.result;
  await using pool = await dependencies.repository.openWorkspaces(
    prepared.subject.head,
    prepared.effective.policy.sandbox.minimum,
  );
  const { meter, at } = start;
  const run = dependencies.runAddress ?? at.toISOString();
  return await publishRepairs(repaired, scene, { pool, meter, signal: dependencies.signal, run });
}
