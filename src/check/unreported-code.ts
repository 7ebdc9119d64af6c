import type { Diagnostic } from "../domain/diagnostic.ts";
import type { FileChange } from "../domain/change.ts";
import { changedLineNumbers } from "./coverage-figures.ts";
import type { GateSubject } from "./gate.ts";
import type { Coverage } from "./parse/coverage.ts";

/**
 * Changed targets with code on changed lines that the coverage report does not speak of at all: no test loads them, or
 * they are not measured. Their lines are run by no test as far as anybody knows. Documentation is no code.
 */
export async function findUnreported(
  coverage: Coverage,
  { tasks, files }: GateSubject,
): Promise<readonly Diagnostic[]> {
  const targets = new Set(tasks.filter(({ kind }) => kind !== "docs").map(({ target }) => target));
  const measured = new Set([...coverage.keys()].map(extensionOf));
  const found: Diagnostic[] = [];
  for (const file of files) {
    const { path, after } = file;
    if (after === undefined || !targets.has(path) || coverage.has(path)) continue;
    const line = await firstCodeLine(file, after, measured);
    if (line === undefined) continue;
    const message =
      "no test loads this file, or its coverage is not measured: its changed lines count as run by no test";
    found.push({ source: "coverage", code: "not-reported", severity: "error", message, path, range: { line } });
  }
  return found;
}

/** Of JavaScript and TypeScript the statements are known; of another language only whether the report holds such files. */
async function firstCodeLine(
  file: FileChange,
  after: string,
  measured: ReadonlySet<string>,
): Promise<number | undefined> {
  const changed = changedLineNumbers(file);
  const { isParsable } = await import("../code/syntax.ts");
  if (!isParsable(file.path)) return measured.has(extensionOf(file.path)) ? changed[0] : undefined;
  const { statementLines } = await import("../code/statement-lines.ts");
  const code = statementLines(file.path, after);
  return changed.find((line) => code.has(line));
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}
