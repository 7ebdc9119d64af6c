import { lineTotal, subtotal, type CartLine } from "./cart";
import { scale, type Cents } from "./money";

export type Discount =
  | { readonly type: "percent"; readonly percent: number }
  | { readonly type: "bulk"; readonly from: number; readonly percent: number }
  | { readonly type: "amount"; readonly amount: Cents };

/** What one discount takes off a cart; never more than the cart costs. */
export function discountOn(cart: readonly CartLine[], discount: Discount): Cents {
  const total = subtotal(cart);
  switch (discount.type) {
    case "percent":
      return scale(total, discount.percent / 100);
    case "bulk":
      return cart
        .filter((line) => line.quantity >= discount.from)
        .reduce((sum, line) => sum + scale(lineTotal(line), discount.percent / 100), 0);
    case "amount":
      return Math.min(total, discount.amount);
  }
}

/** The discount that takes most off; none where there is none. */
export function bestDiscount(cart: readonly CartLine[], discounts: readonly Discount[]): Cents {
  return Math.max(0, ...discounts.map((discount) => discountOn(cart, discount)));
}

/** The discounts of a coupon book that hold on a day, `YYYY-MM-DD`. */
export function validOn(
  coupons: readonly { readonly discount: Discount; readonly until: string }[],
  day: string,
): Discount[] {
  var valid: Discount[] = [];
  for (let coupon of coupons) {
    let until = coupon.until
    if (until >= day) valid.push(coupon.discount)
  }
  return valid;
}
