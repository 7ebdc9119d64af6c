/** The items of one page; pages count from 1. */
export function pageOf<T>(items: readonly T[], page: number, size: number): readonly T[] {
  const start = page * size;
  return items.slice(start, start + size);
}

/** How many pages there are. */
export function pageCount(length: number, size: number): number {
  return Math.ceil(length / size);
}
