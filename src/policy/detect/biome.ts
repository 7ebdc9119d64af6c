import { toYamlTree } from "../yaml-tree.ts";
import type { Detector } from "./detector.ts";

/** Whether biome.json switches a part off. */
function isOff(text: string | undefined, part: string): boolean {
  const config = toYamlTree(text ?? "").value;
  if (typeof config !== "object" || config === null) return false;
  const section: unknown = Object.getOwnPropertyDescriptor(config, part)?.value;
  if (typeof section !== "object" || section === null) return false;
  return Object.getOwnPropertyDescriptor(section, "enabled")?.value === false;
}

/** Biome, as linter and as formatter. Its exit code is read: it has no stable machine-readable report. */
export const biome: Detector = {
  name: "biome",
  detect: (project) => {
    const declared = project.declared("@biomejs/biome");
    if (declared === undefined) return undefined;
    const text = project.texts.get("biome.json");
    const lint = { run: "biome lint {files}", format: "exit-code", fix: "biome lint --write {files}" } as const;
    const format = { run: "biome format {files}", format: "exit-code", fix: "biome format --write {files}" } as const;
    return {
      from: declared.from,
      commands: { ...(isOff(text, "linter") ? {} : { lint }), ...(isOff(text, "formatter") ? {} : { format }) },
    };
  },
};
