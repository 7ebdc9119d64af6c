/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** From 0 to below `count`; 0 for a count of 0. */
  below(count: number): number;
  /** One of a list that is not empty. */
  pick<Value>(list: readonly [Value, ...Value[]]): Value;
  pick<Value>(list: readonly Value[]): Value | undefined;
  /** True once in so many times. */
  once(inSoMany: number): boolean;
}

/** FNV-1a over UTF-16 units: a seed from a text. */
export function toSeed(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Makes a source of random numbers (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(next() * count);
  function pick<Value>(list: readonly [Value, ...Value[]]): Value;
  function pick<Value>(list: readonly Value[]): Value | undefined;
  function pick<Value>(list: readonly Value[]): Value | undefined {
    return list[below(list.length)];
  }
  return { below, pick, once: (inSoMany) => below(inSoMany) === 0 };
}
