import { release, reserve, type StockStore } from "./inventory";

/** Moves a promise from one product to another; false, and nothing changes, where there are not enough pieces. */
export async function swapReservation(
  store: StockStore,
  from: string,
  to: string,
  pieces: number,
): Promise<boolean> {
  const isPromised = await reserve(store, to, pieces);
  if (!isPromised) return false;
  release(store, from, pieces);
  return true;
}
