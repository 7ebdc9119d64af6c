import type { Spending } from "../domain/report.ts";
import type { Task } from "../domain/task.ts";
import type { RunEvent } from "../ports.ts";
import { flattenPublication } from "../report/flatten-publication.ts";
import { renderGate } from "../report/render-gates.ts";
import { renderPublication } from "../report/render-text.ts";
import type { Style } from "../report/style.ts";
import { inline, renderCount, renderDuration, renderFigures } from "../report/words.ts";

function nameOf(task: Task | undefined): string {
  return task === undefined ? "all together" : `${task.kind} ${inline(task.target)}`;
}

function renderSpent({ inputTokens, outputTokens, usd }: Spending): string {
  return `${renderCount(inputTokens + outputTokens, "token")}${usd === 0 ? "" : `, $${usd.toFixed(4)}`}`;
}

function renderTurn({ task, turn, tools, spending }: Extract<RunEvent, { type: "turn" }>, style: Style): string {
  const called = tools.length === 0 ? "no tool" : tools.join(", ");
  return `${nameOf(task)}  turn ${turn}  ${inline(called)}  ${style.dim(renderSpent(spending))}`;
}

/** A gate that an engine asks while it works is told as such, and what it said then is no second run of it. */
function renderGateEvent({ task, result, engine }: Extract<RunEvent, { type: "gate" }>, style: Style): string {
  const said = renderGate(result, style);
  if (engine === undefined) return `${nameOf(task)}  ${said}`;
  return engine === "asked"
    ? `${nameOf(task)}  ${style.dim("the engine asks:")} ${said}`
    : `${nameOf(task)}  ${said}  ${style.dim("(as the engine was told)")}`;
}

/** One event of a run in one line (a publication may have more). */
export function renderEvent(event: RunEvent, style: Style): string {
  switch (event.type) {
    case "phase":
      return `${style.bold(event.phase)}  ${inline(event.detail)}`;
    case "planned":
      return `planned  ${renderCount(event.plan.tasks.length, "task")}, ${event.plan.skips.length} skipped`;
    case "baseline": {
      const { gate, status, durationMs, figures, reason } = event.record;
      const measured = renderFigures(figures);
      const words = [`baseline  ${gate} ${status} ${renderDuration(durationMs)}`, measured, inline(reason ?? "")];
      return words.filter((word) => word !== "").join("  ");
    }
    case "task-started":
      return `${nameOf(event.task)}  attempt ${event.attempt}`;
    case "gate":
      return renderGateEvent(event, style);
    case "task-ended": {
      const { outcome, done, total } = event;
      const reason = outcome.type === "accepted" ? "" : `: ${inline(outcome.reason)}`;
      const word = { accepted: style.good, rejected: style.bad, declined: style.warn }[outcome.type];
      return `[${done}/${total}] ${word(outcome.type)}  ${nameOf(outcome.task)}${reason}`;
    }
    case "turn":
      return renderTurn(event, style);
    case "streaming": {
      const { task, turn, characters, spending } = event;
      const come = `${renderCount(characters, "character")} of a reply`;
      return `${nameOf(task)}  turn ${turn}  ${come}  ${style.dim(renderSpent(spending))}`;
    }
    case "command":
      return style.dim(`$ ${inline(event.line)}  ${renderDuration(event.durationMs)}`);
    case "published":
      return flattenPublication(event.publication).map(renderPublication).join("\n");
    case "secret":
      return "";
    case "note":
      return `${style.warn("note")}  ${inline(event.message)}`;
  }
}
