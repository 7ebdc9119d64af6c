/** A run of lines that differ: `before[start, end)` became `after[start, end)`; 0-based, end exclusive. */
export interface LineBlock {
  readonly beforeStart: number;
  readonly beforeEnd: number;
  readonly afterStart: number;
  readonly afterEnd: number;
}

/** More differences than this are not worth telling apart: the rest counts as one rewritten block. */
const MAX_EDITS = 1000;

/** The lines of a text without their breaks; a break at the end makes no further line. Empty text has none. */
export function toLines(text: string): readonly string[] {
  if (text === "") return [];
  const lines = text.split("\n");
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

/**
 * What differs between two texts, as blocks in order: the shortest edit script of E. Myers, "An O(ND) difference
 * algorithm and its variations" (1986), after cutting off what both have in common at either end. Beyond 1,000
 * differing lines the middle is one block.
 */
export function lineDiff(before: readonly string[], after: readonly string[]): readonly LineBlock[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let [beforeEnd, afterEnd] = [before.length, after.length];
  while (beforeEnd > start && afterEnd > start && before[beforeEnd - 1] === after[afterEnd - 1]) {
    beforeEnd -= 1;
    afterEnd -= 1;
  }
  if (beforeEnd === start && afterEnd === start) return [];
  const whole = { beforeStart: start, beforeEnd, afterStart: start, afterEnd };
  if (beforeEnd === start || afterEnd === start) return [whole];
  const trace = searchEdits(before.slice(start, beforeEnd), after.slice(start, afterEnd));
  if (trace === undefined) return [whole];
  const matches = backtrack(trace, beforeEnd - start, afterEnd - start);
  return toBlocks(matches, whole);
}

/** How many lines differ between two texts. */
export function countChanges(before: string, after: string): { readonly added: number; readonly removed: number } {
  let [added, removed] = [0, 0];
  for (const block of lineDiff(toLines(before), toLines(after))) {
    added += block.afterEnd - block.afterStart;
    removed += block.beforeEnd - block.beforeStart;
  }
  return { added, removed };
}

/** Furthest x per diagonal after each number of edits; undefined beyond the limit. */
function searchEdits(a: readonly string[], b: readonly string[]): readonly ReadonlyMap<number, number>[] | undefined {
  const trace: ReadonlyMap<number, number>[] = [];
  let furthest: ReadonlyMap<number, number> = new Map([[1, 0]]);
  for (let edits = 0; edits <= Math.min(a.length + b.length, MAX_EDITS); edits += 1) {
    const next = new Map<number, number>();
    trace.push(furthest);
    for (let k = -edits; k <= edits; k += 2) {
      let x = isDown(furthest, k, edits) ? at(furthest, k + 1) : at(furthest, k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      next.set(k, x);
      if (x >= a.length && x - k >= b.length) return trace;
    }
    furthest = next;
  }
  return undefined;
}

function at(furthest: ReadonlyMap<number, number>, k: number): number {
  return furthest.get(k) ?? -1;
}

function isDown(furthest: ReadonlyMap<number, number>, k: number, edits: number): boolean {
  return k === -edits || (k !== edits && at(furthest, k - 1) < at(furthest, k + 1));
}

/** The pairs of equal lines on the shortest path, in order. */
function backtrack(
  trace: readonly ReadonlyMap<number, number>[],
  beforeLength: number,
  afterLength: number,
): readonly (readonly [number, number])[] {
  const matches: (readonly [number, number])[] = [];
  let [x, y] = [beforeLength, afterLength];
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const furthest = trace[edits];
    if (furthest === undefined) break;
    const k = x - y;
    const fromK = isDown(furthest, k, edits) ? k + 1 : k - 1;
    const fromX = edits === 0 ? 0 : at(furthest, fromK);
    const fromY = edits === 0 ? 0 : fromX - fromK;
    while (x > fromX && y > fromY) {
      x -= 1;
      y -= 1;
      matches.push([x, y]);
    }
    [x, y] = [fromX, fromY];
  }
  return matches.reverse();
}

function toBlocks(matches: readonly (readonly [number, number])[], whole: LineBlock): readonly LineBlock[] {
  const blocks: LineBlock[] = [];
  const { beforeStart, afterStart } = whole;
  let [x, y] = [beforeStart, afterStart];
  const close = (beforeEnd: number, afterEnd: number): void => {
    if (beforeEnd > x || afterEnd > y) blocks.push({ beforeStart: x, beforeEnd, afterStart: y, afterEnd });
    [x, y] = [beforeEnd + 1, afterEnd + 1];
  };
  for (const [beforeLine, afterLine] of matches) close(beforeStart + beforeLine, afterStart + afterLine);
  close(whole.beforeEnd, whole.afterEnd);
  return blocks;
}
