import type { Category } from "./product";

/** Value added tax in percent by country and category. Checked by the accountant each January. */
export const TAX_RATES: Readonly<Record<string, Readonly<Record<Category, number>>>> = {
  AT: { books: 10, food: 10, household: 20 },
  DE: { books: 7, food: 7, household: 19 },
  FR: { books: 5.5, food: 5.5, household: 20 },
};
