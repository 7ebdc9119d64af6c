import { expect, test } from "vitest";
import { total } from "./receipt.js";

test("adds up all lines", () => {
  expect(
    total([
      { quantity: 2, cents: 150 },
      { quantity: 1, cents: 99 },
    ]),
  ).toBe(399);
});
