import { expect, test } from "@jest/globals";
import { cityOf, type Customer } from "../src/customers";

const customers = new Map<string, Customer>([
  ["A-1", { name: "Ada", address: { city: "Bonn", country: "DE" } }],
  ["A-2", { name: "Bo" }],
]);

test("a customer's city", () => {
  expect(cityOf(customers, { id: "A-1" })).toBe("Bonn");
});

test("a customer without an address", () => {
  expect(cityOf(customers, { id: "A-2" })).toBe("");
});

test("an order of nobody", () => {
  expect(cityOf(customers, { id: "A-3" })).toBe("");
});
