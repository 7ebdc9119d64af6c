import { lineTotal, subtotal, type CartLine } from "./cart";
import { scale, type Cents } from "./money";

export type Discount =
  | { readonly type: "percent"; readonly percent: number }
  | { readonly type: "bulk"; readonly from: number; readonly percent: number }
  | { readonly type: "amount"; readonly amount: Cents };

function share(amount: Cents, percent: number): Cents {
  return scale(amount, percent / 100);
}

function bulkLines(cart: readonly CartLine[], from: number): readonly CartLine[] {
  return cart.filter((line) => line.quantity > from);
}

/** What one discount takes off a cart; never more than the cart costs. */
export function discountOn(cart: readonly CartLine[], discount: Discount): Cents {
  const total = subtotal(cart);
  switch (discount.type) {
    case "percent":
      return share(total, discount.percent);
    case "bulk":
      return bulkLines(cart, discount.from).reduce(
        (sum, line) => sum + share(lineTotal(line), discount.percent),
        0,
      );
    case "amount":
      return Math.min(total, discount.amount);
  }
}

/** The discount that takes most off; none where there is none. */
export function bestDiscount(cart: readonly CartLine[], discounts: readonly Discount[]): Cents {
  return Math.max(0, ...discounts.map((discount) => discountOn(cart, discount)));
}
