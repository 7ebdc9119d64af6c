import { decide } from "../check/decide.ts";
import type { Launches } from "../check/tool-runner.ts";
import type { Candidate } from "../domain/candidate.ts";
import { renderStop, toStopFault, type Fault } from "../domain/fault.ts";
import type { GateName, GateResult } from "../domain/gate.ts";
import type { Attempt, Outcome } from "../domain/outcome.ts";
import type { Proposal } from "../domain/proposal.ts";
import type { Spending } from "../domain/report.ts";
import type { Task } from "../domain/task.ts";
import type { Feedback, Verdict } from "../domain/verdict.ts";
import type { Clock, Engine, Events, FacedGate, ProposeRequest, Workspace } from "../ports.ts";
import { applyEdits } from "../propose/edits.ts";
import { keyOf, type Answered } from "./answered.ts";
import { createProof, type ProofSetting } from "./create-proof.ts";
import { toKeptPatch } from "./kept-patch.ts";

/** What a check is about. */
export interface CheckTerms {
  /** Absent: all gates. */
  readonly only?: GateName;
  /** What gates have answered for the candidate's very files in this attempt. */
  readonly known?: readonly GateResult[];
  /** What commands have answered on the candidate's very files in this attempt; those of this check are added. */
  readonly launches?: Launches;
  /** All tests are asked for at once; absent: those that reach the candidate's files. */
  readonly tests?: "whole";
}

/** What every attempt at every task shares. */
export interface AttemptSetting extends ProofSetting {
  /** Engines that can do a task, best first. */
  readonly enginesFor: (task: Task) => readonly Engine[];
  /** The gates that candidates for a task will face; absent: engines are not told. */
  readonly gatesFor?: (task: Task) => readonly FacedGate[];
  /** The gates on the candidate that is applied in the workspace. */
  readonly check: (
    candidate: Candidate,
    workspace: Workspace,
    signal: AbortSignal,
    terms?: CheckTerms,
  ) => Promise<readonly GateResult[]>;
  readonly events: Events;
  readonly clock: Clock;
}

type CheckOne = NonNullable<ProposeRequest["check"]>;

/** How one attempt ended, before anything is decided about the next. */
type Step =
  | { readonly type: "declined"; readonly reason: string }
  | {
      readonly type: "stopped";
      readonly reason: string;
      readonly feedback?: Feedback;
      readonly attempt: Attempt;
      readonly fault?: Fault;
    }
  | { readonly type: "accepted"; readonly candidate: Candidate; readonly attempt: Attempt };

/** Proposes, applies, checks and decides until an attempt is accepted or nothing is left to try. */
export async function attemptTask(task: Task, workspace: Workspace, setting: AttemptSetting): Promise<Outcome> {
  const attempts: Attempt[] = [];
  const reasons: string[] = [];
  const faults: Fault[] = [];
  for (const engine of setting.enginesFor(task)) {
    const outcome = await attemptWith(engine, { task, workspace, setting, attempts, reasons, faults });
    if (outcome !== undefined) return outcome;
  }
  const reason = reasons.at(-1) ?? `no engine can do ${task.kind}`;
  // Whatever engines and gates say of work that was cut off, they say because of that.
  const fault = setting.signal.aborted ? toStopFault(setting.signal) : faults[0];
  const end = { task, attempts, ...(fault && { fault }) };
  if (attempts.length > 0) return { type: "rejected", reason: attempts.at(-1)?.reason ?? reason, ...end };
  return { type: "declined", engine: setting.enginesFor(task).at(-1)?.name ?? "embedded", reason, ...end };
}

interface Progress {
  readonly task: Task;
  readonly workspace: Workspace;
  readonly setting: AttemptSetting;
  readonly attempts: Attempt[];
  readonly reasons: string[];
  /** What kept engines and gates from having their say. */
  readonly faults: Fault[];
}

