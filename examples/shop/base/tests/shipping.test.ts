import { expect, test } from "@jest/globals";
import { SHIPPING_RULES, shippingCost } from "../src/shipping";
import { PAN, TEA } from "./products";

test("an empty cart costs nothing", () => {
  expect(shippingCost([], SHIPPING_RULES.home)).toBe(0);
});

test.each([
  ["home", 510],
  ["abroad", 1200],
] as const)("one kilo, %s", (zone, expected) => {
  expect(shippingCost([{ product: TEA, quantity: 4 }], SHIPPING_RULES[zone])).toBe(expected);
});

test("weight is rounded up", () => {
  expect(shippingCost([{ product: PAN, quantity: 1 }], SHIPPING_RULES.home)).toBe(630);
});
