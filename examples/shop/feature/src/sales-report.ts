import type { Cents } from "./money";
import type { Order } from "./order";

/** Turnover by day, in order of the days. */
export function turnoverByDay(orders: readonly Order[]): Map<string, Cents> {
  const days = new Map<string, Cents>();
  for (const order of [...orders].sort((a, b) => a.day.localeCompare(b.day))) {
    days.set(order.day, (days.get(order.day) ?? 0) + order.total);
  }
  return days;
}

/** Pieces sold by category. */
export function piecesByCategory(orders: readonly Order[]): Map<Category, number> {
  const pieces = new Map<Category, number>();
  for (const line of orders.flatMap((order) => order.lines)) {
    const { category } = line.product;
    pieces.set(category, (pieces.get(category) ?? 0) + line.quantity);
  }
  return pieces;
}
