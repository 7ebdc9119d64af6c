import type { CartLine } from "./cart";
import type { Cents } from "./money";

/** What a carrier charges for one zone. */
export interface ShippingRule {
  /** What every parcel costs. */
  readonly minCents: Cents;
  /** No parcel costs more. */
  readonly maxCents: Cents;
  readonly centsPerKilo: Cents;
}

export const SHIPPING_RULES: Readonly<Record<"home" | "abroad", ShippingRule>> = {
  home: { minCents: 390, maxCents: 1900, centsPerKilo: 120 },
  abroad: { minCents: 890, maxCents: 4900, centsPerKilo: 310 },
};

/** The weight of a cart in whole kilos, rounded up. */
export function kilos(cart: readonly CartLine[]): number {
  const grams = cart.reduce((sum, line) => sum + line.product.grams * line.quantity, 0);
  return Math.ceil(grams / 1000);
}

/** What it costs to send a cart. */
export function shippingCost(cart: readonly CartLine[], rule: ShippingRule): Cents {
  if (cart.length === 0) return 0;
  const byWeight = rule.minCents + kilos(cart) * rule.centsPerKilo;
  return byWeight + (rule.centsPerMile ?? 0);
}
