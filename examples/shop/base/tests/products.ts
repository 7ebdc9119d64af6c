import type { Product } from "../src/product";

export const TEA: Product = { sku: "T1", name: "Tea", category: "food", price: 450, grams: 250 };
export const BOOK: Product = {
  sku: "B1",
  name: "Book",
  category: "books",
  price: 1890,
  grams: 600,
};
export const PAN: Product = {
  sku: "P1",
  name: "Pan",
  category: "household",
  price: 3995,
  grams: 1800,
};