/** Why nothing more is asked, in words; undefined while the run goes on. */
function stopOf(signal: AbortSignal): string | undefined {
  return signal.aborted ? renderStop(toStopFault(signal)) : undefined;
}

/** All attempts of one engine; undefined where it has nothing more to offer. */
async function attemptWith(engine: Engine, progress: Progress): Promise<Outcome | undefined> {
  const { task, setting, attempts, reasons, faults } = progress;
  let feedback: Feedback | undefined;
  for (let number = 1; number <= setting.policy.limits.attempts; number += 1) {
    const stop = stopOf(setting.signal);
    if (stop !== undefined) {
      reasons.push(stop);
      return undefined;
    }
    setting.events.emit({ type: "task-started", task, attempt: number });
    const step = await attemptOnce(engine, { ...progress, number, ...(feedback && { feedback }) });
    if (step.type === "declined") {
      // Cut off, an engine says what it has not found, which is no word on the file.
      reasons.push(stopOf(setting.signal) ?? step.reason);
      return undefined;
    }
    attempts.push(step.attempt);
    if (step.type === "accepted") {
      const { candidate, attempt } = step;
      return { type: "accepted", task, candidate, patch: attempt.patch, gates: attempt.gates, attempts };
    }
    reasons.push(step.reason);
    if (step.fault !== undefined) faults.push(step.fault);
    if (step.feedback === undefined) return undefined;
    feedback = step.feedback;
  }
  return undefined;
}

interface OneAttempt extends Progress {
  readonly number: number;
  readonly feedback?: Feedback;
}

async function attemptOnce(engine: Engine, one: OneAttempt): Promise<Step> {
  const { task, workspace, setting, number, feedback } = one;
  const started = setting.clock.monotonic();
  const answered: Answered[] = [];
  // What an engine spends on a task before its first attempt, it spends for that attempt.
  const before = number === 1 ? undefined : engine.spending?.(task.id);
  const formatted = setting.baseline.isFormatted?.(task.target);
  await workspace.reset();
  const proposal = await engine.propose({
    task,
    attempt: number,
    ...(feedback && { feedback }),
    policy: setting.policy,
    diagnostics: setting.baseline.diagnosticsOf(task.target),
    ...(formatted !== undefined && { formatted }),
    workspace,
    signal: setting.signal,
    ...(setting.failing && task.kind === "fix" && { failing: setting.failing }),
    ...(setting.gatesFor && { gates: setting.gatesFor(task) }),
    check: createCheck(engine, one, answered),
    ...createProof(one, (answer) => void answered.push(answer)),
  });
  await workspace.reset();
  const spending = spentSince(before, engine.spending?.(task.id));
  const attemptOf = (parts: Partial<Attempt>): Attempt => ({
    number,
    engine: engine.name,
    durationMs: setting.clock.monotonic() - started,
    patch: "",
    gates: [],
    ...(spending && { spending }),
    ...parts,
  });
  const applied = await applyProposal(proposal, engine, one);
  if (applied.type === "declined") return applied;
  if (applied.type === "unusable") {
    const { reason, retry, fault } = applied;
    const attempt = attemptOf({ reason });
    return {
      type: "stopped",
      reason,
      attempt,
      ...(fault && { fault }),
      ...(retry && { feedback: { from: "proposal", message: reason, diagnostics: [] } }),
    };
  }
  const { candidate } = applied;
  const patch = await workspace.patch();
  const terms = toTerms(candidate, answered, setting);
  const gates = await setting.check(candidate, workspace, setting.signal, terms);
  return toStep(decide(gates, number, setting.policy.limits.attempts), candidate, (reason) =>
    reason === undefined
      ? attemptOf({ candidate, patch, gates })
      : attemptOf({ candidate, patch: toKeptPatch(patch, gates), gates, reason }),
  );
}

