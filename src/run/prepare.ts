import type { ReproducedRun } from "../check/baseline.ts";
import type { Plan } from "../domain/plan.ts";
import type { EffectivePolicy } from "../domain/policy.ts";
import type { RepoPath } from "../domain/repo-path.ts";
import type { Subject } from "../domain/report.ts";
import { EMPTY_STATE, type RunState, type TriedTask } from "../domain/run-state.ts";
import type { CapsPolicy } from "../domain/schedule-policy.ts";
import { readsBundles, type Settings } from "../domain/settings.ts";
import type { TaskKind } from "../domain/task.ts";
import { planAsked } from "../plan/plan-asked.ts";
import type { PlanInput } from "../plan/plan-input.ts";
import { planTasks } from "../plan/plan-tasks.ts";
import { tellMissing } from "../plan/to-shards.ts";
import { createMatcher, type Matcher } from "../policy/match.ts";
import { openEngines, type OpenedEngines } from "./engines.ts";
import { capPlan, isCounted, isShard, readDepth, readRoom, toDayCounts, type DayCounts } from "./guards.ts";
import { loadPolicy } from "./load-policy.ts";
import type { Memory } from "./memory.ts";
import { toSubjectRequest } from "./subject-request.ts";
import { withApprovals } from "./waiting-tasks.ts";
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
  /** What that check did on the untouched tree, which the baseline need not ask again. */
  readonly reproduced?: ReproducedRun;
  /** Why nothing may be worked on, though there is something to look at. */
  readonly halted?: string;
  /** What was found out about the pull requests of earlier runs, by task. */
  readonly ended?: RunState["tried"];
  /** What other runs have taken on today; absent where the day is not counted. */
  readonly day?: DayCounts;
}

/** What was measured before the plan, for a run over hotspots. */
export interface Measured {
  /** Share of a file's lines that no test runs; undefined where that is not known. */
  readonly missing: (path: RepoPath) => number | undefined;
}

const NOTHING_LEFT: Memory = { ok: true, state: EMPTY_STATE };

/** Reads settings, policy and changes into a plan. Executes nothing, writes nothing. */
export async function prepare(
  settings: Settings,
  dependencies: RunDependencies,
  measured?: Measured,
): Promise<Prepared> {
  const { repository, events } = dependencies;
  const subject = await repository.subject(toSubjectRequest(settings));
  const effective = await loadPolicy(repository, settings, subject, dependencies.digest);
  await tellOlderPolicy(settings, { subject, effective }, dependencies);
  const { policy } = effective;
  const matcher = createMatcher(policy, settings.policy);
  const opened = await openEngines({ settings, policy, subject }, dependencies);
  const known = { subject, effective, matcher, opened };
  const halted = await readHalt(settings, known, dependencies);
  if (halted !== undefined) return { ...known, plan: { tasks: [], skips: [] }, halted };
  const { asked } = dependencies;
  const detail = asked === undefined ? toDetail(settings) : `what ${asked.from} asks for`;
  events.emit({ type: "phase", phase: "plan", detail });
  const { memory, chooses, day } = await readPast(settings, policy.caps, dependencies);
  const full = settings.failing === undefined ? undefined : readFull(policy.caps, day);
  if (full !== undefined) return { ...known, plan: { tasks: [], skips: [] }, halted: full };
  const ended = new Map<string, TriedTask>();
  const onEnded = (task: string, end: TriedTask): void => void ended.set(task, end);
  const supported = new Set(opened.engines.flatMap((engine) => engine.kinds));
  const whole =
    asked === undefined
      ? await planFiles(settings, dependencies, { ...known, supported, chooses, memory, measured, onEnded })
      : planAsked({
          asked,
          path: settings.paths[0] ?? "",
          policy,
          ...matcher,
          writable: writablePaths,
          supported,
          digest: dependencies.digest,
        });
  // What is planned from a red check is capped once it is known.
  const capped = day === undefined || settings.failing !== undefined ? whole : capPlan(whole, policy.caps, day);
  const plan = withApprovals(tellMissing(capped, settings.only), { effective, matcher, settings });
  events.emit({ type: "planned", plan });
  return { ...known, plan, ended: Object.fromEntries(ended), ...(day && { day }) };
}

interface PlanScene extends Pick<Prepared, "subject" | "effective" | "matcher" | "opened"> {
  readonly supported: ReadonlySet<TaskKind>;
  /** Files are chosen by hotspot score, now. */
  readonly chooses: boolean;
  readonly memory: Memory;
  readonly measured: Measured | undefined;
  readonly onEnded: (task: string, end: TriedTask) => void;
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
    ...(scene.chooses && { choose: await toChooser({ ...scene, dependencies }) }),
    ...(settings.only && { only: new Set(settings.only) }),
    ...(await toMoves(scene, dependencies)),
    ...(await toPassedOn(scene, dependencies)),
    supported,
    peek: (blobs, limit) => repository.peekBlobs(blobs, limit),
    digest,
    subject,
  });
}

