import type { Evidence } from "../domain/evidence.ts";
import { doubtsOf } from "../domain/doubt.ts";
import { GATE_NAMES, GATE_SIGNS, type GateName, type GateResult } from "../domain/gate.ts";
import { GITHUB_LIMITS } from "../domain/github-limits.ts";
import type { Attempt, Outcome } from "../domain/outcome.ts";
import type { Matrix } from "../domain/matrix.ts";
import type { Plan, Skip, SkipReason } from "../domain/plan.ts";
import type { EndCounts, Publication } from "../domain/publication.ts";
import type { Report } from "../domain/report.ts";
import { flattenPublication, type SinglePublication } from "./flatten-publication.ts";
import { joinWithin, renderCode, renderCodeBlock, renderTable } from "./markdown.ts";
import { renderEvidence } from "./render-evidence.ts";
import { renderChoices } from "./render-choice.ts";
import { renderObjection } from "./render-gates.ts";
import { renderShards } from "./render-plan.ts";
import { countOutcomes } from "./render-text.ts";
import { toSpendingRows } from "./spending.ts";
import { toEdits } from "./to-report-json.ts";
import { renderCount, renderCounts, renderDuration, renderFigures, shorten } from "./words.ts";

const SKIP_EXAMPLES = 5;
/** Characters of a patch that waits: a check run has room for 65,535 in all. */
const MAX_WAITING_PATCH = 30_000;

function cell(results: readonly GateResult[], gate: GateName): string {
  const result = results.find((one) => one.gate === gate);
  if (result === undefined) return "";
  const figures = result.status === "passed" || result.status === "failed" ? renderFigures(result.figures) : "";
  return [GATE_SIGNS[result.status], renderDuration(result.durationMs), renderCode(figures)].filter(Boolean).join(" ");
}

function gatesOf(outcome: Outcome): readonly GateResult[] {
  return outcome.type === "accepted" ? outcome.gates : (outcome.attempts.at(-1)?.gates ?? []);
}

function editsOf(outcome: Outcome): string {
  if (outcome.type !== "accepted") return "";
  const edits = toEdits(outcome.candidate, outcome.patch);
  return edits
    .map(({ path, addedLines, removedLines }) => `${renderCode(path)} +${addedLines} −${removedLines}`)
    .join(", ");
}

function renderTasks(report: Report): string {
  if (report.outcomes.length === 0) return "Nothing was worked on.";
  const rows = [...report.outcomes.map(gatesOf), report.sum];
  const gates = GATE_NAMES.filter((gate) => rows.some((results) => results.some((one) => one.gate === gate)));
  const head = ["task", "target", "end", "edits", ...gates];
  const body = report.outcomes.map((outcome) => [
    outcome.task.kind,
    renderCode(outcome.task.target),
    outcome.attempts.length === 0 ? outcome.type : `${outcome.type}, attempt ${outcome.attempts.length}`,
    editsOf(outcome),
    ...gates.map((gate) => cell(gatesOf(outcome), gate)),
  ]);
  const sum =
    report.sum.length === 0 ? [] : [["all together", "", "", "", ...gates.map((gate) => cell(report.sum, gate))]];
  return `### Tasks\n\n${renderTable(head, [...body, ...sum])}`;
}

function renderAttempt(attempt: Attempt): readonly string[] {
  const head = `Attempt ${attempt.number} (${attempt.engine}): ${renderCode(attempt.reason ?? "")}`;
  const said = attempt.gates.flatMap(renderObjection);
  return [
    head,
    ...(said.length === 0 ? [] : [renderCodeBlock(said.join("\n"), "text")]),
    ...(attempt.patch === "" ? [] : [renderCodeBlock(attempt.patch, "diff")]),
  ];
}

function renderRejected(outcome: Outcome): readonly string[] {
  if (outcome.type !== "rejected") return [];
  const head = `### Rejected: ${outcome.task.kind} ${renderCode(outcome.task.target)}\n\n${renderCode(outcome.reason)}`;
  return [head, ...outcome.attempts.flatMap(renderAttempt)];
}

