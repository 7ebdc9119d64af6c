import type { Plan } from "../domain/plan.ts";
import type { EffectivePolicy } from "../domain/policy.ts";
import type { Subject } from "../domain/report.ts";
import type { Settings } from "../domain/settings.ts";
import type { TaskKind } from "../domain/task.ts";
import { planAsked } from "../plan/plan-asked.ts";
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
  const { asked } = dependencies;
  const scope = settings.all ? "every file that a rule matches" : "changed files";
  events.emit({ type: "phase", phase: "plan", detail: asked === undefined ? scope : `what ${asked.from} asks for` });
  const supported = new Set(opened.engines.flatMap((engine) => engine.kinds));
  const plan =
    asked === undefined
      ? await planChanges(settings, dependencies, { subject, effective, matcher, supported })
      : planAsked({
          asked,
          path: settings.paths[0] ?? "",
          policy,
          ...matcher,
          writable: writablePaths,
          supported,
          digest,
        });
  events.emit({ type: "planned", plan });
  return { subject, effective, matcher, plan, opened };
}

interface PlanScene extends Pick<Prepared, "subject" | "effective" | "matcher"> {
  readonly supported: ReadonlySet<TaskKind>;
}

/** A plan from what changed, or from every file. */
function planChanges(
  settings: Settings,
  { repository, digest }: RunDependencies,
  { subject, effective, matcher, supported }: PlanScene,
): Promise<Plan> {
  const { policy } = effective;
  return planTasks({
    ...(settings.all ? { files: repository.files(subject.head) } : { changes: repository.changes(subject) }),
    matcher,
    writable: writablePaths,
    policy,
    selection: { ...(settings.tasks && { tasks: settings.tasks }), paths: settings.paths },
    supported,
    peek: (blobs, limit) => repository.peekBlobs(blobs, limit),
    digest,
    subject,
  });
}
