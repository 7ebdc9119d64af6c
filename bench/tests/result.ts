import { renderTable } from "../lib/measurement.ts";

interface Published {
  readonly stmt: number | null;
  readonly branch: number | null;
}

/** A package of the list. */
export interface Package {
  readonly name: string;
  readonly version: string;
  readonly published?: { readonly testpilot_gpt35turbo?: Published; readonly nessie?: Published };
}

/** What was measured of one. */
export interface Result {
  readonly name: string;
  readonly files: number;
  readonly tests: number;
  readonly flaky: number;
  readonly stmt: number;
  readonly branch: number;
  /** By the gate's own mutants, and by StrykerJS. */
  readonly mutation: number;
  readonly stryker: number;
  readonly seconds: number;
  readonly megabytes: number;
  readonly note: string;
}

const figure = (value: unknown): string | number =>
  typeof value !== "number" || Number.isNaN(value) ? "-" : Number(value.toFixed(1));

/** A line for each package, beside what was published for other tools. */
export function renderResults(results: readonly Result[], packages: readonly Package[]): string {
  const rows = results.map((result) => {
    const published = packages.find(({ name }) => name === result.name)?.published;
    return [
      ...[result.name, result.files, result.tests, result.flaky],
      ...[result.stmt, result.branch, result.mutation, result.stryker, result.seconds, result.megabytes].map(figure),
      ...[published?.testpilot_gpt35turbo?.stmt, published?.testpilot_gpt35turbo?.branch, published?.nessie?.stmt].map(
        figure,
      ),
      result.note,
    ];
  });
  const head = [
    "package",
    "files",
    "tests",
    "flaky",
    "stmt %",
    "branch %",
    "mutants %",
    "StrykerJS %",
    "seconds",
    "MiB",
    "TestPilot stmt",
    "branch",
    "Nessie stmt",
    "run",
  ];
  return renderTable([head, ...rows]);
}
