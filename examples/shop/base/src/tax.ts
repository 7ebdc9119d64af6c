import { scale, type Cents } from "./money";
import type { Category } from "./product";
import { TAX_RATES } from "./tax-rates";

/** The tax rate in percent. */
export function taxRate(country: string, category: Category): number {
  const rates = TAX_RATES[country];
  if (rates === undefined) throw new Error(`no tax rates for ${country}`);
  return rates[category];
}

/** The tax on a net amount. */
export function taxOn(amount: Cents, country: string, category: Category): Cents {
  return scale(amount, taxRate(country, category) / 100);
}
