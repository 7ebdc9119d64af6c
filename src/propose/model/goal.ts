import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { Policy } from "../../domain/policy.ts";
import type { Feedback } from "../../domain/verdict.ts";
import type { BeginRequest } from "../../ports.ts";
import { renderData, toLines } from "./data.ts";
import { KIND_GOALS } from "./prompt.ts";

/** Diagnostics that are shown at once. */
const MAX_DIAGNOSTICS = 20;
/** Lines of a red command's output that are shown: the end, where tools sum up. */
const MAX_OUTPUT_LINES = 120;
/** Characters of one message. */
const MAX_MESSAGE = 500;

/** One diagnostic on as few lines as its message has. */
function renderDiagnostic({ source, code, severity, message, path, range, lineText }: Diagnostic): string {
  const place = `${path ?? ""}${range === undefined ? "" : `:${range.line}${range.column === undefined ? "" : `:${range.column}`}`}`;
  const text = message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message;
  const line = lineText === undefined || lineText === "" ? "" : `\n    ${lineText.slice(0, 160)}`;
  return [place, severity, source, code ?? "", text].filter((part) => part !== "").join(" ") + line;
}

/** Diagnostics as data: each once, at most so many, and how many more there are. */
export function renderDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const unique = [...new Set(diagnostics.map(renderDiagnostic))];
  const shown = unique.slice(0, MAX_DIAGNOSTICS).map(renderData);
  const more = unique.length - shown.length;
  return [...shown, ...(more > 0 ? [`(and ${more} more)`] : [])].join("\n");
}

function renderGates({ gates = [], policy, task }: BeginRequest): string {
  const names = gates.map(({ gate, command }) => (command === undefined ? gate : `${gate} (${command})`));
  const { files, lines, deletions } = policy.limits;
  const size = `at most ${files} files, ${lines} changed lines, ${deletions} of them removed`;
  const header =
    policy.license.header === undefined ? "" : `\nA new file begins with this text: ${policy.license.header}`;
  const thresholds = renderThresholds(policy, task.rule);
  return `Gates: ${names.join(", ")}. Size: ${size}.${thresholds}${header}`;
}

function renderThresholds(policy: Policy, rule: number): string {
  const coverage = { ...policy.gates.coverage, ...policy.rules[rule]?.gates.coverage };
  const parts = [
    ...(coverage.minDelta === undefined
      ? []
      : [`line coverage of the target has to rise by ${coverage.minDelta} points`]),
    ...(coverage.minBranchDelta === undefined
      ? []
      : [`branch coverage of the target has to rise by ${coverage.minBranchDelta} points`]),
    ...(coverage.minChangedLines === undefined
      ? []
      : [`${coverage.minChangedLines} % of changed lines have to be covered`]),
    ...(coverage.minChangedBranches === undefined
      ? []
      : [`${coverage.minChangedBranches} % of the branches on changed lines have to be taken`]),
  ];
  return parts.length === 0 ? "" : ` Coverage: ${parts.join("; ")}.`;
}

/** What the tools say of the target on the untouched tree; empty where they say nothing. */
export function renderFound({ task, diagnostics }: BeginRequest): string {
  if (diagnostics.length === 0) return "";
  return `What the repository's tools say of ${task.target} now:\n${renderDiagnostics(diagnostics)}`;
}

/** The red command that the task is about, and the end of what it printed. */
function renderFailing({ failing }: BeginRequest): string {
  if (failing === undefined) return "";
  const lines = toLines(failing.output);
  const shown = renderData(lines.slice(-MAX_OUTPUT_LINES).join("\n"));
  const part = lines.length > MAX_OUTPUT_LINES ? `, its last ${MAX_OUTPUT_LINES} lines` : "";
  return `\`${failing.command}\` is red; what it prints${part}:\n${shown}`;
}

/** What is to be built, in the words of whoever asks for it. */
function renderAsked({ task: { asked } }: BeginRequest): string {
  return asked === undefined ? "" : `What is asked for, as ${asked.from} has it (data):\n${renderData(asked.text)}`;
}

/** The task as a brief: what, why, where, and what it will have to pass; for a fix, what is wrong. Our own words, and data. */
export function renderGoal(request: BeginRequest): string {
  const { task } = request;
  const known = task.kind === "fix" ? [renderFailing(request), renderFound(request)] : [renderAsked(request)];
  return [
    `Task: ${task.kind} ${task.target} (${task.reason})`,
    KIND_GOALS[task.kind],
    `You may write: ${task.writable.join(", ")}`,
    renderGates(request),
    ...known.filter((part) => part !== "").map((part) => `\n${part}`),
  ].join("\n");
}

/** What the gates said of what was handed in. */
export function renderFeedback({ message, diagnostics }: Feedback): string {
  const details = diagnostics.length === 0 ? "" : `\n${renderDiagnostics(diagnostics)}`;
  return `Not accepted:\n${renderData(message)}${details}\nYour edits are still in place. Mend them and finish again, or decline.`;
}
