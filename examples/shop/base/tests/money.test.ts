import { describe, expect, test } from "@jest/globals";
import { allocate, formatMoney, scale } from "../src/money";

test.each([
  [1000, 0.19, 190],
  [5, 0.5, 3],
  [-5, 0.5, -3],
])("%d times %d is %d", (amount, factor, expected) => {
  expect(scale(amount, factor)).toBe(expected);
});

describe("allocate", () => {
  test("loses no cent", () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
  });

  test("needs weights", () => {
    expect(() => allocate(100, [])).toThrow(RangeError);
  });
});

test.each([
  [1234, "12.34 EUR"],
  [-5, "-0.05 EUR"],
])("%d reads %s", (amount, text) => {
  expect(formatMoney(amount)).toBe(text);
});
