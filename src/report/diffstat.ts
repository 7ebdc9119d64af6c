/** Added and removed lines of one file of a patch. */
export interface FileStat {
  readonly path: string;
  readonly addedLines: number;
  readonly removedLines: number;
}

const HUNK = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/u;
const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

/** A name as git writes it in a patch: bare, or in quotes with C escapes and octal bytes. */
function unquote(name: string): string {
  if (!name.startsWith('"')) return name.replace(/\t$/u, "");
  const bytes: number[] = [];
  const inner = name.slice(1, name.lastIndexOf('"'));
  for (const [part, octal, letter] of inner.matchAll(/\\([0-7]{3})|\\(.)|[^\\]+/gu)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else if (letter !== undefined) bytes.push(ESCAPES[letter] ?? letter.charCodeAt(0));
    else bytes.push(...new TextEncoder().encode(part));
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

/** The path of a `---` or `+++` line: undefined for `/dev/null`. */
function pathOf(line: string): string | undefined {
  const name = unquote(line.slice(4));
  return name === "/dev/null" ? undefined : name.replace(/^[ab]\//u, "");
}

/** How many lines of the hunk at hand are still to come, on either side. */
interface Left {
  readonly before: number;
  readonly after: number;
}

function leftAfter(left: Left, line: string): Left {
  if (line.startsWith("\\")) return left;
  return {
    before: line.startsWith("+") ? left.before : left.before - 1,
    after: line.startsWith("-") ? left.after : left.after - 1,
  };
}

/** Counts the lines of a unified diff in git's format, file by file, in its order. Never throws. */
export function toDiffstat(patch: string): readonly FileStat[] {
  const stats: { path: string; addedLines: number; removedLines: number }[] = [];
  let before: string | undefined;
  let left: Left = { before: 0, after: 0 };
  for (const line of patch.split("\n")) {
    const current = stats.at(-1);
    if (current !== undefined && (left.before > 0 || left.after > 0)) {
      left = leftAfter(left, line);
      if (line.startsWith("+")) current.addedLines += 1;
      if (line.startsWith("-")) current.removedLines += 1;
      continue;
    }
    const hunk = HUNK.exec(line);
    if (hunk !== null) left = { before: Number(hunk[1] ?? 1), after: Number(hunk[2] ?? 1) };
    if (line.startsWith("--- ")) before = pathOf(line);
    if (line.startsWith("+++ ")) stats.push({ path: pathOf(line) ?? before ?? "", addedLines: 0, removedLines: 0 });
  }
  return stats;
}
