import type { Detector } from "./detector.ts";
import type { Project } from "./project.ts";

/** The shell line that wraps a runner in c8 or nyc, whichever is declared. */
function coverageLine(project: Project, runner: string): string | undefined {
  if (project.declared("c8") !== undefined) return `c8 --reporter=lcov --reports-dir={coverage} ${runner}`;
  if (project.declared("nyc") !== undefined) return `nyc --reporter=lcov --report-dir={coverage} ${runner}`;
  return undefined;
}

/** Mocha; its exit code is read. Coverage needs c8 or nyc. */
export const mocha: Detector = {
  name: "mocha",
  detect: (project) => {
    const declared = project.declared("mocha");
    if (declared === undefined) return undefined;
    const runner = "mocha {tests}";
    const coverage = coverageLine(project, runner);
    return {
      from: declared.from,
      commands: {
        test: { run: runner, format: "exit-code" },
        ...(coverage === undefined ? {} : { coverage: { run: coverage, format: "lcov" as const } }),
      },
      ...(coverage === undefined ? { note: "coverage is not measured: mocha needs the package c8 for it" } : {}),
    };
  },
};
