import type { FileMetrics } from "../../code/metrics/measure-file.ts";

/** A measure of a file, in words, and above what it is worth to be brought down. */
interface Measure {
  readonly key: keyof FileMetrics;
  readonly words: string;
  readonly enough: number;
}

/** In the order in which they are worth it: what nothing needs goes before what is hard to read. */
const MEASURES: readonly Measure[] = [
  { key: "dead", words: "declarations that nothing reads and statements that nothing reaches", enough: 0 },
  { key: "duplicatedLines", words: "lines that stand in the file twice", enough: 0 },
  { key: "cyclomatic", words: "paths through the most divided function", enough: 10 },
  { key: "longestFunction", words: "lines of the longest function", enough: 60 },
  { key: "cognitive", words: "cognitive complexity of the whole file", enough: 15 },
  { key: "dated", words: "forms for which the language has a clearer one", enough: 0 },
];

const SCRIPT = /\.[cm]?[jt]sx?$/iu;

/** What a refactoring has to bring down, as measured now; empty for a language that is not measured here. */
export async function renderMeasures(path: string, text: string): Promise<string> {
  if (!SCRIPT.test(path)) return "";
  const { measureFile } = await import("../../code/metrics/measure-file.ts");
  const found = measureFile(path, text);
  const all = MEASURES.map(({ key, words }) => `${words}: ${found[key]}`).join("; ");
  const worst = MEASURES.find(({ key, enough }) => found[key] > enough);
  const goal =
    worst === undefined
      ? "Nothing stands out: decline unless one of them can clearly be lower."
      : `Goal: bring "${worst.words}" down from ${found[worst.key]}, in one function or for one idea; the others may not get worse for it.`;
  return `Measured now: ${all}.\n${goal}`;
}
