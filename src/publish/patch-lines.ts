/** Lines of the old file that a patch replaces, and what stands there afterwards. */
export interface LineChange {
  /** Path after the change. */
  readonly path: string;
  /** 1-based; for an insertion the line before which it stands. */
  readonly start: number;
  /** Exclusive; equal to `start` for an insertion. */
  readonly end: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
  /** The lines before and after the change, where the patch shows them. */
  readonly before?: string;
  readonly after?: string;
}

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/u;

interface Cursor {
  path: string;
  line: number;
  /** Lines of either side that the hunk at hand still has. */
  oldLeft: number;
  newLeft: number;
  before: string | undefined;
  open: { start: number; removed: string[]; added: string[]; before: string | undefined } | undefined;
}

function close(cursor: Cursor, changes: LineChange[], after?: string): void {
  const { open, path } = cursor;
  cursor.open = undefined;
  if (open === undefined) return;
  const { start, removed, added, before } = open;
  const end = start + removed.length;
  const around = { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
  changes.push({ path, start, end, removed, added, ...around });
}

function readBodyLine(cursor: Cursor, line: string, changes: LineChange[]): void {
  const [sign, text] = [line.slice(0, 1), line.slice(1)];
  if (sign === "\\") return;
  if (sign === "+" || sign === "-") {
    cursor.open ??= { start: cursor.line, removed: [], added: [], before: cursor.before };
    if (sign === "+") {
      cursor.open.added.push(text);
      cursor.newLeft -= 1;
      return;
    }
    cursor.open.removed.push(text);
  } else {
    close(cursor, changes, text);
    cursor.newLeft -= 1;
  }
  cursor.before = text;
  cursor.oldLeft -= 1;
  cursor.line += 1;
}

/**
 * The changes of a unified diff in git's format, each run of removed and added lines one by one, in order. Quoted names
 * stay quoted. Never throws.
 */
export function toLineChanges(patch: string): readonly LineChange[] {
  const changes: LineChange[] = [];
  const cursor: Cursor = { path: "", line: 0, oldLeft: 0, newLeft: 0, before: undefined, open: undefined };
  for (const line of patch.split("\n")) {
    if (cursor.oldLeft > 0 || cursor.newLeft > 0) {
      readBodyLine(cursor, line, changes);
      continue;
    }
    if (line.startsWith("\\")) continue;
    close(cursor, changes);
    if (line.startsWith("+++ ")) cursor.path = line.slice(4).replace(/^b\//u, "").replace(/\t$/u, "");
    const hunk = HUNK.exec(line);
    if (hunk === null) continue;
    const [, start = "0", before = "1", after = "1"] = hunk;
    cursor.oldLeft = Number(before);
    cursor.newLeft = Number(after);
    // Of an empty range git names the line before it.
    cursor.line = cursor.oldLeft === 0 ? Number(start) + 1 : Number(start);
    cursor.before = undefined;
  }
  close(cursor, changes);
  return changes;
}
