import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { lineDiff, toLines } from "../../src/code/line-diff.ts";

/** What the blocks make of the old lines: has to be the new lines. */
function replay(before: readonly string[], after: readonly string[]): readonly string[] {
  const result: string[] = [];
  let at = 0;
  for (const block of lineDiff(before, after)) {
    result.push(...before.slice(at, block.beforeStart), ...after.slice(block.afterStart, block.afterEnd));
    at = block.beforeEnd;
  }
  return [...result, ...before.slice(at)];
}

/** Length of the longest common subsequence, by the textbook table. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const left of a) {
    const next = [0];
    for (const [index, right] of b.entries()) {
      next.push(left === right ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

const lines = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 25 });

test("the blocks lead from one text to the other, with as few lines as can be", () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      expect(replay(before, after)).toEqual(after);
      const changed = lineDiff(before, after).reduce(
        (sum, block) => sum + block.beforeEnd - block.beforeStart + block.afterEnd - block.afterStart,
        0,
      );
      expect(changed).toBe(before.length + after.length - 2 * longestCommon(before, after));
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["nothing", "", "", []],
  ["the same", "a\nb", "a\nb", []],
  ["a new file", "", "a\nb\n", [{ beforeStart: 0, beforeEnd: 0, afterStart: 0, afterEnd: 2 }]],
  ["a changed line", "a\nb\nc", "a\nx\nc", [{ beforeStart: 1, beforeEnd: 2, afterStart: 1, afterEnd: 2 }]],
  [
    "two places",
    "a\nb\nc\nd",
    "x\na\nb\nd",
    [
      { beforeStart: 0, beforeEnd: 0, afterStart: 0, afterEnd: 1 },
      { beforeStart: 2, beforeEnd: 3, afterStart: 3, afterEnd: 3 },
    ],
  ],
])("%s", (_, before, after, expected) => {
  expect(lineDiff(toLines(before), toLines(after))).toEqual(expected);
});

test.each([
  ["some text", ["some text"]],
  ["_\n", ["_"]],
  ["", []],
  ["\n \n", ["", " "]],
])("the lines of %j are %j", (text, expected) => {
  expect(toLines(text)).toEqual(expected);
});

test.each([
  [["before"], [], ["0-1 → 0-0"]],
  [["Abc"], ["after", "Abc"], ["0-0 → 0-1"]],
  [["Abc", "", "Abc"], ["Abc"], ["1-3 → 1-1"]],
  [[" "], [" ", " "], ["1-1 → 1-2"]],
  [["before", ""], ["afte", "", ""], ["0-1 → 0-2"]],
  [
    ["", ""],
    ["after", "", "", "after"],
    ["0-0 → 0-1", "2-2 → 3-4"],
  ],
  [
    ["before", ""],
    ["", "", "afterafter"],
    ["0-1 → 0-0", "2-2 → 1-3"],
  ],
])("%j became %j", (before, after, expected) => {
  const blocks = lineDiff(before, after);
  expect(blocks.map((one) => `${one.beforeStart}-${one.beforeEnd} → ${one.afterStart}-${one.afterEnd}`)).toEqual(
    expected,
  );
});

test("two texts that have little in common are one block", () => {
  const before = Array.from({ length: 3000 }, (_, index) => `old ${index}`);
  const after = before.map((line, index) => (index === 1500 ? line : `new ${index}`));
  expect(lineDiff(before, after)).toEqual([{ beforeStart: 0, beforeEnd: 3000, afterStart: 0, afterEnd: 3000 }]);
});
