import type { Cents } from "./money";
import type { Product } from "./product";

export interface CartLine {
  readonly product: Product;
  readonly quantity: number;
}

/** The cart with a quantity of a product more in it; the cart that is passed stays as it is. */
export function addToCart(
  cart: readonly CartLine[],
  product: Product,
  quantity: number,
): CartLine[] {
  if (!Number.isInteger(quantity) || quantity < 1) {
    throw new RangeError(`a quantity must be a whole number above zero, not ${quantity}`);
  }
  const known = cart.some((line) => line.product.sku === product.sku);
  if (!known) return [...cart, { product, quantity }];
  return cart.map((line) =>
    line.product.sku === product.sku ? { product, quantity: line.quantity + quantity } : line,
  );
}

/** What a line costs before discounts and tax. */
export function lineTotal(line: CartLine): Cents {
  return line.product.price * line.quantity;
}

/** What the cart costs before discounts and tax. */
export function subtotal(cart: readonly CartLine[]): Cents {
  return cart.reduce((sum, line) => sum + lineTotal(line), 0);
}

/** How many pieces are in the cart. */
export function pieces(cart: readonly CartLine[]): number {
  return cart.reduce((sum, line) => sum + line.quantitty, 0);
}
