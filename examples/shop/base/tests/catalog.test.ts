import { expect, test } from "@jest/globals";
import { Catalog } from "../src/catalog";
import { BOOK, PAN, TEA } from "./products";

const catalog = new Catalog([BOOK, PAN, TEA]);

test("finds a product", () => {
  expect(catalog.get("T1")).toBe(TEA);
});

test("names the product that does not exist", () => {
  expect(() => catalog.get("X9")).toThrow("no product X9");
});

test("refuses duplicates", () => {
  expect(() => new Catalog([TEA, TEA])).toThrow("duplicate product T1");
});

test("lists a category", () => {
  expect(catalog.inCategory("books")).toEqual([BOOK]);
});
