import type { Detector } from "./detector.ts";
import { versionOf } from "./version.ts";
import type { Project } from "./project.ts";

/** The words that wrap a runner in c8 or nyc, whichever is declared, and where that is. Their raw data go with the launch. */
function findWrapper(project: Project): { readonly words: string; readonly from: string } | undefined {
  const c8 = project.declared("c8");
  if (c8 !== undefined) {
    const words = 'c8 --reporter=lcovonly --reports-dir={coverage} --temp-directory="$TMPDIR/c8"';
    return { words, from: c8.from };
  }
  const nyc = project.declared("nyc");
  if (nyc === undefined) return undefined;
  const words = 'nyc --cache=false --reporter=lcovonly --report-dir={coverage} --temp-dir="$TMPDIR/nyc"';
  return { words, from: nyc.from };
}

/** Mocha. Coverage needs c8 or nyc; then one line serves both. */
export const mocha: Detector = {
  name: "mocha",
  language: "javascript",
  detect: (project) => {
    const declared = project.declared("mocha");
    if (declared === undefined) return undefined;
    // Mocha 9 and older print the report among what the tests print.
    const [major = 10] = versionOf(declared.range);
    const runner = `mocha ${major < 10 ? "" : "--reporter=json --reporter-option=output={report} "}{tests}`;
    const format = major < 10 ? "exit-code" : "mocha-json";
    const wrapper = findWrapper(project);
    if (wrapper === undefined) {
      return {
        from: declared.from,
        commands: { test: { run: runner, format } },
        note: { text: "coverage is not measured: mocha needs the package c8 for it", about: ["coverage"] },
      };
    }
    const run = `${wrapper.words} ${runner}`;
    return {
      from: `${declared.from} and ${wrapper.from}`,
      commands: { test: { run, format }, coverage: { run, format: "lcov" } },
    };
  },
};
