import type { Candidate } from "../domain/candidate.ts";
import type { Attempt, Outcome } from "../domain/outcome.ts";
import type { Matrix } from "../domain/matrix.ts";
import type { Plan } from "../domain/plan.ts";
import type { EffectivePolicy } from "../domain/policy.ts";
import type { Choice, ProposedPlan } from "../domain/proposal.ts";
import type { Publication } from "../domain/publication.ts";
import type { BaselineRecord, Report, Spending, Subject } from "../domain/report.ts";
import type { Task } from "../domain/task.ts";
import { flattenPublication, type SinglePublication } from "./flatten-publication.ts";
import { toDiffstat } from "./diffstat.ts";
import type { PlanJson, ReportJson } from "./schema.ts";
import { capHead, round, toCommands, toDiagnostics, toFigures, toGate } from "./to-gate-json.ts";

/** Characters kept of one patch. */
const MAX_PATCH = 262_144;

type AcceptedJson = Extract<ReportJson["outcomes"][number], { type: "accepted" }>;
type EditJson = AcceptedJson["edits"][number];
type AttemptJson = ReportJson["outcomes"][number]["attempts"][number];

function toTask({ id, kind, target, writable, reason, rule, approval }: Task): ReportJson["plan"]["tasks"][number] {
  return { id, kind, target, writable: [...writable], reason, rule, ...(approval && { approval }) };
}

function toPlan(plan: Plan): ReportJson["plan"] {
  return {
    tasks: plan.tasks.map(toTask),
    skips: plan.skips.map(({ path, kind, reason, detail }) => ({
      ...(path !== undefined && { path }),
      ...(kind && { kind }),
      reason,
      detail,
    })),
  };
}

/** What a candidate changes, file by file; the lines are those of its patch. */
export function toEdits(candidate: Candidate, patch: string): EditJson[] {
  const stats = new Map(toDiffstat(patch).map((stat) => [stat.path, stat]));
  return candidate.files.map(({ path, before, after }) => ({
    path,
    status: before === undefined ? "added" : after === undefined ? "deleted" : "modified",
    addedLines: stats.get(path)?.addedLines ?? 0,
    removedLines: stats.get(path)?.removedLines ?? 0,
  }));
}

function toProposedPlan(plan: ProposedPlan): NonNullable<AttemptJson["proposedPlan"]> {
  return { steps: [...plan.steps], files: [...plan.files], risks: [...plan.risks], verify: plan.verify };
}

function toSpending({ models, ...counts }: Spending): ReportJson["spending"] {
  return { ...counts, ...(models && { models: [...models] }) };
}

function toAttempt(attempt: Attempt): AttemptJson {
  const { candidate } = attempt;
  return {
    number: attempt.number,
    engine: attempt.engine,
    durationMs: round(attempt.durationMs),
    ...(candidate && { rationale: candidate.rationale }),
    edits: candidate ? toEdits(candidate, attempt.patch) : [],
    patch: capHead(attempt.patch, MAX_PATCH),
    gates: attempt.gates.map(toGate),
    ...(attempt.reason !== undefined && { reason: attempt.reason }),
    ...(candidate?.plan && { proposedPlan: toProposedPlan(candidate.plan) }),
    ...(attempt.spending && { spending: toSpending(attempt.spending) }),
  };
}

function toChoice({ groups, alternatives }: Choice): NonNullable<AcceptedJson["choice"]> {
  return {
    groups,
    alternatives: alternatives.map((one) => ({ ...one, patch: capHead(one.patch, MAX_PATCH) })),
  };
}

function toOutcome(outcome: Outcome): ReportJson["outcomes"][number] {
  const task = toTask(outcome.task);
  const attempts = outcome.attempts.map(toAttempt);
  switch (outcome.type) {
    case "accepted":
      return {
        type: "accepted",
        task,
        engine: outcome.candidate.engine,
        attempt: outcome.candidate.attempt,
        rationale: outcome.candidate.rationale,
        ...(outcome.candidate.confidence && { confidence: outcome.candidate.confidence }),
        ...(outcome.candidate.choice && { choice: toChoice(outcome.candidate.choice) }),
        ...(outcome.candidate.suspicions && { suspicions: [...outcome.candidate.suspicions] }),
        edits: toEdits(outcome.candidate, outcome.patch),
        patch: capHead(outcome.patch, MAX_PATCH),
        gates: outcome.gates.map(toGate),
        attempts,
      };
    case "rejected":
      return {
        type: "rejected",
        task,
        reason: outcome.reason,
        attempts,
        ...(outcome.fault && { fault: outcome.fault }),
      };
    case "declined":
      return {
        type: "declined",
        task,
        engine: outcome.engine,
        reason: outcome.reason,
        attempts,
        ...(outcome.fault && { fault: outcome.fault }),
      };
  }
}

