import type { FileMetrics } from "../../code/metrics/measure-file.ts";
import { MEASURES } from "../../code/metrics/measures.ts";

/** Above what a measure is worth to be brought down. */
const ENOUGH: FileMetrics = {
  dead: 0,
  duplicatedLines: 0,
  cyclomatic: 10,
  longestFunction: 60,
  cognitive: 15,
  dated: 0,
};

const SCRIPT = /\.[cm]?[jt]sx?$/iu;

/** What a refactoring has to bring down, as measured now; empty for a language that is not measured here. */
export async function renderMeasures(path: string, text: string): Promise<string> {
  if (!SCRIPT.test(path)) return "";
  const { measureFile } = await import("../../code/metrics/measure-file.ts");
  const found = measureFile(path, text);
  const all = MEASURES.map(({ key, words }) => `${words}: ${found[key]}`).join("; ");
  const worst = MEASURES.find(({ key }) => found[key] > ENOUGH[key]);
  const goal =
    worst === undefined
      ? "Nothing stands out: decline unless one of them can clearly be lower."
      : `Goal: bring "${worst.words}" down from ${found[worst.key]}, in one function or for one idea; the others may not get worse for it.`;
  return `Measured now: ${all}.\n${goal}`;
}
