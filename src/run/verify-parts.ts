import type { Baseline } from "../check/baseline.ts";
import { GATES } from "../check/gates/index.ts";
import { runGates } from "../check/run-gates.ts";
import type { BundleEntry, Manifest } from "../domain/bundle.ts";
import type { FileChange } from "../domain/change.ts";
import { ConfigError, renderProblem, type Problem } from "../domain/errors.ts";
import { blocks, type GateResult } from "../domain/gate.ts";
import type { EffectivePolicy, Rule } from "../domain/policy.ts";
import { toRepoPath, type RepoPath } from "../domain/repo-path.ts";
import type { Subject } from "../domain/report.ts";
import { readsBundles, repairsCi, type Settings } from "../domain/settings.ts";
import type { Task } from "../domain/task.ts";
import type { Matcher } from "../policy/match.ts";
import { isTestPath, regressionTestPaths, writablePaths } from "../policy/writable.ts";
import type { Workspace } from "../ports.ts";
import type { MergedBundle } from "../publish/merge-bundles.ts";
import type { OpenBundle } from "../publish/open-bundle.ts";
import type { DigestSource } from "../publish/origin-problems.ts";
import type { Purpose } from "../publish/repair-problems.ts";
import { verifyBundle } from "../publish/verify.ts";
import { isLess } from "./cautious-mode.ts";
import type { RunDependencies } from "./dependencies.ts";
import { movedTogether } from "./moved-together.ts";
import { inPart } from "./open-bundles.ts";
import { publishModeOf, ruleOfWork } from "./task-rule.ts";

/** A change as the policy would have it, with its files as its patch makes them. */
export interface VerifiedChange {
  readonly entry: BundleEntry;
  readonly task: Task;
  readonly files: readonly FileChange[];
}

interface Verified {
  readonly problems: readonly Problem[];
  readonly changes: readonly VerifiedChange[];
}

/** What is known without the bundles. */
export interface VerifyScene {
  readonly settings: Settings;
  readonly dependencies: RunDependencies;
  readonly subject: Subject;
  readonly effective: EffectivePolicy;
  readonly matcher: Matcher;
}

/**
 * Verifies each of several bundles from scratch: subject, policy, run, the tree that its patches make, and the static
 * gates once more. Executes nothing. Throws ConfigError with every reason not to go on.
 */
export async function verifyParts(
  { parts }: Pick<MergedBundle, "parts">,
  workspace: Workspace,
  scene: VerifyScene,
): Promise<readonly VerifiedChange[]> {
  const problems: Problem[] = [];
  const changes: VerifiedChange[] = [];
  for (const { name, bundle } of parts) {
    await workspace.reset();
    const verified = await verifyPart(bundle, workspace, scene);
    problems.push(...verified.problems.map((problem) => inPart(problem, name)));
    changes.push(...verified.changes);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return changes;
}

/**
 * Applies patches on top of each other; where one does not apply, says why. What a patch changes beside the paths that its
 * entry names is looked at by no gate, and asked of nobody: such a patch does not apply.
 */
export async function applyPatches(
  entries: readonly BundleEntry[],
  patches: ReadonlyMap<string, string>,
  workspace: Workspace,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const entry of entries) {
    for (const problem of await workspace.applyPatch(patches.get(entry.task) ?? "", entry.paths)) {
      const message = `does not apply: ${problem.path}: ${problem.message}`;
      problems.push({ place: entry.patch, message, remedy: "Make a new bundle with assay propose." });
    }
  }
  return problems;
}

async function verifyPart(bundle: OpenBundle, workspace: Workspace, scene: VerifyScene): Promise<Verified> {
  const { manifest, patches } = bundle;
  const { subject, effective, settings, dependencies } = scene;
  const applied = await applyPatches(manifest.entries, patches, workspace);
  if (applied.length > 0) return { problems: applied, changes: [] };
  const compared = verifyBundle(manifest, {
    version: dependencies.version,
    ...(dependencies.origin && { origin: dependencies.origin }),
    ...(settings.ci && { purpose: toPurpose(scene) }),
    digest: toDigestSource(settings),
    subject,
    policy: { path: settings.policy, sha256: effective.sha256 },
    tree: await workspace.tree(),
    requiredGates: (entry) => requiredGates(entry, scene),
    publishOf: (entry) => {
      const mode = publishModeOf(entry, scene);
      return isLess(entry.publish, mode) ? entry.publish : mode;
    },
  });
  return compared.length > 0 ? { problems: compared, changes: [] } : checkAgain(manifest, workspace, scene);
}

function toDigestSource(settings: Settings): DigestSource {
  if (!readsBundles(settings)) return "made-here";
  return settings.manifestSha256 === undefined ? "unstated" : "stated-by-job";
}

/** What the job is for: by its own inputs and event, whatever the bundle says. */
function toPurpose({ settings, dependencies: { failedRun } }: VerifyScene): Purpose {
  return repairsCi(settings) ? { type: "repair", ...(failedRun && { failedRun }) } : { type: "work" };
}

