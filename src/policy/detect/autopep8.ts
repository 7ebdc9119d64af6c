import type { Detector } from "./detector.ts";
import { findPythonConfig, findPythonPackage } from "./python-packages.ts";

/** autopep8, as formatter. */
export const autopep8: Detector = {
  name: "autopep8",
  language: "python",
  detect: (project) => {
    const config = findPythonConfig(project, { tables: ["tool.autopep8"], sections: ["autopep8"] });
    const from = findPythonPackage(project, "autopep8") ?? config;
    if (from === undefined) return undefined;
    const run = "python3 -m autopep8 --diff --exit-code {files}";
    return {
      from,
      commands: { format: { run, format: "exit-code", fix: "python3 -m autopep8 --in-place {files}" } },
    };
  },
};
