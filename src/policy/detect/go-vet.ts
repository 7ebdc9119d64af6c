import type { Detector } from "./detector.ts";

/** The compiler and `go vet`, as type checker: the language version of go.mod is the compiler's to hold. */
export const goVet: Detector = {
  name: "go vet",
  language: "go",
  detect: (project) => {
    if (!project.paths.has("go.mod")) return undefined;
    // Without a repository to ask, stamping a program with its commit fails.
    const run = "go build -buildvcs=false -o /dev/null ./... && go vet ./...";
    return { from: "go.mod", commands: { types: { run, format: "go-vet" } } };
  },
};
