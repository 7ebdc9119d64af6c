/** A piece of text to be put in place of another; offsets in UTF-16 units, `length` may be 0. */
export interface TextChange {
  readonly start: number;
  readonly length: number;
  readonly text: string;
}

/** Applies changes that do not overlap to a text; of insertions at the same place the first stands first. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  const sorted = changes.toSorted((a, b) => a.start - b.start);
  let result = "";
  let at = 0;
  for (const change of sorted) {
    result += text.slice(at, change.start) + change.text;
    at = change.start + change.length;
  }
  return result + text.slice(at);
}

/** Whether changes touch one another: two insertions at one place count, for their order would be a guess. */
export function overlaps(changes: readonly TextChange[]): boolean {
  const sorted = changes.toSorted((a, b) => a.start - b.start);
  return sorted.some((change, index) => {
    const before = sorted[index - 1];
    return before !== undefined && change.start <= before.start + before.length;
  });
}

/** The trimmed lines of the new text that changes wrote, blank ones left out. */
export function writtenLines(text: string, changes: readonly TextChange[]): readonly string[] {
  const after = applyChanges(text, changes);
  const lines = new Set<string>();
  let shift = 0;
  for (const change of changes.toSorted((a, b) => a.start - b.start)) {
    const start = after.lastIndexOf("\n", change.start + shift - 1) + 1;
    const end = after.indexOf("\n", change.start + shift + change.text.length);
    for (const line of after.slice(start, end < 0 ? undefined : end).split("\n")) {
      if (line.trim() !== "") lines.add(line.trim());
    }
    shift += change.text.length - change.length;
  }
  return [...lines];
}
