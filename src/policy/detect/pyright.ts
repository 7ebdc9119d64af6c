import type { Detector } from "./detector.ts";
import { findPythonConfig, findPythonPackage } from "./python-packages.ts";

/** Pyright, as type checker of the whole project. */
export const pyright: Detector = {
  name: "pyright",
  language: "python",
  detect: (project) => {
    const config = findPythonConfig(project, { tables: ["tool.pyright"], files: ["pyrightconfig.json"] });
    const from = findPythonPackage(project, "pyright") ?? config;
    if (from === undefined) return undefined;
    return { from, commands: { types: { run: "pyright --outputjson", format: "pyright-json" } } };
  },
};
