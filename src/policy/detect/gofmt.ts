import type { Detector } from "./detector.ts";

/** gofmt. It exits with 0 whatever it finds, so that its list of files is looked at. */
export const gofmt: Detector = {
  name: "gofmt",
  language: "go",
  detect: (project) => {
    if (!project.paths.has("go.mod")) return undefined;
    const run = 'unformatted=$(gofmt -l {files}) && test -z "$unformatted"';
    return { from: "go.mod", commands: { format: { run, format: "exit-code", fix: "gofmt -w {files}" } } };
  },
};