/** What the model cost: nothing where nobody asked it. */
function renderSpending(report: Report): readonly string[] {
  const rows = toSpendingRows(report).map(({ name, end, requests, inputTokens, outputTokens, usd }) => [
    renderCode(name),
    end,
    requests,
    inputTokens,
    outputTokens,
    usd,
  ]);
  if (rows.length === 0) return [];
  const { models = [] } = report.spending;
  const answered = models.length === 0 ? [] : [`Answered by ${models.map(renderCode).join(", ")}.`];
  return [
    `### Spending\n\n${renderTable(["", "end", "requests", "tokens in", "tokens out", "USD"], rows)}`,
    ...answered,
  ];
}

/** What the engine said that it would do for each accepted change. */
function renderPlans({ outcomes }: Report): readonly string[] {
  const rows = outcomes.flatMap((outcome) => {
    const plan = outcome.type === "accepted" ? outcome.candidate.plan : undefined;
    if (plan === undefined) return [];
    const { kind, target } = outcome.task;
    const steps = plan.steps.map(renderCode).join(", ");
    return [[kind, renderCode(target), steps, plan.risks.map(renderCode).join(", "), renderCode(plan.verify)]];
  });
  if (rows.length === 0) return [];
  return [`### What was planned\n\n${renderTable(["task", "target", "steps", "risks", "to be seen by"], rows)}`];
}

/** What is to be looked at in what was accepted. */
function renderDoubts({ outcomes }: Report): readonly string[] {
  const rows = outcomes.flatMap(doubtsOf).map(({ title, text, path, range }) => {
    return [renderCode(`${path}:${range?.line ?? 1}`), renderCode(title), renderCode(text)];
  });
  return rows.length === 0 ? [] : [`### To be looked at\n\n${renderTable(["place", "what", "why"], rows)}`];
}

function renderDeclined(outcomes: readonly Outcome[]): readonly string[] {
  const rows = outcomes.flatMap((outcome) =>
    outcome.type === "declined"
      ? [[outcome.task.kind, renderCode(outcome.task.target), renderCode(outcome.reason)]]
      : [],
  );
  return rows.length === 0 ? [] : [`### Declined\n\n${renderTable(["task", "target", "reason"], rows)}`];
}

function renderSkips(skips: readonly Skip[]): readonly string[] {
  if (skips.length === 0) return [];
  const groups = new Map<SkipReason, Skip[]>();
  for (const skip of skips) groups.set(skip.reason, [...(groups.get(skip.reason) ?? []), skip]);
  const rows = [...groups].map(([reason, group]) => {
    const paths = group.flatMap(({ path }) => (path === undefined ? [] : [renderCode(path)]));
    const more = paths.length > SKIP_EXAMPLES ? ` and ${paths.length - SKIP_EXAMPLES} more` : "";
    return [
      reason,
      String(group.length),
      paths.slice(0, SKIP_EXAMPLES).join(", ") + more,
      renderCode(group[0]?.detail ?? ""),
    ];
  });
  return [`### Skipped\n\n${renderTable(["reason", "count", "examples", "why"], rows)}`];
}

function renderBaseline({ baseline }: Report): readonly string[] {
  if (baseline.length === 0) return [];
  const rows = baseline.map(({ gate, status, durationMs, figures, reason }) => [
    gate,
    status,
    renderDuration(durationMs),
    renderCode(renderFigures(figures)),
    renderCode(reason ?? ""),
  ]);
  return [`### Baseline\n\n${renderTable(["gate", "status", "time", "figures", "reason"], rows)}`];
}

function renderPublication(publication: SinglePublication): string {
  switch (publication.type) {
    case "none":
      return `Nothing was published: ${renderCode(publication.reason)}`;
    case "patch":
      return `${renderCount(publication.files.length, "file")} in ${renderCode(publication.directory)}`;
    case "worktree":
      return `Written into the working tree: ${publication.paths.map(renderCode).join(", ")}`;
    case "commit": {
      const rows = publication.commits.map(({ id, subject }) => `- ${renderCode(shorten(id))} ${renderCode(subject)}`);
      return [
        `${renderCount(publication.commits.length, "commit")} on ${renderCode(publication.branch)}`,
        ...rows,
      ].join("\n");
    }
    case "pull-request":
      return `Pull request #${publication.number} ${publication.end} from ${renderCode(publication.branch)}`;
    case "suggestions": {
      const { added, updated, unchanged, pullRequest, omitted } = publication;
      const rest = omitted.length === 0 ? "" : `; outside of its lines: ${omitted.map(renderCode).join(", ")}`;
      return `Suggestions on #${pullRequest}: ${added} added, ${updated} updated, ${unchanged} unchanged${rest}`;
    }
    case "waiting":
      return renderWaiting(publication);
    case "refused":
      return `**Refused** (${publication.mode}): ${renderCode(publication.reason)} ${renderCode(publication.remedy)}`;
  }
}

