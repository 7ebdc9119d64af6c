import type * as core from "@actions/core";
import type { Output } from "../cli/main.ts";
import type { Annotation } from "../report/annotations.ts";
import type { Environment } from "../settings/inputs.ts";
import { OUTPUTS } from "../settings/outputs.ts";
import type { Outputs } from "./outputs.ts";

/** The runner, as far as the action speaks to it. Texts have to be neutralised before. */
export interface Toolkit {
  info(text: string): void;
  startGroup(title: string): void;
  endGroup(): void;
  /** A remark at a place, or at none. */
  annotate(annotation: Pick<Annotation, "level" | "message"> & Partial<Annotation>): Promise<void>;
  writeOutputs(outputs: Outputs): Promise<void>;
  /** Markdown for the page of the run. */
  writeSummary(markdown: string): Promise<void>;
}

/** The part of GitHub's toolkit that the action uses. */
export type Core = Pick<typeof core, "error" | "warning" | "notice" | "setOutput" | "summary">;

/**
 * The runner that started this process. GitHub's toolkit brings an HTTP client and takes longer to load than all the
 * rest until a plan is printed, so `loadCore` is asked for it only when there is something to annotate or to hand on:
 * the log needs no more than lines.
 */
export function createToolkit(env: Environment, stdout: Output, loadCore: () => Promise<Core>): Toolkit {
  const line = (text: string): void => {
    stdout.write(`${text}\n`);
  };
  const isSet = (variable: string): boolean => {
    if ((env[variable] ?? "") !== "") return true;
    line(`${variable} is not set: what belongs there is not kept`);
    return false;
  };
  return {
    info: line,
    startGroup(title) {
      line(`::group::${escapeMessage(title)}`);
    },
    endGroup() {
      line("::endgroup::");
    },
    async annotate({ level, title, message, path, line: startLine }) {
      const toolkit = await loadCore();
      toolkit[level](message, {
        ...(title !== undefined && { title }),
        ...(path !== undefined && { file: path }),
        ...(startLine !== undefined && { startLine }),
      });
    },
    async writeOutputs(outputs) {
      if (!isSet("GITHUB_OUTPUT")) return;
      const toolkit = await loadCore();
      for (const { name } of OUTPUTS) toolkit.setOutput(name, outputs[name]);
    },
    async writeSummary(markdown) {
      if (!isSet("GITHUB_STEP_SUMMARY")) return;
      const { summary } = await loadCore();
      await summary.addRaw(markdown).write();
    },
  };
}

/** A command's message, as the runner unescapes it. */
function escapeMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
