import { toYamlTree } from "../yaml-tree.ts";
import type { Detector } from "./detector.ts";
import { versionOf } from "./version.ts";

/** Whether biome.json switches a part off. JSON with comments is read, too. */
function isOff(text: string, part: string): boolean {
  // YAML is a superset of JSON, but its comments begin otherwise; only those on lines of their own are common here.
  const config = toYamlTree(text.replaceAll(/^\s*\/\/.*$/gmu, "")).value;
  if (typeof config !== "object" || config === null) return false;
  const section: unknown = Object.getOwnPropertyDescriptor(config, part)?.value;
  if (typeof section !== "object" || section === null) return false;
  return Object.getOwnPropertyDescriptor(section, "enabled")?.value === false;
}

/** Biome, as linter and as formatter. From 2.4 on it reports in the form of Checkstyle; before, its exit code is read. */
export const biome: Detector = {
  name: "biome",
  language: "javascript",
  detect: (project) => {
    const declared = project.declared("@biomejs/biome");
    if (declared === undefined) return undefined;
    const config = project.firstOf(["biome.json", "biome.jsonc"]);
    const text = config === undefined ? "" : (project.texts.get(config) ?? "");
    const [major = 0, minor = 0] = versionOf(declared.range);
    const reports = major > 2 || (major === 2 && minor >= 4);
    const lint = {
      run: `biome lint ${reports ? "--reporter=checkstyle --max-diagnostics=none " : ""}{files}`,
      format: reports ? "checkstyle" : "exit-code",
      fix: "biome lint --write {files}",
    } as const;
    const format = { run: "biome format {files}", format: "exit-code", fix: "biome format --write {files}" } as const;
    return {
      from: config === undefined ? declared.from : `${declared.from} and ${config}`,
      commands: { ...(isOff(text, "linter") ? {} : { lint }), ...(isOff(text, "formatter") ? {} : { format }) },
    };
  },
};
