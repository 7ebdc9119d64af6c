import type { Cents } from "./money";

export type Category = "books" | "food" | "household";

export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly category: Category;
  /** Net price of one piece. */
  readonly price: Cents;
  readonly grams: number;
}
