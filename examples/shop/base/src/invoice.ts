import { lineTotal } from "./cart";
import { formatMoney } from "./money";
import type { Order } from "./order";

/** The invoice as plain text, one line per product and one per sum. */
export function renderInvoice(order: Order): string {
  const lines = order.lines.map(
    (line) => `${line.quantity} x ${line.product.name}: ${formatMoney(lineTotal(line))}`,
  );
  return [
    `Invoice ${order.id} of ${order.day}`,
    ...lines,
    `Discount: ${formatMoney(-order.discount)}`,
    `Tax: ${formatMoney(order.tax)}`,
    `Shipping: ${formatMoney(order.shipping)}`,
    `Total: ${formatMoney(order.total)}`,
  ].join("\n");
}