async function toPassedOn(
  { subject, effective: { policy } }: PlanScene,
  { repository }: RunDependencies,
): Promise<Pick<PlanInput, "passedOn">> {
  if ((policy.docs?.pages ?? []).length === 0) return {};
  const { readPassedOn } = await import("./passed-on.ts");
  return { passedOn: await readPassedOn(policy, subject, repository) };
}

/** Packages that move are the embedded engine's. */
async function toMoves(
  { subject, effective: { policy }, matcher, opened }: PlanScene,
  { repository }: RunDependencies,
): Promise<Pick<PlanInput, "moves">> {
  if (policy.refactor?.modules !== "import" || !opened.engines.some(({ name }) => name === "embedded")) return {};
  const { readPackageMoves } = await import("./package-moves.ts");
  return { moves: await readPackageMoves({ subject, policy, matcher }, repository) };
}

/** A run over files compares nothing, so nobody thinks of a base; but the policy comes from there. */
async function tellOlderPolicy(
  { all, hotspots, base, policy }: Settings,
  { subject, effective }: Pick<Prepared, "subject" | "effective">,
  { repository, digest, events }: RunDependencies,
): Promise<void> {
  const isOverFiles = all || hotspots === true;
  if (!isOverFiles || base !== undefined || subject.base === subject.head || effective.source !== "base-commit") return;
  const now = await repository.readText(subject.head, policy);
  if (digest(now ?? "") === effective.sha256) return;
  const message = `The policy counts as it is in ${subject.base.slice(0, 7)}, the base commit, and not as head has it; name another base with base (--base)`;
  events.emit({ type: "note", message });
}

/** What earlier runs have left, as far as it matters for this one. */
interface Past {
  readonly memory: Memory;
  /** Files are chosen by hotspot score, now. */
  readonly chooses: boolean;
  readonly day?: DayCounts;
}

async function readPast(
  settings: Settings,
  caps: CapsPolicy | undefined,
  dependencies: RunDependencies,
): Promise<Past> {
  const counted = settings.ci && !isShard(settings) && isCounted(caps);
  const chooses = settings.hotspots === true && !isShard(settings) && !readsBundles(settings);
  if (!chooses && !counted) return { memory: NOTHING_LEFT, chooses };
  const { readMemory } = await import("./memory.ts");
  const memory = await readMemory(dependencies);
  return { memory, chooses, ...(counted && { day: toDayCounts(memory, dependencies.clock.now()) }) };
}

/** Why the day has no room for one more task; undefined where it has. */
function readFull(caps: CapsPolicy | undefined, day: DayCounts | undefined): string | undefined {
  if (caps === undefined || day === undefined) return undefined;
  const { tasks, detail } = readRoom(caps, day);
  return tasks === 0 ? detail : undefined;
}

/**
 * Whether the run is one that CI starts by itself: these are bounded. What is split into jobs was bounded by its plan; a
 * repair has none, so the job that may write looks for itself.
 */
function mayStart({ ci, phase, failedRun }: Settings): boolean {
  return ci && (!readsBundles({ phase }) || failedRun === true);
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

/** What a try is made under: another policy, version, engine or model may fare better. */
export function toTerms(
  { effective, opened }: Pick<Prepared, "effective" | "opened">,
  { digest, version }: Pick<RunDependencies, "digest" | "version">,
): string {
  const engines = opened.engines.map(({ name, kinds }) => `${name}: ${kinds.join(" ")}`).sort();
  const asks = opened.engines.some(({ name }) => name === "model");
  return digest(JSON.stringify([version, effective.sha256, engines, asks ? effective.policy.model : null]));
}

interface ChooserScene extends Pick<Prepared, "subject" | "effective" | "opened"> {
  readonly dependencies: RunDependencies;
  readonly memory: Memory;
  readonly measured: Measured | undefined;
  readonly onEnded: (task: string, end: TriedTask) => void;
}

async function toChooser(scene: ChooserScene): Promise<NonNullable<PlanInput["choose"]>> {
  const { subject, effective, dependencies, memory, measured, onEnded } = scene;
  const { chooseHotspots } = await import("./hotspots.ts");
  const terms = toTerms(scene, dependencies);
  return (files) =>
    chooseHotspots(
      files,
      { head: subject.head, policy: effective.policy, terms, memory, onEnded, ...measured },
      dependencies,
    );
}
