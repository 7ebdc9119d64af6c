import type { Attempt, Outcome } from "../domain/outcome.ts";
import type { BaselineRecord, Report } from "../domain/report.ts";
import { flattenPublication, type SinglePublication } from "./flatten-publication.ts";
import { renderChoice } from "./render-choice.ts";
import { renderDiagnostics, renderGates } from "./render-gates.ts";
import { renderPlan } from "./render-plan.ts";
import { toSpendingRows, type SpendingRow } from "./spending.ts";
import type { Style } from "./style.ts";
import { toEdits } from "./to-report-json.ts";
import { inline, renderCount, renderCounts, renderDuration, renderFigures, renderRemedy, shorten } from "./words.ts";

function renderBaseline(record: BaselineRecord, style: Style): readonly string[] {
  const word = { green: style.good, red: style.bad, errored: style.bad, skipped: style.dim }[record.status];
  const figures = renderFigures(record.figures);
  const words = [
    `  ${record.gate.padEnd(8)} ${word(record.status.padEnd(7))} ${renderDuration(record.durationMs).padStart(7)}`,
    ...(figures === "" ? [] : [figures]),
    ...(record.reason === undefined ? [] : [inline(record.reason)]),
  ];
  return [words.join("  "), ...renderDiagnostics(record.diagnostics).map((line) => `      ${style.dim(line)}`)];
}

function renderAttempt(attempt: Attempt, style: Style): readonly string[] {
  const head = `attempt ${attempt.number}, ${attempt.engine}, ${renderDuration(attempt.durationMs)}`;
  const reason = attempt.reason === undefined ? "" : `: ${inline(attempt.reason)}`;
  return [`    ${style.dim(head)}${reason}`, ...renderGates(attempt.gates, style, "      ")];
}

function renderDiffstat(outcome: Extract<Outcome, { type: "accepted" }>, style: Style): readonly string[] {
  return toEdits(outcome.candidate, outcome.patch).map(
    ({ path, status, addedLines, removedLines }) =>
      `    ${inline(path)} ${style.good(`+${addedLines}`)} ${style.bad(`-${removedLines}`)}${status === "modified" ? "" : ` (${status})`}`,
  );
}

/** What the engine said that it would do, before it did it. */
function renderProposedPlan({ attempts }: Outcome, style: Style): readonly string[] {
  const plan = attempts.findLast(({ candidate }) => candidate?.plan !== undefined)?.candidate?.plan;
  if (plan === undefined) return [];
  const steps = plan.steps.map((step, index) => `      ${index + 1}. ${inline(step)}`);
  const risks = plan.risks.length === 0 ? [] : [`      risks: ${plan.risks.map(inline).join("; ")}`];
  const verify = plan.verify.trim() === "" ? [] : [`      to be seen by: ${inline(plan.verify)}`];
  return [`    ${style.dim("planned")}`, ...steps, ...risks, ...verify];
}

function renderOutcome(outcome: Outcome, style: Style): readonly string[] {
  const { id, kind, target } = outcome.task;
  const name = `${kind} ${inline(target)} ${style.dim(`(${id})`)}`;
  const attempts = outcome.attempts.flatMap((attempt) => renderAttempt(attempt, style));
  switch (outcome.type) {
    case "accepted":
      return [
        `  ${style.good("accepted")} ${name}: ${inline(outcome.candidate.rationale.replace(/\n\n/u, ": "))}`,
        ...renderDiffstat(outcome, style),
        ...renderChoice(outcome, style),
        ...renderProposedPlan(outcome, style),
        ...attempts,
      ];
    case "rejected":
      return [
        `  ${style.bad("rejected")} ${name}: ${inline(outcome.reason)}`,
        ...renderProposedPlan(outcome, style),
        ...attempts,
      ];
    case "declined":
      return [`  ${style.warn("declined")} ${name}: ${inline(outcome.reason)}`, ...attempts];
  }
}

