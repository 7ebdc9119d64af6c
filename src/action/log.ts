import { renderEvent } from "../cli/render-event.ts";
import type { Events } from "../ports.ts";
import { createStyle } from "../report/style.ts";
import { inline } from "../report/words.ts";
import type { Toolkit } from "./toolkit.ts";

/** The log of a run: a group per phase, a line per event. */
export interface Log extends Events {
  /** Ends the group that is open. */
  close(): void;
}

/** Tells a run's events to the runner's log. Commands are told only where `detail` is `commands`. */
export function createLog(toolkit: Toolkit, detail: "steps" | "commands"): Log {
  const style = createStyle("plain");
  let open = false;
  const close = (): void => {
    if (open) toolkit.endGroup();
    open = false;
  };
  return {
    close,
    emit(event) {
      if (event.type === "streaming" || (event.type === "command" && detail === "steps")) return;
      if (event.type === "secret") {
        // https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#masking-a-value-in-a-log
        for (const line of event.value.split(/\r\n|\r|\n/u)) if (line !== "") toolkit.info(`::add-mask::${line}`);
        return;
      }
      if (event.type === "phase") {
        close();
        toolkit.startGroup(`${event.phase}: ${inline(event.detail)}`);
        open = true;
        return;
      }
      toolkit.info(renderEvent(event, style));
    },
  };
}
