import { expect, test } from "vitest";
import { total, totals } from "./receipt.js";

test("adds up all lines", () => {
  expect(total([{ quantity: 2, cents: 150 }, { quantity: 1, cents: 99 }])).toBe(399);
});

test("adds up each currency", () => {
  const lines = [
    { currency: "EUR", quantity: 2, cents: 150 },
    { currency: "USD", quantity: 1, cents: 99 },
    { currency: "EUR", quantity: 1, cents: 1 },
  ];
  expect(totals(lines)).toEqual({ sums: { EUR: 301, USD: 99 } });
});
