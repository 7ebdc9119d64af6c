import type { Events, RunEvent } from "../ports.ts";
import type { Style } from "../report/style.ts";
import { renderEvent } from "./render-event.ts";

/** Where progress is written to. */
export interface ProgressTarget {
  write(text: string): void;
  /** Columns of a terminal, which gets one live line for what is going on; absent: every event is a line. */
  readonly columns?: number;
}

/** Progress that can be taken off the screen before something else is printed. */
export interface Progress extends Events {
  clear(): void;
}

const CLEAR_LINE = "\r\u001b[2K";
/** What changes too often to be kept on a screen. */
const PASSING: readonly RunEvent["type"][] = ["task-started", "gate", "turn"];

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

/** Tells a run's events as they come. Commands are told only where `detail` is `commands`. */
export function createProgress(target: ProgressTarget, style: Style, detail: "steps" | "commands"): Progress {
  let live = false;
  const clear = (): void => {
    if (live) target.write(CLEAR_LINE);
    live = false;
  };
  return {
    clear,
    emit(event) {
      if (event.type === "secret" || (event.type === "command" && detail === "steps")) return;
      const line = renderEvent(event, style);
      clear();
      if (target.columns === undefined || !PASSING.includes(event.type)) {
        target.write(`${line}\n`);
        return;
      }
      target.write(cut(line, target.columns));
      live = true;
    },
  };
}
