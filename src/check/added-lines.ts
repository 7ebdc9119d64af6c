import type { FileChange } from "../domain/change.ts";

/** One line that a file has now and did not have before; the number is 1-based in the new version. */
export interface AddedLine {
  readonly number: number;
  readonly text: string;
}

/**
 * The lines that are new in a file, in order. A line counts as new when it stands more often after than before,
 * wherever it stands: a moved line is not new. Linear in both texts.
 */
export function addedLines(file: FileChange): readonly AddedLine[] {
  const remaining = new Map<string, number>();
  for (const line of toLines(file.before)) remaining.set(line, (remaining.get(line) ?? 0) + 1);
  const added: AddedLine[] = [];
  let number = 0;
  for (const text of toLines(file.after)) {
    number += 1;
    const left = remaining.get(text) ?? 0;
    if (left > 0) remaining.set(text, left - 1);
    else added.push({ number, text });
  }
  return added;
}

/** The lines of a text without their ends; none where there is no text. */
export function toLines(text: string | undefined): readonly string[] {
  return text === undefined || text === "" ? [] : text.split(/\r?\n/u);
}
