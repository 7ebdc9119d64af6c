import { expect, test } from "@jest/globals";
import { addToCart, subtotal } from "../src/cart";
import { BOOK, TEA } from "./products";

test("adds quantities of the same product", () => {
  const cart = addToCart(addToCart([], TEA, 1), TEA, 2);
  expect(cart).toEqual([{ product: TEA, quantity: 3 }]);
});

test.each([0, -1, 1.5])("refuses the quantity %d", (quantity) => {
  expect(() => addToCart([], TEA, quantity)).toThrow(RangeError);
});

test("sums up", () => {
  expect(subtotal(addToCart(addToCart([], TEA, 2), BOOK, 1))).toBe(2790);
});
