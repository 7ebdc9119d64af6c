import type { Detector } from "./detector.ts";
import { findPythonConfig, findPythonPackage } from "./python-packages.ts";
import { tomlEntries } from "./toml-entries.ts";
import type { Project } from "./project.ts";

/** Whether the configuration names what is checked; where it does not, it is the whole repository. */
function namesTargets(project: Project): boolean {
  const isTarget = (key: string): boolean => /^(?:files|packages|modules)$/u.test(key);
  const entries = tomlEntries(project.texts.get("pyproject.toml") ?? "");
  if (entries.some(({ table, key }) => table === "tool.mypy" && isTarget(key))) return true;
  return ["mypy.ini", ".mypy.ini", "setup.cfg"].some((file) => {
    const section = /^\[mypy\]([^[]*)/mu.exec(project.texts.get(file) ?? "")?.[1] ?? "";
    return /^(?:files|packages|modules)\s*=/mu.test(section);
  });
}

/** mypy, as type checker; without its cache, which would be left in the working tree. */
export const mypy: Detector = {
  name: "mypy",
  language: "python",
  detect: (project) => {
    const config = findPythonConfig(project, {
      tables: ["tool.mypy"],
      sections: ["mypy"],
      files: ["mypy.ini", ".mypy.ini"],
    });
    const from = findPythonPackage(project, "mypy") ?? config;
    if (from === undefined) return undefined;
    const flags = "--no-pretty --no-error-summary --no-color-output --show-column-numbers --cache-dir=/dev/null";
    const target = namesTargets(project) ? "" : " .";
    return { from, commands: { types: { run: `python3 -m mypy ${flags}${target}`, format: "mypy" } } };
  },
};
