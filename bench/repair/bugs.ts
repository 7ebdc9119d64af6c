import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { PROJECT } from "../../scripts/sample.ts";

/** One function with a mistake, its reference and its tests (HumanEvalFix of OctoPack, JavaScript; MIT). */
export interface Bug {
  readonly id: string;
  readonly name: string;
  readonly buggy: string;
  readonly reference: string;
  /** All tests, and the few that the function's description shows: programs of `console.assert` calls. */
  readonly full: string;
  readonly example: string;
}

function field(value: unknown, name: string): string {
  const found: unknown = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  if (typeof found !== "string") throw new Error(`an entry has no ${name}`);
  return found;
}

/** The bugs of `humanevalfix-dev.jsonl` in ASSAY_BENCH_DATA, or in `../shared/bench` beside the project. */
export async function readBugs(): Promise<readonly Bug[]> {
  const folder = process.env["ASSAY_BENCH_DATA"] ?? path.join(PROJECT, "..", "shared", "bench");
  const file = path.join(folder, "humanevalfix-dev.jsonl");
  if (!existsSync(file)) throw new Error(`there is no ${file}: name its folder in ASSAY_BENCH_DATA`);
  const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => {
    const entry: unknown = JSON.parse(line);
    const declaration = field(entry, "declaration");
    return {
      id: field(entry, "task_id"),
      name: field(entry, "entry_point"),
      buggy: declaration + field(entry, "buggy_solution"),
      reference: declaration + field(entry, "canonical_solution"),
      full: field(entry, "test"),
      example: field(entry, "example_test"),
    };
  });
}
