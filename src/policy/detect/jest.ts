import type { Detector } from "./detector.ts";

/** Jest. Tests and coverage share one line, so that one run serves both gates. */
export const jest: Detector = {
  name: "jest",
  language: "javascript",
  detect: (project) => {
    const declared = project.declared("jest");
    if (declared === undefined) return undefined;
    const esm = project.script("test")?.includes("--experimental-vm-modules") === true;
    const prefix = esm ? "NODE_OPTIONS=--experimental-vm-modules " : "";
    const run =
      `${prefix}jest --ci --json --outputFile={report} --coverage --coverageReporters=lcov ` +
      "--coverageDirectory={coverage} {tests}";
    return {
      from: declared.from,
      commands: { test: { run, format: "jest-json" }, coverage: { run, format: "lcov" } },
    };
  },
};
