import type { Events, RunEvent } from "../ports.ts";
import type { Style } from "../report/style.ts";
import { renderEvent } from "./render-event.ts";

/** Where progress is written to. */
export interface ProgressTarget {
  write(text: string): void;
  /** Columns of a terminal, which gets a live line for each task that is worked on; absent: every event is a line. */
  readonly columns?: number;
}

/** Progress that can be taken off the screen before something else is printed. */
export interface Progress extends Events {
  clear(): void;
}

const CLEAR_LINE = "\r\u001b[2K";
const UP = "\u001b[1A";
/** What changes too often to be kept on a screen. */
const PASSING: readonly RunEvent["type"][] = ["task-started", "gate", "turn", "streaming"];
/** What no line is kept of where nothing is live. */
const LIVE_ONLY: readonly RunEvent["type"][] = ["streaming"];

/** The visible columns of a line, without what sets words off. */
function cut(line: string, columns: number): string {
  let width = 0;
  let shown = "";
  for (const [part] of line.matchAll(/\u001b\[\d+m|[^\u001b]/gu)) {
    if (!part.startsWith("\u001b")) width += 1;
    if (width < columns || part.startsWith("\u001b")) shown += part;
  }
  return shown;
}

/** The lines at the end of a terminal that are written over and over: one for each task, by its id. */
class LiveLines {
  readonly #target: ProgressTarget;
  readonly #lines = new Map<string, string>();
  #shown = 0;

  constructor(target: ProgressTarget) {
    this.#target = target;
  }

  set(task: string, line: string): void {
    this.#lines.set(task, line);
  }

  remove(task: string): void {
    this.#lines.delete(task);
  }

  clear(): void {
    if (this.#shown === 0) return;
    this.#target.write(`${CLEAR_LINE}${UP}`.repeat(this.#shown - 1) + CLEAR_LINE);
    this.#shown = 0;
  }

  show(): void {
    if (this.#lines.size === 0) return;
    this.#target.write([...this.#lines.values()].join("\n"));
    this.#shown = this.#lines.size;
  }
}

/** The task that an event is about; empty for none. */
function taskOf(event: RunEvent): string {
  return "task" in event ? event.task.id : "";
}

/** Tells a run's events as they come. Commands are told only where `detail` is `commands`. */
export function createProgress(target: ProgressTarget, style: Style, detail: "steps" | "commands"): Progress {
  const live = new LiveLines(target);
  const { columns } = target;
  return {
    clear: () => {
      live.clear();
    },
    emit(event) {
      if (event.type === "secret" || (event.type === "command" && detail === "steps")) return;
      if (columns === undefined && LIVE_ONLY.includes(event.type)) return;
      const line = renderEvent(event, style);
      live.clear();
      if (columns === undefined || !PASSING.includes(event.type)) {
        target.write(`${line}\n`);
        // What belongs to no task, or to one that is over, is not shown again.
        live.remove(event.type === "task-ended" ? event.outcome.task.id : "");
      } else live.set(taskOf(event), cut(line, columns));
      live.show();
    },
  };
}
