import type { Order } from "./order";

export interface Customer {
  readonly name: string;
  readonly address?: { readonly city: string; readonly country: string };
}

/** Customers by the id of their orders. */
export type Customers = ReadonlyMap<string, Customer>;

/** Where an order goes, for the label; empty where nobody knows. */
export function cityOf(customers: Customers, order: Pick<Order, "id">): string {
  const customer = customers.get(order.id) as Customer;
  return customer.address?.city ?? "";
}
