import type { Baseline } from "../check/baseline.ts";
import type { GateSubject, InstalledPackages } from "../check/gate.ts";
import { GATES } from "../check/gates/index.ts";
import { runGates } from "../check/run-gates.ts";
import type { Launch, Launches } from "../check/tool-runner.ts";
import type { Candidate } from "../domain/candidate.ts";
import type { FileChange } from "../domain/change.ts";
import { toStopFault, type Fault } from "../domain/fault.ts";
import { blocks, type GateResult } from "../domain/gate.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { Settings } from "../domain/settings.ts";
import type { Workspace } from "../ports.ts";
import { renderCount } from "../report/words.ts";
import type { CheckTerms } from "./attempt-task.ts";
import { checkSum, type AcceptedOutcome } from "./check-sum.ts";
import type { RunDependencies } from "./dependencies.ts";
import { toKeptPatch } from "./kept-patch.ts";
import type { LastAccepted } from "./last-accepted.ts";
import type { Prepared } from "./prepare.ts";
import { rulesOf } from "./task-rule.ts";

/** What gates are run with. */
interface GateScene {
  readonly prepared: Prepared;
  readonly settings: Settings;
  readonly dependencies: RunDependencies;
}

/** What accepted edits came to together. */
export interface Combined {
  readonly outcomes: readonly Outcome[];
  readonly sum: readonly GateResult[];
  /** Git tree of head with every accepted edit. */
  readonly tree: string;
}

/** What candidates are checked with. */
export interface CheckScene extends CheckTerms {
  readonly scene: GateScene;
  readonly baseline: Baseline;
  readonly installed: InstalledPackages;
  readonly signal: AbortSignal;
  readonly lastAccepted: LastAccepted;
}

/** The gates on accepted edits together; what does not hold together becomes a rejection. */
export async function combine(
  outcomes: readonly Outcome[],
  workspace: Workspace,
  check: CheckScene,
): Promise<Combined> {
  const accepted = outcomes.filter((outcome): outcome is AcceptedOutcome => outcome.type === "accepted");
  const { events } = check.scene.dependencies;
  if (accepted.length > 0) {
    events.emit({ type: "phase", phase: "sum", detail: `${renderCount(accepted.length, "accepted change")} together` });
  }
  const sum = await checkSum(accepted, workspace, (group, place) => {
    const files = group.flatMap((outcome) => outcome.candidate.files).sort(byPath);
    const launches = check.lastAccepted.recall({ root: place.root, files });
    const tasks = group.map((outcome) => outcome.task);
    return checkFiles({ scope: "sum", tasks, files }, place, { ...check, launches });
  });
  const dropped = new Map(sum.dropped.map((drop) => [drop.outcome.task.id, drop]));
  return {
    outcomes: outcomes.map((outcome) => {
      const drop = dropped.get(outcome.task.id);
      return drop === undefined ? outcome : toRejected(drop.outcome, drop.gates, check.signal);
    }),
    sum: sum.gates,
    tree: sum.tree,
  };
}

function toRejected(outcome: AcceptedOutcome, gates: readonly GateResult[], signal: AbortSignal): Outcome {
  const gate = gates.find(blocks);
  const end = gate?.status === "errored" ? `could not run: ${gate.reason}` : "fails";
  const reason = `passed alone, but together with the other accepted changes gate ${gate?.gate ?? "?"} ${end}`;
  const fault: Fault | undefined = signal.aborted
    ? toStopFault(signal)
    : gate?.status === "errored"
      ? "gate"
      : undefined;
  const { task, candidate, patch } = outcome;
  const last = outcome.attempts.at(-1);
  const failed = {
    number: (last?.number ?? 0) + 1,
    engine: candidate.engine,
    durationMs: 0,
    candidate,
    patch: toKeptPatch(patch, gates),
    gates,
    reason,
  };
  return { type: "rejected", task, reason, attempts: [...outcome.attempts, failed], ...(fault && { fault }) };
}

export function toSubject({ task, files, confidence }: Candidate, { tests }: CheckTerms = {}): GateSubject {
  return { scope: "candidate", tasks: [task], files, ...(confidence && { confidence }), ...(tests && { tests }) };
}

/** The gates, or the one that is asked for, on a candidate. */
export async function checkCandidate(
  subject: GateSubject,
  workspace: Workspace,
  check: CheckScene,
): Promise<readonly GateResult[]> {
  const launches: Launches = check.launches ?? new Map<string, Promise<Launch>>();
  const results = await checkFiles(subject, workspace, { ...check, launches });
  if (check.only !== undefined) return results;
  await check.lastAccepted.keep({ root: workspace.root, files: subject.files }, launches, results);
  return results;
}

function checkFiles(
  subject: GateSubject,
  workspace: Workspace,
  { scene, baseline, installed, signal, only, known, launches }: CheckScene,
): Promise<readonly GateResult[]> {
  const { prepared, dependencies, settings } = scene;
  const { policy } = prepared.effective;
  const rules = rulesOf(subject.tasks, policy);
  const [task] = subject.scope === "candidate" ? subject.tasks : [];
  return runGates(
    {
      subject,
      policy,
      rules,
      protectedBy: (path) => prepared.matcher.protectedBy(path),
      workspace,
      baseline,
      ...(settings.failing !== undefined && { failing: settings.failing }),
      environment: dependencies.environment,
      installed,
      clock: dependencies.clock,
      ...(known && { known }),
      ...(launches && { launches }),
      onResult: (result, from) => {
        const engine = from === "known" ? "answered" : only === undefined ? undefined : "asked";
        dependencies.events.emit({ type: "gate", ...(task && { task }), result, ...(engine && { engine }) });
      },
      signal,
    },
    only === undefined ? GATES : GATES.filter(({ name }) => name === only),
  );
}

function byPath(a: FileChange, b: FileChange): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
