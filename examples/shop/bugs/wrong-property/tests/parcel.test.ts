import { expect, test } from "@jest/globals";
import { pack } from "../src/parcel";
import { BOOK, PAN, TEA } from "./products";

test("nothing but wrapping", () => {
  expect(pack([])).toEqual({ pieces: 0, grams: 150 });
});

test("weighs each piece", () => {
  expect(pack([{ product: TEA, quantity: 3 }])).toEqual({ pieces: 3, grams: 900 });
  const cart = [
    { product: BOOK, quantity: 1 },
    { product: PAN, quantity: 2 },
  ];
  expect(pack(cart)).toEqual({ pieces: 3, grams: 4350 });
});
