/** A tool's remark at a place, as far as the text that it prints for people tells it. */
export interface Remark {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
}

/** `src/a.ts(3,5): error TS2322`, `a.ts:3:5 - error TS2322`, `a.py:3: error:`, `./a.go:3:5: error`. */
const INLINE = /^[ \t]*(?:\.\/)?([\w@./+-]+\.[A-Za-z]{1,5})(?:\((\d+),\d+\)|:(\d+)(?::\d+)?):? +(?:- +)?error\b/u;
/** ESLint's format for people: the file on a line of its own, its remarks indented below. */
const FILE_LINE = /^(?:\.\/)?([\w@./+-]+\.[A-Za-z]{1,5})$/u;
const BELOW_FILE = /^ {2,}(\d+):\d+ +error\b/u;

/** The errors that linters and type checkers name with their place, in the order in which they are printed. */
export function findRemarks(output: string): readonly Remark[] {
  const found: Remark[] = [];
  let file: string | undefined;
  for (const line of output.split("\n")) {
    const inline = INLINE.exec(line);
    const below = BELOW_FILE.exec(line);
    if (inline !== null) found.push({ path: inline[1] ?? "", line: Number(inline[2] ?? inline[3]) });
    else if (below !== null && file !== undefined) found.push({ path: file, line: Number(below[1]) });
    else if (!line.startsWith(" ")) file = FILE_LINE.exec(line.trimEnd())?.[1];
  }
  return found;
}
