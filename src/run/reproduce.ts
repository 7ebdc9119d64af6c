import type { LogProblem } from "../domain/ci-failure.ts";
import type { Plan } from "../domain/plan.ts";
import type { Subject } from "../domain/report.ts";
import type { Task } from "../domain/task.ts";
import type { Settings } from "../domain/settings.ts";
import { planFailures, startedByScript } from "../plan/failures.ts";
import { toPathTest } from "../policy/path-test.ts";
import { isTestPath, regressionTestPaths } from "../policy/writable.ts";
import type { FailingCheck, Repository, Workspace } from "../ports.ts";
import { importedPaths } from "../propose/model/imported-paths.ts";
import { toRepoPath } from "../domain/repo-path.ts";
import type { RunDependencies } from "./dependencies.ts";
import { findLastGreen } from "./last-green.ts";
import { listFiles } from "./list-files.ts";
import { observeRed, type Observation } from "./observe-red.ts";
import type { Prepared } from "./prepare.ts";
import { withApprovals } from "./waiting-tasks.ts";
import type { Workspaces } from "./workspaces.ts";

/** What came of running the failing command on the untouched tree. */
export type Reproduction =
  /** It was red every time; the plan's fixes come from the failure. */
  | { readonly type: "red"; readonly prepared: Prepared }
  /** There is nothing to work on: why, for the report. */
  | { readonly type: "halted"; readonly reason: string };

/**
 * Runs the command that is said to fail on the untouched tree and, where it is red, plans fixes from what failed, in the
 * place of those from the diff.
 */
export async function reproduce(
  command: string,
  scene: {
    readonly prepared: Prepared;
    readonly settings: Settings;
    readonly workspaces: Workspaces;
    readonly dependencies: RunDependencies;
    readonly watch: (workspace: Workspace) => Workspace;
    /** Places that the log of CI names: their files are looked at first. */
    readonly problems: readonly LogProblem[];
  },
): Promise<Reproduction> {
  const { prepared, dependencies } = scene;
  dependencies.events.emit({ type: "phase", phase: "reproduce", detail: `\`${command}\` on the untouched tree` });
  const workspace = await scene.workspaces.take();
  const others = dependencies.lanes > 1 ? [await scene.workspaces.take()] : [];
  const { policy } = prepared.effective;
  const observed = await observeRed(command, {
    workspaces: [workspace, ...others],
    commandSeconds: policy.limits.commandSeconds,
    signal: dependencies.signal,
    policy,
  });
  for (const one of [workspace, ...others]) scene.workspaces.giveBack(one);
  if (observed.type === "halted") return observed;
  const planned = await planFrom(command, observed, scene);
  return { type: "red", prepared: { ...planned, reproduced: observed.run } };
}

const EXCERPT = 4_000;

async function planFrom(
  command: string,
  { output, run: { held } }: Extract<Observation, { type: "red" }>,
  scene: {
    readonly prepared: Prepared;
    readonly settings: Settings;
    readonly dependencies: RunDependencies;
    readonly watch: (workspace: Workspace) => Workspace;
    /** Places that the log of CI names: their files are looked at first. */
    readonly problems: readonly LogProblem[];
  },
): Promise<Prepared> {
  const { prepared, settings, dependencies } = scene;
  const { repository, digest, events } = dependencies;
  const { subject, matcher } = prepared;
  const known = await listFiles(repository, subject.head);
  const selected = settings.paths.map((glob) => toPathTest(glob));
  const found = await planFailures({
    output,
    first: [...held, ...scene.problems.map(({ path }) => path)],
    known,
    importsOf: async (path) => {
      const checked = toRepoPath(path);
      const text = await repository.readText(subject.head, path);
      if (!checked.ok || text === undefined) return [];
      return [...importedPaths(checked.path, text, known), ...startedByScript(path, text, known)];
    },
    changed: await listChanged(repository, subject),
    isTest: isTestPath,
    ruleOf: (path) => matcher.ruleOf(path),
    protectedBy: (path) => matcher.protectedBy(path),
    isSelected: (path) => selected.length === 0 || selected.some((test) => test(path)),
    digest,
    command,
  });
  const others = prepared.plan.tasks.filter(({ kind }) => kind !== "fix");
  const isAsked = (settings.tasks ?? prepared.effective.policy.tasks).includes("tests") && found.named === undefined;
  const tasks = isAsked ? found.tasks.map((task) => withNewTest(task, prepared, known)) : found.tasks;
  const whole: Plan = { tasks: [...tasks, ...others], skips: [...prepared.plan.skips, ...found.skips] };
  const plan = withApprovals(whole, { ...prepared, settings });
  events.emit({ type: "planned", plan });
  const paths = tasks.flatMap(({ writable }) => writable);
  const earlier =
    paths.length === 0 || found.named !== undefined ? undefined : await findLastGreen(command, paths, scene);
  const failure: FailingCheck = {
    command,
    output: toExcerpt(output),
    tests: found.tests,
    ...(found.named && { named: found.named }),
    ...(held.length > 0 && { held }),
    ...(earlier && { earlier }),
  };
  return { ...prepared, plan, failure };
}

/** The task with a test of the case among what it may write, where its rule wants tests. */
function withNewTest(task: Task, { effective }: Prepared, known: ReadonlySet<string>): Task {
  const rule = effective.policy.rules[task.rule];
  const path = rule && regressionTestPaths(rule, task.target).find((one) => !known.has(one));
  return path === undefined ? task : { ...task, writable: [...task.writable, path] };
}

/** Head and tail of what a check printed, for who has to read it. */
function toExcerpt(output: string): string {
  const cut = output.length - 2 * EXCERPT;
  return cut <= 0 ? output : `${output.slice(0, EXCERPT)}\n[… ${cut} characters cut …]\n${output.slice(-EXCERPT)}`;
}

async function listChanged(repository: Repository, subject: Subject): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for await (const { path } of repository.changes(subject)) if (path.utf8) found.add(path.text);
  return found;
}
