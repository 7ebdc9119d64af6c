/** How many pieces of a product there are, and how many of them are promised. */
export interface StockLevel {
  readonly onHand: number;
  readonly reserved: number;
}

/** Where stock levels are kept. */
export interface StockStore {
  read(sku: string): Promise<StockLevel>;
  write(sku: string, level: StockLevel): Promise<void>;
}

/** Promises pieces to an order; false where there are not enough. */
export async function reserve(store: StockStore, sku: string, pieces: number): Promise<boolean> {
  const level = await store.read(sku);
  if (level.onHand - level.reserved < pieces) return false;
  await store.write(sku, { ...level, reserved: level.reserved + pieces });
  return true;
}

/** Gives promised pieces back. */
export async function release(store: StockStore, sku: string, pieces: number): Promise<void> {
  const level = await store.read(sku);
  await store.write(sku, { ...level, reserved: Math.max(0, level.reserved - pieces) });
}

/** Moves free pieces from one store to another; false where there are not enough. */
export async function transfer(
  from: StockStore,
  to: StockStore,
  sku: string,
  pieces: number,
): Promise<boolean> {
  const source = from.read(sku);
  if (source.onHand - source.reserved < pieces) return false;
  const target = await to.read(sku);
  await from.write(sku, { ...source, onHand: source.onHand - pieces });
  await to.write(sku, { ...target, onHand: target.onHand + pieces });
  return true;
}