/** One publication in a sentence. */
export function renderPublication(publication: SinglePublication): string {
  switch (publication.type) {
    case "none":
      return `nothing published: ${inline(publication.reason)}`;
    case "patch":
      return `${renderCount(publication.files.length, "file")} in ${inline(publication.directory)}`;
    case "worktree":
      return `written into the working tree: ${publication.paths.map(inline).join(", ")}`;
    case "commit": {
      const commits = publication.commits.map(({ id, subject }) => `\n  ${shorten(id)} ${inline(subject)}`).join("");
      return `${renderCount(publication.commits.length, "commit")} on ${inline(publication.branch)}${commits}`;
    }
    case "pull-request":
      return `pull request #${publication.number} ${publication.end}: ${inline(publication.url)}`;
    case "suggestions":
      return renderSuggestions(publication);
    case "waiting":
      return `waits for approval (${publication.approval}): ${renderRemedy(publication)}`;
    case "refused":
      return `refused (${publication.mode}): ${renderRemedy(publication)}`;
  }
}

function renderSuggestions(publication: Extract<SinglePublication, { type: "suggestions" }>): string {
  const { added, updated, unchanged, pullRequest, omitted } = publication;
  const rest = omitted.length === 0 ? "" : `; outside of its lines: ${omitted.map(inline).join(", ")}`;
  return `suggestions on #${pullRequest}: ${added} added, ${updated} updated, ${unchanged} unchanged${rest}`;
}

/** What the model cost, as a table: a line for each task that asked it, the sum, and what one accepted change costs. */
function renderSpending(report: Report, style: Style): readonly string[] {
  const rows = toSpendingRows(report);
  if (rows.length === 0) return [];
  const cells = [["", "end", "requests", "tokens in", "tokens out", "USD"], ...rows.map(toCells)];
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))),
  );
  const table = lines.map((line, index) => `  ${index === 0 ? style.dim(line.join("  ")) : line.join("  ").trimEnd()}`);
  const { models = [] } = report.spending;
  return models.length === 0 ? table : [...table, `  answered by ${models.map(inline).join(", ")}`];
}

function toCells({ name, end, requests, inputTokens, outputTokens, usd }: SpendingRow): readonly string[] {
  return [inline(name), end, requests, inputTokens, outputTokens, usd];
}

/** How many tasks ended how. */
export function countOutcomes(outcomes: readonly Outcome[]): Readonly<Record<Outcome["type"], number>> {
  const count = (type: Outcome["type"]): number => outcomes.filter((outcome) => outcome.type === type).length;
  return { accepted: count("accepted"), rejected: count("rejected"), declined: count("declined") };
}

/** The closing line. */
function renderClosing(report: Report, style: Style): string {
  const word = { success: style.good, neutral: style.warn, failure: style.bad }[report.conclusion];
  const counts = renderCounts({ ...countOutcomes(report.outcomes), skipped: report.plan.skips.length });
  const time = `${renderDuration(report.durationMs)}, ${renderDuration(report.commandMs)} of it in commands`;
  return `${word(report.conclusion)}: ${counts} in ${time}`;
}

function renderFrame(report: Report, style: Style): string {
  const { source, sha256 } = report.policy;
  const policy = source === "none" ? "no policy file" : `policy ${shorten(sha256)} from ${source}`;
  return style.dim(`assay ${report.tool.version}, ${policy}, engine ${report.engine}, isolation ${report.isolation}`);
}

function section(title: string, lines: readonly string[], style: Style): readonly string[] {
  return lines.length === 0 ? [] : [style.bold(title), ...lines, ""];
}

/** The whole report for a terminal. */
export function renderReport(report: Report, style: Style): string {
  const publication = flattenPublication(report.publication).map((one) => renderPublication(one));
  return [
    renderFrame(report, style),
    "",
    renderPlan(report, style),
    ...section(
      "Baseline",
      report.baseline.flatMap((record) => renderBaseline(record, style)),
      style,
    ),
    ...section(
      "Tasks",
      report.outcomes.flatMap((outcome) => renderOutcome(outcome, style)),
      style,
    ),
    ...section("All accepted edits together", renderGates(report.sum, style, "  "), style),
    ...section("Spending", renderSpending(report, style), style),
    ...section(
      "Publication",
      publication.map((line) => `  ${line.replaceAll("\n", "\n  ")}`),
      style,
    ),
    ...section(
      "Notes",
      report.notes.map((note) => `  ${inline(note)}`),
      style,
    ),
    renderClosing(report, style),
    "",
  ].join("\n");
}
