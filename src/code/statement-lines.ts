import { instrument } from "./instrument.ts";

/** The 1-based lines on which statements begin that can run, as coverage tools count them; of JavaScript and TypeScript. */
export function statementLines(path: string, text: string): ReadonlySet<number> {
  const { points } = instrument(path, text, { coverage: "on", comparisons: "off" });
  return new Set(points.filter(({ type }) => type === "statement").map(({ line }) => line));
}
