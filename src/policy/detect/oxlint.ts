import type { Detector } from "./detector.ts";

/** Oxlint; works without a configuration. */
export const oxlint: Detector = {
  name: "oxlint",
  language: "javascript",
  detect: (project) => {
    const declared = project.declared("oxlint");
    if (declared === undefined) return undefined;
    return {
      from: declared.from,
      commands: {
        lint: { run: "oxlint --format=checkstyle {files}", format: "checkstyle", fix: "oxlint --fix {files}" },
      },
    };
  },
};
