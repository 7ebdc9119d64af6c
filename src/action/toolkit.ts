import { appendFile } from "node:fs/promises";
import type { Output } from "../cli/main.ts";
import type { Annotation } from "../report/annotations.ts";
import type { Environment } from "../settings/inputs.ts";
import { OUTPUTS } from "../settings/table.ts";
import type { Outputs } from "./outputs.ts";
import { renderCommand, renderOutputEntry } from "./runner-commands.ts";

/** The runner, as far as the action speaks to it. Texts have to be neutralised before. */
export interface Toolkit {
  info(text: string): void;
  startGroup(title: string): void;
  endGroup(): void;
  /** A remark at a place, or at none. */
  annotate(annotation: Pick<Annotation, "level" | "message"> & Partial<Annotation>): void;
  writeOutputs(outputs: Outputs): Promise<void>;
  /** Markdown for the page of the run. */
  writeSummary(markdown: string): Promise<void>;
}

/**
 * The runner that started this process. Written by hand because GitHub's toolkit loads an HTTP client at every start (70
 * to 100 ms, more than all the rest until a plan is printed); `unique` makes delimiters that nobody can guess.
 */
export function createToolkit(env: Environment, stdout: Output, unique: () => string): Toolkit {
  const line = (text: string): void => {
    stdout.write(`${text}\n`);
  };
  const append = async (variable: string, text: string): Promise<void> => {
    const file = env[variable] ?? "";
    if (file === "") line(`${variable} is not set: what belongs there is not kept`);
    else await appendFile(file, text);
  };
  return {
    info: line,
    startGroup(title) {
      line(renderCommand("group", {}, title));
    },
    endGroup() {
      line(renderCommand("endgroup", {}, ""));
    },
    annotate({ level, title, message, path, line: number }) {
      const place = { ...(path !== undefined && { file: path }), ...(number !== undefined && { line: number }) };
      line(renderCommand(level, { ...(title !== undefined && { title }), ...place }, message));
    },
    async writeOutputs(outputs) {
      const delimiter = `assay-${unique()}`;
      const entries = OUTPUTS.map(({ name }) => renderOutputEntry(name, outputs[name], delimiter));
      await append("GITHUB_OUTPUT", entries.join(""));
    },
    async writeSummary(markdown) {
      await append("GITHUB_STEP_SUMMARY", markdown);
    },
  };
}
