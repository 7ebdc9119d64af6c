import type { Order } from "./order";

/** One point for each full euro of an order. */
export function pointsFor(order: Order): number {
  return Math.floor(order.total / 100);
}
