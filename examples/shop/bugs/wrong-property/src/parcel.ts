import type { CartLine } from "./cart";

/** What a parcel weighs, and how many pieces are in it. */
export interface Parcel {
  readonly pieces: number;
  readonly grams: number;
}

const WRAPPING_GRAMS = 150;

/** Packs a whole cart into one parcel. */
export function pack(cart: readonly CartLine[]): Parcel {
  let pieces = 0;
  let grams = WRAPPING_GRAMS;
  for (const { product, quantity } of cart) {
    pieces += quantity;
    grams += product.price * quantity;
  }
  return { pieces, grams };
}