/** In order of importance: what does not fit is cut, the last ones first where they are of a size. */
function renderSections(report: Report): readonly string[] {
  const { source, sha256 } = report.policy;
  const counts = renderCounts({ ...countOutcomes(report.outcomes), skipped: report.plan.skips.length });
  const policy = source === "none" ? "no policy file" : `policy \`${shorten(sha256)}\` (${source})`;
  return [
    `## Assay: ${report.conclusion}`,
    `${counts} in ${renderDuration(report.durationMs)} · ${policy} · engine ${report.engine} · isolation ${report.isolation}`,
    renderTasks(report),
    `### Publication\n\n${flattenPublication(report.publication).map(renderPublication).join("\n\n")}`,
    ...(report.notes.length === 0
      ? []
      : [`### Notes\n\n${report.notes.map((note) => `- ${renderCode(note)}`).join("\n")}`]),
    ...renderChoices(report),
    ...renderDoubts(report),
    ...renderSpending(report),
    ...renderPlans(report),
    ...renderDeclined(report.outcomes),
    ...renderSkips(report.plan.skips),
    ...renderBaseline(report),
    ...report.outcomes.flatMap(renderRejected),
  ];
}

const note = (omitted: number): string =>
  `_${renderCount(omitted, "section")} cut: GitHub shows no more than this. The report has everything._`;

/** The job summary of a run in GitHub's markdown, at most `limit` bytes. Foreign text stands in code only. */
export function renderSummary(report: Report, limit: number = GITHUB_LIMITS.stepSummaryBytes): string {
  return joinWithin(renderSections(report), limit, note);
}

/** What waits, and what the yes would be to. */
function renderWaiting(waiting: Extract<SinglePublication, { readonly type: "waiting" }>): string {
  const { approval, reason, remedy, patch = "" } = waiting;
  const said = `**Waits for approval** (${approval}): ${renderCode(reason)} ${renderCode(remedy)}`;
  if (patch === "") return said;
  const shown = patch.slice(0, MAX_WAITING_PATCH).toWellFormed();
  const cut = shown.length < patch.length ? "\n\n_The rest of the patch is cut; the patch files have all of it._" : "";
  return `${said}\n\n${renderCodeBlock(shown, "diff")}${cut}`;
}

/** The job summary of the phase `plan`. */
export function renderPlanSummary(
  { plan, matrix }: { readonly plan: Plan; readonly matrix: Matrix },
  limit: number = GITHUB_LIMITS.stepSummaryBytes,
): string {
  const waits = plan.tasks.some(({ approval }) => approval !== undefined);
  const rows = plan.tasks.map(({ kind, target, id, reason, approval }) => {
    return [kind, renderCode(target), id, renderCode(reason), ...(waits ? [approval ?? ""] : [])];
  });
  const head = ["task", "target", "id", "why", ...(waits ? ["waits for"] : [])];
  const tasks = rows.length === 0 ? "Nothing to do." : renderTable(head, rows);
  const shards = renderShards(matrix).map((line) => `- ${line}`);
  const jobs = shards.length === 0 ? [] : [`### Shards\n\n${shards.join("\n")}`];
  return joinWithin(
    [`## Assay: ${renderCount(plan.tasks.length, "task")} planned`, tasks, ...jobs, ...renderSkips(plan.skips)],
    limit,
    note,
  );
}

/** What the phases `publish` and `undo` came to; without counts and evidence where there are no bundles. */
interface Published {
  readonly publication: Publication;
  readonly counts?: EndCounts;
  readonly evidence?: Evidence;
}

/** The job summary of the phases `publish` and `undo`. */
export function renderPublicationSummary(
  { publication, counts, evidence }: Published,
  limit: number = GITHUB_LIMITS.stepSummaryBytes,
): string {
  const ended = counts === undefined ? [] : [renderCounts(counts)];
  const said = flattenPublication(publication).map(renderPublication);
  const shown = evidence === undefined ? [] : renderEvidence(evidence);
  return joinWithin(["## Assay: publication", ...ended, ...said, ...shown], limit, note);
}
