import type { Detector } from "./detector.ts";

/** Prettier; works without a configuration. */
export const prettier: Detector = {
  name: "prettier",
  language: "javascript",
  detect: (project) => {
    const declared = project.declared("prettier");
    if (declared === undefined) return undefined;
    return {
      from: declared.from,
      commands: { format: { run: "prettier --check {files}", format: "exit-code", fix: "prettier --write {files}" } },
    };
  },
};
