import type { Detector } from "./detector.ts";
import { TEST_SCRIPT } from "./node-test.ts";

/** Bun's own test runner, told from the `test` script of package.json. */
export const bunTest: Detector = {
  name: "bun test",
  language: "javascript",
  detect: (project) => {
    if (!/^bun test(?:\s|$)/u.test(project.script("test") ?? "")) return undefined;
    const run =
      "bun test --reporter=junit --reporter-outfile={report} --coverage --coverage-reporter=lcov " +
      "--coverage-dir={coverage}";
    return {
      from: TEST_SCRIPT,
      commands: { test: { run, format: "junit" }, coverage: { run, format: "lcov" } },
    };
  },
};
