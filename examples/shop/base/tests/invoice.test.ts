import { expect, test } from "@jest/globals";
import { renderInvoice } from "../src/invoice";
import { placeOrder } from "../src/order";
import { TEA } from "./products";

test("an invoice names every sum", () => {
  const order = placeOrder({
    id: "A-7",
    day: "2026-03-02",
    country: "DE",
    cart: [{ product: TEA, quantity: 2 }],
    discounts: [],
  });
  expect(renderInvoice(order).split("\n")).toEqual([
    "Invoice A-7 of 2026-03-02",
    "2 x Tea: 9.00 EUR",
    "Discount: 0.00 EUR",
    "Tax: 0.63 EUR",
    "Shipping: 5.10 EUR",
    "Total: 14.73 EUR",
  ]);
});
