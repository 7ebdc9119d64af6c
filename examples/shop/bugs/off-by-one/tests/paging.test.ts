import { expect, test } from "@jest/globals";
import { pageCount, pageOf } from "../src/paging";

const items = ["a", "b", "c", "d", "e", "f", "g"];

test.each([
  [1, 3, ["a", "b", "c"]],
  [2, 3, ["d", "e", "f"]],
  [3, 3, ["g"]],
  [4, 3, []],
  [2, 1, ["b"]],
  [2, 4, ["e", "f", "g"]],
])("page %d by %d", (page, size, expected) => {
  expect(pageOf(items, page, size)).toEqual(expected);
});

test.each([
  [7, 3, 3],
  [6, 3, 2],
  [0, 3, 0],
])("%d items by %d", (length, size, expected) => {
  expect(pageCount(length, size)).toBe(expected);
});
