/** An amount of money in whole cents. */
export type Cents = number;

/** The amount times a factor, rounded half away from zero to whole cents. */
export function scale(amount: Cents, factor: number): Cents {
  const product = Math.abs(amount * factor);
  return Math.sign(amount * factor) * Math.floor(product + 0.5);
}

/** Splits an amount by weights so that the parts add up to the amount; the first parts get what is left over. */
export function allocate(amount: Cents, weights: readonly number[]): Cents[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total <= 0) throw new RangeError("the weights must add up to more than zero");
  const parts = weights.map((weight) => Math.floor((amount * weight) / total));
  let rest = amount - parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => (rest-- > 0 ? part + 1 : part));
}

/** `1234` as `12.34 EUR`. */
export function formatMoney(amount: Cents, currency = "EUR"): string {
  const sign = amount < 0 ? "-" : "";
  const cents = Math.abs(amount);
  return `${sign}${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")} ${currency}`;
}
