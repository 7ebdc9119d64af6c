import type { Detector } from "./detector.ts";

const CONFIGS = [".golangci.yml", ".golangci.yaml", ".golangci.toml", ".golangci.json"];

/** golangci-lint, told from its configuration, whose `version` tells which flags the tool takes. */
export const golangciLint: Detector = {
  name: "golangci-lint",
  language: "go",
  detect: (project) => {
    const from = project.firstOf(CONFIGS);
    if (from === undefined) return undefined;
    const isSecond = /^\s*"?version"?\s*[:=]\s*["']?2["']?/mu.test(project.texts.get(from) ?? "");
    const output = isSecond ? "--output.json.path=stdout --show-stats=false" : "--out-format=json";
    return {
      from,
      commands: {
        lint: {
          run: `golangci-lint run ${output} ./...`,
          format: "golangci-json",
          fix: "golangci-lint run --fix ./...",
        },
      },
    };
  },
};
