import { expect, test } from "@jest/globals";
import { swapReservation } from "../src/transfer";
import type { StockLevel, StockStore } from "../src/inventory";

function storeOf(levels: Record<string, StockLevel>): StockStore {
  return {
    read: (sku) => Promise.resolve(levels[sku] ?? { onHand: 0, reserved: 0 }),
    write: async (sku, level) => {
      await Promise.resolve();
      levels[sku] = level;
    },
  };
}

test("moves what is promised", async () => {
  const levels = { T1: { onHand: 5, reserved: 4 }, B1: { onHand: 3, reserved: 0 } };
  expect(await swapReservation(storeOf(levels), "T1", "B1", 2)).toBe(true);
  expect(levels).toEqual({ T1: { onHand: 5, reserved: 2 }, B1: { onHand: 3, reserved: 2 } });
});

test("moves nothing where there is too little", async () => {
  const levels = { T1: { onHand: 5, reserved: 4 }, B1: { onHand: 3, reserved: 2 } };
  expect(await swapReservation(storeOf(levels), "T1", "B1", 2)).toBe(false);
  expect(levels).toEqual({ T1: { onHand: 5, reserved: 4 }, B1: { onHand: 3, reserved: 2 } });
});
