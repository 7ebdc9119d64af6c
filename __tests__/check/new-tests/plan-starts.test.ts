import { expect, test } from "@jest/globals";
import { partsOf, planStarts, type Start } from "../../../src/check/new-tests/plan-starts.ts";
import type { FormatName } from "../../../src/domain/policy.ts";
import type { KnownRunner } from "../../../src/check/new-tests/runner-line.ts";
import { repoPath } from "../../probe/plans.ts";

const TEXT = 'test("one", () => { expect(1).toBe(f()); });\ntest("two", () => { expect(2).toBe(f()); });\n';
const fileOf = (text: string) => ({ path: repoPath("a.test.js"), target: repoPath("a.js"), text });
const SURROUNDINGS = [
  { env: {}, clock: "now" },
  { env: { TZ: "Asia/Tokyo" }, clock: "now" },
  { env: {}, clock: "another day" },
] as const;

/** Seed, time zone and what is run, in short. */
function shown(starts: readonly Start[]): readonly string[] {
  return starts.map(({ variant, paths, again, clocks, alone }) => {
    const parts = [`files ${paths.length}+${again.length}`, `clocks ${clocks.length}`, `alone ${alone.length}`];
    return [variant.seed ?? "-", variant.env?.["TZ"] ?? "-", ...parts].join(" ");
  });
}

test("a copy begins with the comment that tells Jest the environment", () => {
  const first = "/** @jest-environment jsdom */";
  const way = { line: "jest", runner: "jest", format: "jest-json" } as const;
  const [start] = planStarts([fileOf(`${first}\n${TEXT}`)], way, { runs: 3, surroundings: SURROUNDINGS });
  const copies = [start?.again, start?.clocks, start?.alone].flatMap((some = []) => some);
  expect(copies.map(({ files }) => files[0]?.after?.startsWith(`${first}\n`))).toEqual([true, true, true, true]);
  expect(copies[1]?.files[0]?.after).toMatch(/require\("\.\/assay-clock-a\.test\.js\.cjs"\);\n[^]*test\("one"/u);
});

const ROWS: readonly (readonly [KnownRunner, FormatName, string, number, readonly string[]])[] = [
  ["jest", "jest-json", TEXT, 3, ["1 - files 1+1 clocks 1 alone 2", "2 Asia/Tokyo files 1+1 clocks 0 alone 0"]],
  [
    "jest",
    "jest-json",
    TEXT,
    4,
    ["1 - files 1+1 clocks 1 alone 2", "2 Asia/Tokyo files 1+1 clocks 0 alone 0", "4 - files 1+1 clocks 0 alone 0"],
  ],
  ["jest", "jest-json", TEXT, 1, ["1 - files 1+1 clocks 0 alone 2"]],
  // Nothing tells of which file a test was.
  [
    "jest",
    "tap",
    TEXT,
    2,
    ["1 - files 1+0 clocks 0 alone 0", "2 Asia/Tokyo files 1+0 clocks 0 alone 0", "- - files 0+0 clocks 0 alone 2"],
  ],
  // All files in one world.
  [
    "mocha",
    "mocha-json",
    TEXT,
    3,
    ["1 - files 1+0 clocks 0 alone 0", "2 Asia/Tokyo files 1+0 clocks 0 alone 0", "3 - files 0+0 clocks 1 alone 0"],
  ],
  // A copy would not find its snapshots.
  [
    "jest",
    "jest-json",
    TEXT.replace("toBe(f())", "toMatchSnapshot()"),
    3,
    ["1 - files 1+0 clocks 0 alone 0", "2 Asia/Tokyo files 1+0 clocks 0 alone 0", "3 - files 1+0 clocks 0 alone 0"],
  ],
];

test.each(ROWS)("%s with %s", (runner, format, text, runs, expected) => {
  const starts = planStarts([fileOf(text)], { line: runner, runner, format }, { runs, surroundings: SURROUNDINGS });
  expect(shown(starts)).toEqual(expected);
});

test("a start falls into one for each kind of file", () => {
  const [start] = planStarts(
    [fileOf(TEXT)],
    { line: "jest", runner: "jest", format: "jest-json" },
    { runs: 3, surroundings: SURROUNDINGS },
  );
  expect(shown(start === undefined ? [] : partsOf(start))).toEqual([
    "1 - files 1+0 clocks 0 alone 0",
    "1 - files 0+1 clocks 0 alone 0",
    "1 - files 0+0 clocks 1 alone 0",
    "1 - files 0+0 clocks 0 alone 2",
  ]);
});
