import type { Detector } from "./detector.ts";

/** Oxlint; works without a configuration. */
export const oxlint: Detector = {
  name: "oxlint",
  detect: (project) => {
    const declared = project.declared("oxlint");
    if (declared === undefined) return undefined;
    return {
      from: declared.from,
      commands: { lint: { run: "oxlint {files}", format: "exit-code", fix: "oxlint --fix {files}" } },
    };
  },
};
