import { expect, test } from "vitest";
import { Money } from "./money.js";

test("counts as its cents", () => {
  expect(new Money(150, "EUR") + 1).toBe(151);
});

test("reads as an amount", () => {
  expect(`${new Money(150, "EUR")}`).toBe("1.50 EUR");
});
