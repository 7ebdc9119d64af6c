import { quoteArgument } from "../domain/quote.ts";

/** What stands for the placeholders of a tool's shell line. */
export interface LineValues {
  /** Workspace paths for `{files}`. */
  readonly files: readonly string[];
  /** Which tests `{tests}` asks for: all, or those that reach some files. */
  readonly tests: TestSelection;
}

/** All tests of the repository, or only those that the runner relates to the files. */
export type TestSelection =
  { readonly type: "whole" } | { readonly type: "related"; readonly files: readonly string[] };

export const WHOLE: TestSelection = { type: "whole" };

/** Files in the scratch directory that `{report}` and `{coverage}` name. */
export const REPORT_NAME = "report";
export const COVERAGE_NAME = "coverage";

const PLACEHOLDER = /\{(?:files|tests|report|coverage)\}/gu;
const VITEST_RUN = /\bvitest run\b/u;
const JEST = /\bjest\b/u;

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
export function toShellLine(line: string, values: LineValues): string {
  const { files, tests } = values;
  const related = tests.type === "related" && hasRelatedTests(line) ? tests.files : undefined;
  const template = related === undefined ? line : line.replace(VITEST_RUN, "vitest related --run");
  return template.replace(PLACEHOLDER, (placeholder) => {
    if (placeholder === "{files}") return files.map(quotePath).join(" ");
    if (placeholder === "{report}") return `{scratch}/${REPORT_NAME}`;
    if (placeholder === "{coverage}") return `{scratch}/${COVERAGE_NAME}`;
    return related === undefined ? "" : relatedTests(line, related);
  });
}

/**
 * Whether the runner that this line names can be asked for the tests that reach a file: Jest by `--findRelatedTests`,
 * Vitest by its subcommand `related`, which takes the place of `run`. A line that names neither runs all tests.
 */
export function hasRelatedTests(line: string): boolean {
  return line.includes("{tests}") && (VITEST_RUN.test(line) || JEST.test(line));
}

function relatedTests(line: string, files: readonly string[]): string {
  const words = files.map(quotePath).join(" ");
  return VITEST_RUN.test(line) ? `--passWithNoTests ${words}` : `--passWithNoTests --findRelatedTests ${words}`;
}
