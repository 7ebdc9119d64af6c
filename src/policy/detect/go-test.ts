import type { Detector } from "./detector.ts";

/** Go's own test runner. Tests and coverage share one line; a result that Go remembers is no run. */
export const goTest: Detector = {
  name: "go test",
  language: "go",
  detect: (project) => {
    if (!project.paths.has("go.mod")) return undefined;
    const run = "go test -json -count=1 -coverprofile={coverage} {tests}";
    return {
      from: "go.mod",
      commands: { test: { run, format: "go-test-json" }, coverage: { run, format: "go-cover" } },
    };
  },
};