function toBaseline(record: BaselineRecord): ReportJson["baseline"][number] {
  return {
    gate: record.gate,
    status: record.status,
    durationMs: round(record.durationMs),
    figures: toFigures(record.figures),
    ...toDiagnostics(record.diagnostics),
    commands: toCommands(record.commands),
    ...(record.reason !== undefined && { reason: record.reason }),
  };
}

type SinglePublicationJson = Exclude<ReportJson["publication"], { type: "several" }>;

function toSinglePublication(publication: SinglePublication): SinglePublicationJson {
  switch (publication.type) {
    case "patch":
      return { type: "patch", directory: publication.directory, files: [...publication.files] };
    case "worktree":
      return { type: "worktree", paths: [...publication.paths] };
    case "commit":
      return {
        type: "commit",
        branch: publication.branch,
        commits: publication.commits.map(({ task, id, subject }) => ({ task, id, subject })),
      };
    case "pull-request":
      return { ...publication, commits: publication.commits.map(({ task, id, subject }) => ({ task, id, subject })) };
    case "suggestions":
      return { ...publication, omitted: [...publication.omitted] };
    case "waiting": {
      // The report has the patch of each task already.
      const { type, approval, reason, remedy } = publication;
      return { type, approval, reason, remedy };
    }
    case "none":
    case "refused":
      return publication;
  }
}

/** What became of the accepted edits, as plain JSON data. */
export function toPublicationJson(publication: Publication): ReportJson["publication"] {
  if (publication.type !== "several") return toSinglePublication(publication);
  return { type: "several", publications: flattenPublication(publication).map(toSinglePublication) };
}

function toSubject({ base, mergeBase, head, branch }: Subject): ReportJson["subject"] {
  return { base, mergeBase, head, ...(branch !== undefined && { branch }) };
}

/** The report as plain JSON data: keys in a fixed order, long texts cut with a mark, no file contents but the patches. */
export function toReportJson(report: Report): ReportJson {
  return {
    schema: "assay/report@1",
    tool: report.tool,
    startedAt: report.startedAt,
    durationMs: round(report.durationMs),
    commandMs: round(report.commandMs),
    subject: toSubject(report.subject),
    policy: { source: report.policy.source, sha256: report.policy.sha256 },
    engine: report.engine,
    isolation: report.isolation,
    conclusion: report.conclusion,
    plan: toPlan(report.plan),
    baseline: report.baseline.map(toBaseline),
    outcomes: report.outcomes.map(toOutcome),
    sum: report.sum.map(toGate),
    spending: toSpending(report.spending),
    publication: toPublicationJson(report.publication),
    notes: [...report.notes],
  };
}

/** What is known before anything was executed. */
export interface PlanDocument {
  readonly version: string;
  readonly subject: Subject;
  readonly policy: Pick<EffectivePolicy, "source" | "sha256">;
  readonly plan: Plan;
  /** The jobs that it is shared out to. */
  readonly matrix: Matrix;
}

/** The plan as plain JSON data. */
export function toPlanJson({ version, subject, policy, plan, matrix }: PlanDocument): PlanJson {
  return {
    schema: "assay/plan@1",
    tool: { name: "assay", version },
    subject: toSubject(subject),
    policy: { source: policy.source, sha256: policy.sha256 },
    plan: toPlan(plan),
    matrix: { include: matrix.include.map(({ shard, only }) => ({ shard, only })) },
  };
}

/**
 * The text of a JSON document: two blanks of indentation, one line end at the end. It may be printed into the log of a
 * job, where `##[` anywhere in a line begins a command: it is spelled by an escape, which reads as the same.
 */
export function renderJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replaceAll("##[", String.raw`#\u0023[`)}\n`;
}
