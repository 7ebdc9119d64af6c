/** At most so many of a list, from all parts of it. */
export function spread<Value>(list: readonly Value[], most: number): readonly Value[] {
  const step = Math.max(1, list.length / most);
  return list.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}
