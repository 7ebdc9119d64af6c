import type { FileChange } from "../domain/change.ts";
import type { Diagnostic } from "../domain/diagnostic.ts";
import { lineDiff, toLines, type LineBlock } from "../code/line-diff.ts";

/** What changed between two lists of diagnostics. */
export interface DiagnosticsChange {
  /** In `after` and not in `before`. */
  readonly added: readonly Diagnostic[];
  /** In `before` and not in `after`. */
  readonly fixed: readonly Diagnostic[];
}

/**
 * Compares two lists as multisets by content: source, code, path, message and the text of the line, never the line's
 * number. A diagnostic on a line that was itself rewritten is still the old one if, in the same block of the diff, the
 * same was said before.
 */
export function compareDiagnostics(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
  files: readonly FileChange[],
): DiagnosticsChange {
  const exact = pairOff(before, after, (diagnostic) => keyOf(diagnostic, diagnostic.lineText ?? ""));
  const blocks = new Map(files.map((file) => [String(file.path), blocksOf(file)]));
  const place = (side: "before" | "after") => (diagnostic: Diagnostic) => {
    const block = blockAt(blocks.get(diagnostic.path ?? ""), diagnostic.range?.line, side);
    return block === undefined ? undefined : keyOf(diagnostic, `block ${block}`);
  };
  return pairOff(exact.fixed, exact.added, place("before"), place("after"));
}

type Key = (diagnostic: Diagnostic) => string | undefined;

/** Takes out pairs with the same key; what has no key has no pair. */
function pairOff(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
  beforeKey: Key,
  afterKey: Key = beforeKey,
): DiagnosticsChange {
  const waiting = new Map<string, number>();
  for (const key of before.map(beforeKey)) if (key !== undefined) waiting.set(key, (waiting.get(key) ?? 0) + 1);
  const paired = new Map<string, number>();
  const added = after.filter((diagnostic) => {
    const key = afterKey(diagnostic);
    const left = key === undefined ? 0 : (waiting.get(key) ?? 0) - (paired.get(key) ?? 0);
    if (key === undefined || left <= 0) return true;
    paired.set(key, (paired.get(key) ?? 0) + 1);
    return false;
  });
  const fixed = before.filter((diagnostic) => {
    const key = beforeKey(diagnostic);
    const left = key === undefined ? 0 : (paired.get(key) ?? 0);
    if (key === undefined || left <= 0) return true;
    paired.set(key, left - 1);
    return false;
  });
  return { added, fixed };
}

function keyOf(diagnostic: Diagnostic, place: string): string {
  const { source, code, path, message } = diagnostic;
  return JSON.stringify([source, code ?? "", path ?? "", normalised(message), place]);
}

/** Places inside a message move with the lines, and blanks do not matter. */
function normalised(message: string): string {
  return message
    .replaceAll(/\b(?:line )?\d+:\d+\b|\(\d+,\d+\)/gu, "<place>")
    .replaceAll(/\s+/gu, " ")
    .trim();
}

function blocksOf(file: FileChange): readonly LineBlock[] {
  return lineDiff(toLines(file.before ?? ""), toLines(file.after ?? ""));
}

function blockAt(
  blocks: readonly LineBlock[] | undefined,
  line: number | undefined,
  side: "before" | "after",
): number | undefined {
  if (blocks === undefined || line === undefined) return undefined;
  const found = blocks.findIndex((block) =>
    side === "before"
      ? line - 1 >= block.beforeStart && line - 1 < block.beforeEnd
      : line - 1 >= block.afterStart && line - 1 < block.afterEnd,
  );
  return found < 0 ? undefined : found;
}
