import type { Plan } from "../domain/plan.ts";
import type { EffectivePolicy } from "../domain/policy.ts";
import type { Subject } from "../domain/report.ts";
import type { Settings } from "../domain/settings.ts";
import { planTasks } from "../plan/plan-tasks.ts";
import { createMatcher, type Matcher } from "../policy/match.ts";
import { openEngines, type OpenedEngines } from "./engines.ts";
import { loadPolicy } from "./load-policy.ts";
import { writablePaths } from "../policy/writable.ts";
import type { FailingCheck } from "../ports.ts";
import type { RunDependencies } from "./dependencies.ts";

/** What is known before anything is executed. */
export interface Prepared {
  readonly subject: Subject;
  readonly effective: EffectivePolicy;
  readonly matcher: Matcher;
  readonly plan: Plan;
  /** Who can make proposals in this run. */
  readonly opened: OpenedEngines;
  /** The red check that the plan's fixes come from; absent where they come from the diff. */
  readonly failure?: FailingCheck;
}

/** Reads settings, policy and changes into a plan. Executes nothing, writes nothing. */
export async function prepare(settings: Settings, dependencies: RunDependencies): Promise<Prepared> {
  const { repository, events, digest } = dependencies;
  const { base, head } = settings;
  const subject = await repository.subject({ ...(base && { base }), ...(head && { head }) });
  const effective = await loadPolicy(repository, settings, subject, digest);
  const { policy } = effective;
  const matcher = createMatcher(policy, settings.policy);
  const opened = await openEngines({ settings, policy, subject }, dependencies);
  events.emit({
    type: "phase",
    phase: "plan",
    detail: settings.all ? "every file that a rule matches" : "changed files",
  });
  const plan = await planTasks({
    ...(settings.all ? { files: repository.files(subject.head) } : { changes: repository.changes(subject) }),
    matcher,
    writable: writablePaths,
    policy,
    selection: { ...(settings.tasks && { tasks: settings.tasks }), paths: settings.paths },
    supported: new Set(opened.engines.flatMap((engine) => engine.kinds)),
    peek: (blobs, limit) => repository.peekBlobs(blobs, limit),
    digest,
    subject,
  });
  events.emit({ type: "planned", plan });
  return { subject, effective, matcher, plan, opened };
}
