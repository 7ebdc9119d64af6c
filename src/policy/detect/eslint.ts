import type { Detector } from "./detector.ts";
import { versionOf } from "./version.ts";

const FLAT = ["js", "mjs", "cjs", "ts", "mts", "cts"].map((extension) => `eslint.config.${extension}`);
const LEGACY = ["", ".js", ".cjs", ".json", ".yaml", ".yml"].map((extension) => `.eslintrc${extension}`);

/** ESLint, with a flat configuration or, up to version 9, a legacy one. */
export const eslint: Detector = {
  name: "eslint",
  language: "javascript",
  detect: (project) => {
    const declared = project.declared("eslint");
    if (declared === undefined) return undefined;
    const toCommands = (prefix: string) => ({
      lint: {
        run: `${prefix}eslint --format json {files}`,
        format: "eslint-json" as const,
        fix: `${prefix}eslint --fix {files}`,
      },
    });
    const flat = project.firstOf(FLAT);
    if (flat !== undefined) return { from: `${declared.from} and ${flat}`, commands: toCommands("") };
    const inManifest = project.field("eslintConfig") === undefined ? undefined : "package.json eslintConfig";
    const legacy = project.firstOf(LEGACY) ?? inManifest;
    if (legacy === undefined) {
      return {
        from: declared.from,
        commands: {},
        note: { text: "eslint is declared, but has no configuration: it is not run", about: ["lint"] },
      };
    }
    const [major] = versionOf(declared.range);
    const from = `${declared.from} and ${legacy}`;
    if (major !== undefined && major >= 10) {
      return {
        from,
        commands: {},
        note: { text: `eslint ${major} no longer reads ${legacy}: it is not run`, about: ["lint"] },
      };
    }
    return { from, commands: toCommands(major === 9 ? "ESLINT_USE_FLAT_CONFIG=false " : "") };
  },
};
