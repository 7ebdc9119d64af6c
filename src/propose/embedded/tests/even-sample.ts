/** Steps of this part of a list come near to no place twice: any first part of them is evenly spread. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** So many of a list, evenly spread, in such an order that so is every first part of them. */
export function evenSample<Item>(items: readonly Item[], most: number): readonly Item[] {
  return items
    .map((item, index) => ({ item, place: (index * GOLDEN) % 1 }))
    .toSorted((a, b) => a.place - b.place)
    .slice(0, most)
    .map(({ item }) => item);
}