/** What was answered on a candidate's very files before it was handed in. */
function toTerms({ files }: Candidate, answered: readonly Answered[], { isAlone }: AttemptSetting): CheckTerms {
  const key = keyOf(files);
  const same = answered.filter((answer) => answer.files === key);
  const known = same.flatMap(({ result }) => result ?? []);
  const launches: Launches = new Map(same.flatMap((answer) => [...answer.launches]));
  // What the check has proved will hardly be refused: then one run of all tests serves the candidate and the sum.
  const isWhole = isAlone === true && same.some(({ result }) => result === undefined);
  return { known, launches, ...(isWhole && { tests: "whole" }) };
}

/** Lets an engine ask one gate about edits that it has not handed in. The workspace is clean before and after. */
function createCheck(engine: Engine, { task, workspace, setting, number }: OneAttempt, answered: Answered[]): CheckOne {
  return async (gate, files) => {
    await workspace.reset();
    const problems = await workspace.apply(files);
    const candidate = { task, attempt: number, engine: engine.name, rationale: "", files };
    const launches: Launches = new Map();
    const results =
      problems.length > 0 ? [] : await setting.check(candidate, workspace, setting.signal, { only: gate, launches });
    await workspace.reset();
    const [result] = results;
    if (result === undefined) return undefined;
    const isPassed = result.status === "passed";
    const none: Launches = new Map();
    answered.push({ files: keyOf(files), result, launches: isPassed ? launches : none });
    return result;
  };
}

function spentSince(before: Spending | undefined, after: Spending | undefined): Spending | undefined {
  if (before === undefined || after === undefined) return after;
  return {
    requests: after.requests - before.requests,
    inputTokens: after.inputTokens - before.inputTokens,
    outputTokens: after.outputTokens - before.outputTokens,
    usd: after.usd - before.usd,
    ...(after.models && { models: after.models }),
  };
}

function toStep(verdict: Verdict, candidate: Candidate, attemptOf: (reason?: string) => Attempt): Step {
  switch (verdict.type) {
    case "accept":
      return { type: "accepted", candidate, attempt: attemptOf() };
    case "retry": {
      const { feedback } = verdict;
      return { type: "stopped", reason: feedback.message, feedback, attempt: attemptOf(feedback.message) };
    }
    case "reject": {
      const { reason, because } = verdict;
      return { type: "stopped", reason, attempt: attemptOf(reason), ...(because && { fault: "gate" }) };
    }
  }
}

type Applied =
  | { readonly type: "declined"; readonly reason: string }
  | { readonly type: "unusable"; readonly reason: string; readonly retry: boolean; readonly fault?: Fault }
  | { readonly type: "candidate"; readonly candidate: Candidate };

/** Turns a proposal into a candidate that lies in the workspace. */
async function applyProposal(proposal: Proposal, engine: Engine, one: OneAttempt): Promise<Applied> {
  const { task, workspace, number } = one;
  if (proposal.type === "declined") return proposal;
  if (proposal.type === "failed") {
    const { reason, cause } = proposal;
    return { type: "unusable", reason, retry: false, ...(cause === "passing" && { fault: "engine" }) };
  }
  if (proposal.type === "malformed") return { type: "unusable", reason: proposal.reason, retry: true };
  const result = await applyEdits(proposal.edits, (path) => workspace.read(path));
  if (result.type === "conflict") return { type: "unusable", reason: result.reason, retry: true };
  if (result.files.length === 0) return { type: "declined", reason: "the proposal changes nothing" };
  const problems = await workspace.apply(result.files);
  if (problems.length > 0) {
    const reason = problems.map((problem) => `${problem.path}: ${problem.message}`).join("; ");
    return { type: "unusable", reason, retry: true };
  }
  const { rationale, confidence, choice, plan, suspicions } = proposal;
  return {
    type: "candidate",
    candidate: {
      task,
      attempt: number,
      engine: engine.name,
      rationale,
      ...(confidence && { confidence }),
      ...(choice && { choice }),
      ...(suspicions && { suspicions }),
      ...(plan && { plan }),
      files: result.files,
    },
  };
}
