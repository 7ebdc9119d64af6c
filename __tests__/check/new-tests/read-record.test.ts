import { expect, test } from "@jest/globals";
import { readRecord } from "../../../src/check/new-tests/read-record.ts";

const lines = (...entries: readonly object[]): string => entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");

test("which tests reach which mutants, and what tests cost", () => {
  const { survey } = readRecord(
    lines(
      { type: "began", id: 0 },
      { type: "survey", load: 12, costs: [{ ms: 1.5, ticks: 7 }, null], reached: [[3, 4], [4]], outside: [9] },
      { type: "quiet", tests: [1] },
    ),
  );
  expect(survey).toEqual({
    load: 12,
    costs: [{ ms: 1.5, ticks: 7 }, null],
    reachedBy: new Map([
      [3, [0]],
      [4, [0, 1]],
    ]),
    outside: new Set([9]),
    quiet: [1],
  });
});

test("a process that was ended: what it had found, and at which mutant it stood", () => {
  const text = lines(
    { type: "began", id: 3 },
    { type: "finished", id: 3 },
    { type: "began", id: 4 },
    { type: "noticed", id: 4, title: "adds", isEndless: true },
    { type: "finished", id: 4 },
    { type: "began", id: 8 },
  );
  expect(readRecord(`${text}{"type":"fini`)).toEqual({
    noticed: [{ id: 4, title: "adds", isEndless: true }],
    finished: new Set([3, 4]),
    last: 8,
  });
});

test("nothing that tests could write into it is taken for more than it is", () => {
  const text = lines(
    { type: "survey", costs: "all", reached: { 1: 2 }, outside: [null, "3", 5] },
    { type: "finished", id: "7" },
    { type: "noticed" },
    [1, 2],
  );
  expect(readRecord(text)).toEqual({
    survey: { costs: [], reachedBy: new Map(), outside: new Set([5]), quiet: [] },
    noticed: [],
    finished: new Set(),
  });
  expect(readRecord("")).toEqual({ noticed: [], finished: new Set() });
});
