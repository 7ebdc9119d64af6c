import { expect, test } from "vitest";
import { byCents } from "./ledger.js";
import { Money } from "./money.js";

test("names each amount by its cents", () => {
  expect(Object.keys(byCents([new Money(150, "EUR"), new Money(99, "EUR")]))).toEqual(["cents-150", "cents-99"]);
});
