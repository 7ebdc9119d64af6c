import { expect, test } from "@jest/globals";
import { taxOn } from "../src/tax";

test.each([
  ["DE", "books", 70],
  ["DE", "household", 190],
  ["FR", "food", 55],
] as const)("tax in %s on %s", (country, category, expected) => {
  expect(taxOn(1000, country, category)).toBe(expected);
});

test("names the country that has no rates", () => {
  expect(() => taxOn(1000, "XX", "food")).toThrow("no tax rates for XX");
});
