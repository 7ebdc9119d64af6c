import type { Plan } from "../domain/plan.ts";
import type { EffectivePolicy } from "../domain/policy.ts";
import type { RepoPath } from "../domain/repo-path.ts";
import type { Subject } from "../domain/report.ts";
import type { RunState } from "../domain/run-state.ts";
import type { Settings } from "../domain/settings.ts";
import type { TaskKind } from "../domain/task.ts";
import { planAsked } from "../plan/plan-asked.ts";
import { planTasks, type PlanInput } from "../plan/plan-tasks.ts";
import { createMatcher, type Matcher } from "../policy/match.ts";
import { openEngines, type OpenedEngines } from "./engines.ts";
import { capPlan, isCounted, readDepth, toDay } from "./guards.ts";
import { loadPolicy } from "./load-policy.ts";
import { toSubjectRequest } from "./subject-request.ts";
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
  /** Why nothing may be worked on, though there is something to look at. */
  readonly halted?: string;
}

/** What was measured before the plan, for a run over hotspots. */
export interface Measured {
  /** Share of a file's lines that no test runs; undefined where that is not known. */
  readonly missing: (path: RepoPath) => number | undefined;
}

/** Reads settings, policy and changes into a plan. Executes nothing, writes nothing. */
export async function prepare(
  settings: Settings,
  dependencies: RunDependencies,
  measured?: Measured,
): Promise<Prepared> {
  const { repository, events } = dependencies;
  const subject = await repository.subject(toSubjectRequest(settings));
  const effective = await loadPolicy(repository, settings, subject, dependencies.digest);
  const { policy } = effective;
  const matcher = createMatcher(policy, settings.policy);
  const opened = await openEngines({ settings, policy, subject }, dependencies);
  const known = { subject, effective, matcher, opened };
  const halted = await readHalt(settings, known, dependencies);
  if (halted !== undefined) return { ...known, plan: { tasks: [], skips: [] }, halted };
  const { asked } = dependencies;
  const detail = asked === undefined ? toDetail(settings) : `what ${asked.from} asks for`;
  events.emit({ type: "phase", phase: "plan", detail });
  const counted = mayStart(settings) && isCounted(policy.caps);
  const memory =
    settings.hotspots || counted ? await (await import("./memory.ts")).readMemory(dependencies) : undefined;
  const supported = new Set(opened.engines.flatMap((engine) => engine.kinds));
  const whole =
    asked === undefined
      ? await planFiles(settings, dependencies, { ...known, supported, memory, measured })
      : planAsked({
          asked,
          path: settings.paths[0] ?? "",
          policy,
          ...matcher,
          writable: writablePaths,
          supported,
          digest: dependencies.digest,
        });
  const today = memory?.days[toDay(dependencies.clock.now())] ?? {};
  const plan = counted ? capPlan(whole, policy.caps, today) : whole;
  events.emit({ type: "planned", plan });
  return { ...known, plan };
}

interface PlanScene extends Pick<Prepared, "subject" | "effective" | "matcher"> {
  readonly supported: ReadonlySet<TaskKind>;
  readonly memory: RunState | undefined;
  readonly measured: Measured | undefined;
}

/** A plan from what changed, from every file, or from hotspots. */
async function planFiles(settings: Settings, dependencies: RunDependencies, scene: PlanScene): Promise<Plan> {
  const { subject, effective, matcher, supported } = scene;
  const { repository, digest } = dependencies;
  return planTasks({
    ...toSource({ settings, subject, dependencies }),
    matcher,
    writable: writablePaths,
    policy: effective.policy,
    selection: { ...(settings.tasks && { tasks: settings.tasks }), paths: settings.paths },
    ...(settings.hotspots && { choose: await toChooser({ ...scene, dependencies }) }),
    ...(settings.only && { only: new Set(settings.only) }),
    supported,
    peek: (blobs, limit) => repository.peekBlobs(blobs, limit),
    digest,
    subject,
  });
}

/** Whether the run is one that CI starts by itself: these are bounded. */
function mayStart({ ci, phase }: Settings): boolean {
  return ci && phase !== "publish";
}

function readHalt(
  settings: Settings,
  { subject, effective }: Pick<Prepared, "subject" | "effective">,
  dependencies: RunDependencies,
): Promise<string | undefined> {
  // Who asks for all files or for hotspots is not started by the commit.
  if (!mayStart(settings) || settings.all || settings.hotspots === true) return Promise.resolve(undefined);
  return readDepth(subject.head, effective.policy.caps, dependencies);
}

function toDetail({ hotspots, all }: Settings): string {
  if (hotspots === true) return "files by hotspot score";
  return all ? "every file that a rule matches" : "changed files";
}

/** Every file for a run over all of them, over hotspots, or over tasks that are named; else what changed. */
function toSource({
  settings,
  subject,
  dependencies,
}: {
  readonly settings: Settings;
  readonly subject: Subject;
  readonly dependencies: RunDependencies;
}): Pick<PlanInput, "files" | "changes"> {
  const { repository } = dependencies;
  const whole = settings.all || settings.hotspots === true;
  return whole ? { files: repository.files(subject.head) } : { changes: repository.changes(subject) };
}

/** What an earlier try was made under: another policy or version may fare better. */
export function toTerms({ sha256 }: EffectivePolicy, { digest, version }: RunDependencies): string {
  return digest(`${version}\n${sha256}`);
}

interface ChooserScene extends Pick<Prepared, "subject" | "effective"> {
  readonly dependencies: RunDependencies;
  readonly memory: RunState | undefined;
  readonly measured: Measured | undefined;
}

async function toChooser(scene: ChooserScene): Promise<NonNullable<PlanInput["choose"]>> {
  const { subject, effective, dependencies, memory, measured } = scene;
  const { chooseHotspots } = await import("./hotspots.ts");
  const terms = toTerms(effective, dependencies);
  return (files) =>
    chooseHotspots(files, { head: subject.head, policy: effective.policy, terms, memory, ...measured }, dependencies);
}
