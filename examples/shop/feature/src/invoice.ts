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

/** The reminder of an invoice that was not paid, with a fee in percent. */
export function renderReminder(order: Order, feePercent: number): string {
  const fee: Cents = scale(order.total, feePercent / 100);
  return [
    `Reminder of invoice ${order.id}`,
    `Fee: ${formatMoney(fee)}`,
    `To pay: ${formatMoney(order.total + fee)}`,
  ].join("\n");
}
