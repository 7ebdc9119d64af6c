import type { Detector } from "./detector.ts";

/** Vitest; its JSON report has the form of Jest's. Coverage needs one of its coverage packages. */
export const vitest: Detector = {
  name: "vitest",
  language: "javascript",
  detect: (project) => {
    const declared = project.declared("vitest");
    if (declared === undefined) return undefined;
    const provider = project.declared("@vitest/coverage-v8") ?? project.declared("@vitest/coverage-istanbul");
    const base = "vitest run --reporter=json --outputFile={report}";
    if (provider === undefined) {
      return {
        from: declared.from,
        commands: { test: { run: `${base} {tests}`, format: "jest-json" } },
        note: {
          text: "coverage is not measured: vitest needs the package @vitest/coverage-v8 for it",
          about: ["coverage"],
        },
      };
    }
    const run = `${base} --coverage.enabled --coverage.reporter=lcov --coverage.reportsDirectory={coverage} {tests}`;
    return {
      from: `${declared.from} and ${provider.from}`,
      commands: { test: { run, format: "jest-json" }, coverage: { run, format: "lcov" } },
    };
  },
};
