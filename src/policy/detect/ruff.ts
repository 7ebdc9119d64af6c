import type { Detector } from "./detector.ts";
import { findPythonConfig, findPythonPackage } from "./python-packages.ts";

/** Ruff, as linter and as formatter. Files that its configuration excludes stay excluded though they are named. */
export const ruff: Detector = {
  name: "ruff",
  language: "python",
  detect: (project) => {
    const config = findPythonConfig(project, { tables: ["tool.ruff"], files: ["ruff.toml", ".ruff.toml"] });
    const from = findPythonPackage(project, "ruff") ?? config;
    if (from === undefined) return undefined;
    const flags = "--no-cache --force-exclude";
    return {
      from,
      commands: {
        lint: {
          run: `ruff check ${flags} --output-format=json {files}`,
          format: "ruff-json",
          fix: `ruff check ${flags} --fix --quiet {files}`,
        },
        format: {
          run: `ruff format ${flags} --check {files}`,
          format: "exit-code",
          fix: `ruff format ${flags} --quiet {files}`,
        },
      },
    };
  },
};
