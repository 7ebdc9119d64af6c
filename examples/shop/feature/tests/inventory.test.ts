import { expect, test } from "@jest/globals";
import { release, reserve, transfer, type StockLevel, type StockStore } from "../src/inventory";

function storeOf(level: StockLevel): StockStore & { level: StockLevel } {
  return {
    level,
    read() {
      return Promise.resolve(this.level);
    },
    write(_sku, next) {
      this.level = next;
      return Promise.resolve();
    },
  };
}

test("promises what there is", async () => {
  const store = storeOf({ onHand: 5, reserved: 2 });
  expect(await reserve(store, "T1", 3)).toBe(true);
  expect(store.level.reserved).toBe(5);
});

test("does not promise what there is not", async () => {
  const store = storeOf({ onHand: 5, reserved: 2 });
  expect(await reserve(store, "T1", 4)).toBe(false);
  expect(store.level.reserved).toBe(2);
});

test("gives back", async () => {
  const store = storeOf({ onHand: 5, reserved: 2 });
  await release(store, "T1", 3);
  expect(store.level.reserved).toBe(0);
});

test("moves free pieces", async () => {
  const here = storeOf({ onHand: 5, reserved: 2 });
  const there = storeOf({ onHand: 0, reserved: 0 });
  expect(await transfer(here, there, "T1", 3)).toBe(true);
  expect(here.level).toEqual({ onHand: 2, reserved: 2 });
  expect(there.level).toEqual({ onHand: 3, reserved: 0 });
});
