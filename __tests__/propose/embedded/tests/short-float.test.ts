import { expect, test } from "@jest/globals";
import { isRounded, shortFloat } from "../../../../src/propose/embedded/tests/short-float.ts";

test.each([
  [0.1 + 0.2, "0.3", 9],
  [-1.272019649514069, "-1.27201965", 8],
  [676.5081213374, "676.5081213", 6],
  [123_456_789_012.125, "123456789012.13", 1],
  [3.241_592_653_589e-15, "3.241592654e-15", 23],
])("%d is written with the digits that count", (value, text, places) => {
  expect(shortFloat(value)).toEqual({ text, places });
});

test("what is rounded away always lies within the places that count", () => {
  for (let exponent = -300; exponent < 20; exponent += 1) {
    for (const digits of [1.000_000_000_49, 1.272_019_649_514_069, 4.999_999_999_5, 9.999_999_999_99]) {
      const value = digits * 10 ** exponent;
      const { text, places } = shortFloat(value);
      expect(Math.abs(value - Number(text))).toBeLessThan(10 ** -places / 2);
    }
  }
});

test("whole numbers and those with few digits are written as they are", () => {
  expect([1, 0.25, -12.5, 1e21, 0.1 + 0.2, Math.PI].map(isRounded)).toEqual([false, false, false, false, true, true]);
});
