import type { Detector } from "./detector.ts";

/** `go vet`, as type checker: it says what the compiler says, and more. */
export const goVet: Detector = {
  name: "go vet",
  language: "go",
  detect: (project) => {
    if (!project.paths.has("go.mod")) return undefined;
    return { from: "go.mod", commands: { types: { run: "go vet ./...", format: "go-vet" } } };
  },
};
