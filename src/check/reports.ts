import { COVERAGE_NAME, REPORT_NAME } from "./expand-line.ts";
import type { NamedTool } from "./reading.ts";
import type { Launch } from "./tool-runner.ts";

/** A report of a launch: `stdout` or its path in `{scratch}`; no text where it is there and cannot be read. */
export interface Report {
  readonly place: string;
  readonly text?: string;
}

/** The file `{report}`, or the files in it, for runners that write one for each class or module; else what was printed. */
export function reportsOf({ result }: Launch, { run }: Pick<NamedTool, "run">): readonly Report[] {
  if (!run.includes("{report}")) return [{ place: "stdout", text: result.stdout }];
  return scratchReports(result, (path) => path === REPORT_NAME || path.startsWith(`${REPORT_NAME}/`));
}

/**
 * `{coverage}` is a file to some tools, and to most a directory that holds the report under one of its usual names, or one
 * for each module below the module's folder; without it the report goes to standard output.
 */
export function coverageReportsOf(
  { result }: Launch,
  { run }: Pick<NamedTool, "run">,
  names: readonly string[],
): readonly Report[] {
  if (!run.includes("{coverage}")) return [{ place: "stdout", text: result.stdout }];
  const found = names.map((name) =>
    scratchReports(result, (path) => path.startsWith(`${COVERAGE_NAME}/`) && path.endsWith(`/${name}`)),
  );
  return found.find(({ length }) => length > 0) ?? scratchReports(result, (path) => path === COVERAGE_NAME);
}

/** Sorted by path. What could not be read is among the flaws alone. */
function scratchReports(
  { scratch, flaws = new Map<string, string>() }: Launch["result"],
  isReport: (path: string) => boolean,
): readonly Report[] {
  const places = [...new Set([...scratch.keys(), ...flaws.keys()])].filter(isReport).sort();
  return places.map((place) => {
    const text = scratch.get(place);
    return { place, ...(text === undefined ? {} : { text }) };
  });
}

/** The folder of the module that a coverage report lies below; "" for none. */
export function moduleOf(place: string): string {
  return place.split("/").slice(1, -1).join("/");
}
