import { expect, test } from "@jest/globals";
import { bestDiscount, discountOn, type Discount } from "../src/discount";
import { BOOK, TEA } from "./products";

const cart = [
  { product: TEA, quantity: 10 },
  { product: BOOK, quantity: 1 },
];

test.each<[Discount, number]>([
  [{ type: "percent", percent: 10 }, 639],
  [{ type: "bulk", from: 10, percent: 20 }, 900],
  [{ type: "amount", amount: 9999 }, 6390],
])("%j takes %d off", (discount, expected) => {
  expect(discountOn(cart, discount)).toBe(expected);
});

test("the best discount wins", () => {
  const discounts: Discount[] = [
    { type: "percent", percent: 10 },
    { type: "amount", amount: 700 },
  ];
  expect(bestDiscount(cart, discounts)).toBe(700);
  expect(bestDiscount(cart, [])).toBe(0);
});
