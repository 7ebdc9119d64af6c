import { expect, test } from "@jest/globals";
import { searchGreen, type CommitState } from "../../src/run/search-green.ts";

/** Commits by distance from head, the nearest first; beyond them the history ends. */
async function search(
  states: readonly CommitState[],
  maxRuns = 10,
): Promise<{ readonly found: number | undefined; readonly looked: readonly number[] }> {
  const looked: number[] = [];
  const found = await searchGreen(
    (distance) => {
      looked.push(distance);
      return Promise.resolve(states[distance - 1] ?? "none");
    },
    { maxRuns, isLate: () => false },
  );
  return { found, looked };
}

const red = (count: number): readonly CommitState[] => Array.from({ length: count }, () => "red");

test.each<[string, readonly CommitState[], number | undefined, readonly number[]]>([
  ["the commit before head", ["green"], 1, [1]],
  ["two before", [...red(1), "green"], 2, [1, 2]],
  ["between two distances: halved", [...red(4), "green", "green", "green", "green"], 5, [1, 2, 4, 8, 6, 5]],
  ["just before the last distance", [...red(7), "green"], 8, [1, 2, 4, 8, 6, 7]],
  ["further away than anything looked at", red(20), undefined, [1, 2, 4, 8]],
  ["the history ends first", red(3), undefined, [1, 2, 4]],
  ["what tells nothing is passed over", ["same", "same", "same", "green"], 4, [1, 2, 4, 3]],
])("%s", async (_, states, found, looked) => {
  expect(await search(states)).toEqual({ found, looked });
});

test("runs are limited, and what tells nothing costs none", async () => {
  expect(await search([...red(4), ...Array.from({ length: 4 }, (): CommitState => "green")], 4)).toEqual({
    found: 8,
    looked: [1, 2, 4, 8],
  });
  expect((await search(["same", "red", "red", "red"], 2)).looked).toEqual([1, 2, 4]);
});

test("a search that is late ends with what it has", async () => {
  const looked: number[] = [];
  const stateAt = (distance: number): Promise<CommitState> => {
    looked.push(distance);
    return Promise.resolve(distance === 4 ? "green" : "red");
  };
  expect(await searchGreen(stateAt, { maxRuns: 9, isLate: () => looked.length > 2 })).toBe(4);
  expect(looked).toEqual([1, 2, 4]);
});
