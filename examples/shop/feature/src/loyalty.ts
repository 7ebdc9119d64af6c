import type { Order } from "./order";

/** One point for each full euro of an order. */
export function pointsFor(order: Order): number {
  return Math.floor(order.total / 100);
}

/** Points of an order as the partner programme sends it. */
export function partnerPoints(message: any): number {
  return Math.floor(Number(message.amount) / 200);
}
