import type { Detector } from "./detector.ts";
import { findPythonConfig, findPythonPackage } from "./python-packages.ts";

/** Black, the formatter. */
export const black: Detector = {
  name: "black",
  language: "python",
  detect: (project) => {
    const from = findPythonPackage(project, "black") ?? findPythonConfig(project, { tables: ["tool.black"] });
    if (from === undefined) return undefined;
    const run = "python3 -m black --quiet --check {files}";
    return {
      from,
      commands: { format: { run, format: "exit-code", fix: "python3 -m black --quiet {files}" } },
    };
  },
};
