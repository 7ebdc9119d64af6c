import { lineTotal, subtotal, type CartLine } from "./cart";
import { bestDiscount, type Discount } from "./discount";
import { allocate, type Cents } from "./money";
import { SHIPPING_RULES, shippingCost } from "./shipping";
import { taxOn } from "./tax";

export interface Order {
  readonly id: string;
  /** Day of the order, `YYYY-MM-DD`. */
  readonly day: string;
  readonly country: string;
  readonly lines: readonly CartLine[];
  readonly discount: Cents;
  readonly tax: Cents;
  readonly shipping: Cents;
  readonly total: Cents;
}

export interface OrderRequest {
  readonly id: string;
  readonly day: string;
  readonly country: string;
  readonly cart: readonly CartLine[];
  readonly discounts: readonly Discount[];
}

/** Tax on each line after its share of the discount. */
function totalTax(cart: readonly CartLine[], discount: Cents, country: string): Cents {
  const shares = allocate(discount, cart.map(lineTotal));
  return cart.reduce(
    (sum, line, index) =>
      sum + taxOn(lineTotal(line) - (shares[index] ?? 0), country, line.product.category),
    0,
  );
}

/** Turns a cart into an order: discounts first, then tax, then shipping. */
export function placeOrder(request: OrderRequest): Order {
  const { id, day, country, cart } = request;
  if (cart.length === 0) throw new Error("an order needs at least one line");
  const discount = bestDiscount(cart, request.discounts);
  const tax = totalTax(cart, discount, country);
  const shipping = shippingCost(cart, SHIPPING_RULES[country === "DE" ? "home" : "abroad"]);
  const total = subtotal(cart) - discount + tax + shipping;
  return { id, day, country, lines: cart, discount, tax, shipping, total };
}
