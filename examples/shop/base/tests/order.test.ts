import { expect, test } from "@jest/globals";
import { placeOrder } from "../src/order";
import { pointsFor } from "../src/loyalty";
import { turnoverByDay } from "../src/sales-report";
import { BOOK, TEA } from "./products";

const order = placeOrder({
  id: "A-1",
  day: "2026-03-02",
  country: "DE",
  cart: [
    { product: TEA, quantity: 2 },
    { product: BOOK, quantity: 1 },
  ],
  discounts: [{ type: "percent", percent: 10 }],
});

test("adds everything up", () => {
  expect(order).toMatchObject({ discount: 279, tax: 176, shipping: 630, total: 3317 });
});

test("an order needs a line", () => {
  expect(() =>
    placeOrder({ id: "A-2", day: "2026-03-02", country: "DE", cart: [], discounts: [] }),
  ).toThrow("at least one line");
});

test("earns points", () => {
  expect(pointsFor(order)).toBe(33);
});

test("reports by day", () => {
  const earlier = { ...order, day: "2026-03-01" };
  expect([...turnoverByDay([order, earlier, order])]).toEqual([
    ["2026-03-01", 3317],
    ["2026-03-02", 6634],
  ]);
});
