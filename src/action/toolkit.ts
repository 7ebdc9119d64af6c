import * as core from "@actions/core";
import type { Annotation } from "../report/annotations.ts";
import type { OutputName } from "../settings/table.ts";

/** The runner, as far as the action speaks to it. Texts have to be neutralised before. */
export interface Toolkit {
  info(text: string): void;
  startGroup(title: string): void;
  endGroup(): void;
  /** A remark at a place, or at none. */
  annotate(annotation: Pick<Annotation, "level" | "title" | "message"> & Partial<Annotation>): void;
  setOutput(name: OutputName, value: string): void;
  /** Markdown for the page of the run. */
  writeSummary(markdown: string): Promise<void>;
  /** Marks the step as failed, with a message for its annotation. */
  setFailed(message: string): void;
}

/** GitHub's toolkit. */
export function createToolkit(): Toolkit {
  return {
    info: core.info,
    startGroup: core.startGroup,
    endGroup: core.endGroup,
    annotate({ level, title, message, path, line }) {
      const place = {
        title,
        ...(path !== undefined && { file: path }),
        ...(line !== undefined && { startLine: line }),
      };
      core[level](message, place);
    },
    setOutput: core.setOutput,
    async writeSummary(markdown) {
      await core.summary.addRaw(markdown).write();
    },
    setFailed: core.setFailed,
  };
}