/** Required gates of the entry's rule that did not answer "skipped": each has to have passed. */
function requiredGates(entry: BundleEntry, scene: VerifyScene): readonly GateResult["gate"][] {
  const { policy } = scene.effective;
  const rule = ruleOfWork(entry, scene)?.rule;
  return entry.gates
    .filter(({ gate, status }) => {
      const level = rule?.gates[gate]?.level ?? policy.gates[gate].level;
      return level === "required" && status !== "skipped";
    })
    .map(({ gate }) => gate);
}

const NOT_RUN = { type: "absent", reason: "publishing executes nothing" } as const;

const EMPTY_BASELINE: Baseline = {
  records: [],
  lint: NOT_RUN,
  types: NOT_RUN,
  tests: NOT_RUN,
  coverage: NOT_RUN,
  diagnosticsOf: () => [],
  strays: new Set(),
};

/** The static gates once more, per entry, on what the patches really made. */
async function checkAgain(manifest: Manifest, workspace: Workspace, scene: VerifyScene): Promise<Verified> {
  const { dependencies, effective, matcher } = scene;
  const gates = GATES.filter(({ cost }) => cost === "static");
  const problems: Problem[] = [];
  const changes: VerifiedChange[] = [];
  for (const entry of manifest.entries) {
    const placed = await toTask(entry, scene);
    if (placed === undefined) {
      const message = `no rule of the policy allows ${entry.kind} of ${entry.target}`;
      problems.push({ place: entry.patch, message, remedy: "Make a new bundle with assay propose." });
      continue;
    }
    const files = await readFiles(entry, workspace, scene);
    changes.push({ entry, task: placed.task, files });
    const results = await runGates(
      {
        subject: { scope: "candidate", tasks: [placed.task], files },
        policy: effective.policy,
        rules: [placed.rule],
        protectedBy: (path) => matcher.protectedBy(path),
        workspace,
        baseline: EMPTY_BASELINE,
        environment: dependencies.environment,
        clock: dependencies.clock,
        signal: dependencies.signal,
      },
      gates,
    );
    problems.push(...results.filter(blocks).map((result) => toProblem(entry, result)));
  }
  return { problems, changes };
}

/** The task as the policy would have it, not as the bundle says; undefined where it would have none. */
async function toTask(
  entry: BundleEntry,
  scene: VerifyScene,
): Promise<{ readonly task: Task; readonly rule: Rule } | undefined> {
  const target = toRepoPath(entry.target);
  const found = ruleOfWork(entry, scene);
  if (!target.ok || !found?.rule.tasks.includes(entry.kind)) return undefined;
  const { task: id, kind } = entry;
  const { subject, matcher, effective, dependencies } = scene;
  const place = { path: target.path, rule: found.index };
  const { repository } = dependencies;
  const moved = await movedTogether(entry, place, { subject, matcher, repository, policy: effective.policy });
  const writable = [
    ...writablePaths(found.rule, kind, target.path),
    ...fixedBeside(entry, found, scene),
    ...moved.files,
  ];
  const task = { id, kind, target: target.path, writable, reason: "", rule: found.index };
  return { task: { ...task, ...(moved.manifest && { moves: moved.manifest }) }, rule: found.rule };
}

/**
 * A fix from a failing check may be in another file than its target, as long as the same rule wants fixes of that file,
 * too, and it is no test; and it may add a test of the case where the rule wants tests.
 */
function fixedBeside(
  { kind, paths }: BundleEntry,
  { rule, index }: { readonly rule: Rule; readonly index: number },
  { matcher }: VerifyScene,
): readonly RepoPath[] {
  if (kind !== "fix") return [];
  const fixed = paths.flatMap(toPaths).filter((path) => matcher.ruleOf(path)?.index === index && !isTestPath(path));
  return [...fixed, ...fixed.flatMap((path) => regressionTestPaths(rule, path))];
}

/** What a change makes of its files, as it lies in the workspace. */
async function readFiles(
  entry: BundleEntry,
  workspace: Workspace,
  { dependencies, subject }: VerifyScene,
): Promise<readonly FileChange[]> {
  const files: FileChange[] = [];
  for (const path of entry.paths.flatMap(toPaths)) {
    const before = await dependencies.repository.readText(subject.head, path);
    const after = await workspace.read(path);
    files.push({ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) });
  }
  return files;
}

function toPaths(raw: string): readonly RepoPath[] {
  const result = toRepoPath(raw);
  return result.ok ? [result.path] : [];
}

function toProblem(entry: BundleEntry, result: GateResult): Problem {
  const said =
    result.status === "failed"
      ? result.diagnostics.map(({ message }) => message).join("; ")
      : result.status === "errored"
        ? renderProblem({ place: result.gate, message: result.reason, remedy: result.remedy })
        : result.status;
  return {
    place: entry.patch,
    message: `gate ${result.gate} does not pass when it is run again: ${said}`,
    remedy: "Nothing of this bundle was published; make a new one with assay propose.",
  };
}
