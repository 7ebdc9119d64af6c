import { quoteArgument } from "../domain/quote.ts";
import { testRunnerOf, type TestRunner } from "./test-runner.ts";

/** What stands for the placeholders of a tool's shell line. */
export interface LineValues {
  /** Workspace paths for `{files}`. */
  readonly files: readonly string[];
  /** Which tests `{tests}` asks for: all, or those that reach some files. */
  readonly tests: TestSelection;
}

/** All tests of the repository, those that the runner relates to the files, or the test files that are known to. */
export type TestSelection =
  | { readonly type: "whole" }
  | {
      readonly type: "related";
      readonly files: readonly string[];
      /** Test files that the tasks may write, whether they exist or not. */
      readonly tests?: readonly string[];
    }
  | { readonly type: "named"; readonly tests: readonly string[]; readonly files: readonly string[] };

export const WHOLE: TestSelection = { type: "whole" };

/** Files in the scratch directory that `{report}` and `{coverage}` name. */
export const REPORT_NAME = "report";
export const COVERAGE_NAME = "coverage";

const PLACEHOLDER = /\{(?:files|tests|report|coverage)\}/gu;
const VITEST_RUN = /\bvitest run\b/u;

/**
 * One word of a POSIX shell line that stands for exactly this path: in single quotes, never read as an option, and
 * never as a placeholder.
 */
export function quotePath(path: string): string {
  return quoteArgument(path).replaceAll("{scratch}", "{scra''tch}");
}

/**
 * Fills in the placeholders of a tool's shell line in one pass, so that no value is read as a placeholder. `{scratch}`
 * stays: the workspace replaces it at each launch.
 */
export function toShellLine(line: string, { files, tests }: LineValues): string {
  const runner = testRunnerOf(line);
  const isRelated = runner === "vitest" && tests.type === "related";
  const template = isRelated ? line.replace(VITEST_RUN, "vitest related --run") : line;
  return template.replace(PLACEHOLDER, (placeholder) => {
    if (placeholder === "{files}") return files.map(quotePath).join(" ");
    if (placeholder === "{report}") return `{scratch}/${REPORT_NAME}`;
    if (placeholder === "{coverage}") return `{scratch}/${COVERAGE_NAME}`;
    return runner === undefined ? "" : testWords(runner, tests);
  });
}

/** A tool's shell line as it runs over everything: `{files}` is the whole repository. `{scratch}` stays. */
export function toWholeLine(line: string): string {
  return toShellLine(line.replaceAll("{files}", "."), { files: [], tests: WHOLE }).trim();
}

/** What `{tests}` stands for; nothing means all tests, but to `go test`. */
function testWords(runner: TestRunner, tests: TestSelection): string {
  if (tests.type === "named") return tests.tests.map(quotePath).join(" ");
  if (tests.type === "whole") return runner === "go" ? "./..." : "";
  const words = tests.files.map(quotePath).join(" ");
  switch (runner) {
    case "jest":
      return `--passWithNoTests --findRelatedTests ${words}`;
    case "vitest":
      return `--passWithNoTests ${words}`;
    case "go":
      return goPackages(tests.files).map(quotePath).join(" ");
    case "mocha":
    case "node":
    case "pytest":
      return "";
  }
}

/** The packages of some files, with those below them. */
function goPackages(files: readonly string[]): readonly string[] {
  const folders = files.map((file) => file.slice(0, Math.max(0, file.lastIndexOf("/"))));
  return [...new Set(folders.map((folder) => (folder === "" ? "./..." : `./${folder}/...`)))].sort();
}
